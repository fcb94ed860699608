package dev.namestead.server.billing;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.LedgerEntry.Kind;
import dev.namestead.server.database.Tx;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The double-entry ledger. Something bought is a hold first, and then either posted or voided, each once per workflow and part of it.
 *
 * <pre>
 *   hold      customer       → held             set aside
 *   post      held           → revenue          sold: the customer owes it
 *   void      held           → customer         given back
 *   capture   provider       → customer         paid
 *   refund    revenue        → customer         a sale is taken back: the customer owes it no more
 *   payout    customer       → provider         paid back
 *   dispute   customer       → provider         taken back by the customer's bank: he owes it again
 *   cost      registry_cost  → registry_deposit what the registry took
 *   credit    deposit        → registry_cost    what the registry gave back
 * </pre>
 *
 * A customer who owes nothing has the balance zero; after a failed capture or a dispute what is owed stays there as a receivable, and what we owe after
 * a sale was taken back stays there until it is paid.
 */
public final class Ledger {
    private static final String CUSTOMER = "customer";
    private static final String HELD = "held";
    private static final String REVENUE = "revenue";
    private static final String PROVIDER = "provider";
    private static final String COSTS = "registry_cost";
    /** Of a workflow that sells one thing. */
    private static final String WHOLE = "";

    private final LedgerStore store = new LedgerStore();

    public void hold(Tx tx, AccountId account, UUID workflow, String subject, Money amount) {
        hold(tx, account, workflow, WHOLE, subject, amount);
    }

    /** @param part which of the several things that the workflow sells */
    public void hold(Tx tx, AccountId account, UUID workflow, String part, String subject, Money amount) {
        store.insert(tx, account, workflow, Kind.HOLD, part, subject, CUSTOMER, HELD, amount);
    }

    /** The hold becomes a sale. */
    public void post(Tx tx, AccountId account, UUID workflow) {
        post(tx, account, workflow, WHOLE);
    }

    public void post(Tx tx, AccountId account, UUID workflow, String part) {
        LedgerEntry hold = store.find(tx, account, workflow, Kind.HOLD).stream()
                .filter(held -> held.part().equals(part))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("workflow " + workflow + " holds nothing " + part));
        store.insert(tx, account, workflow, Kind.POST, part, hold.subject(), HELD, REVENUE, hold.amount());
    }

    /** All that is held is given back. */
    public void voidHold(Tx tx, AccountId account, UUID workflow) {
        List<LedgerEntry> holds = store.find(tx, account, workflow, Kind.HOLD);
        if (holds.isEmpty()) {
            throw new IllegalStateException("workflow " + workflow + " holds nothing");
        }
        holds.forEach(hold -> voidOne(tx, account, hold));
    }

    /** What is held and was not sold is given back. */
    public void voidRest(Tx tx, AccountId account, UUID workflow) {
        store.openHolds(tx, account, workflow).forEach(hold -> voidOne(tx, account, hold));
    }

    private void voidOne(Tx tx, AccountId account, LedgerEntry hold) {
        store.insert(
                tx, account, hold.workflow(), Kind.VOID, hold.part(), hold.subject(), HELD, CUSTOMER, hold.amount());
    }

    /** What the workflow has sold, all its parts together; empty where nothing. */
    public Optional<Money> sold(Tx tx, AccountId account, UUID workflow) {
        return store.find(tx, account, workflow, Kind.POST).stream()
                .map(LedgerEntry::amount)
                .reduce(Money::plus);
    }

    public void capture(Tx tx, AccountId account, UUID workflow, String subject, Money amount) {
        store.insert(tx, account, workflow, Kind.CAPTURE, WHOLE, subject, PROVIDER, CUSTOMER, amount);
    }

    /** What was paid for it, whatever became of that since; empty where nothing was. */
    public Optional<Money> captured(Tx tx, AccountId account, UUID workflow) {
        return store.find(tx, account, workflow, Kind.CAPTURE).stream()
                .map(LedgerEntry::amount)
                .findFirst();
    }

    /** Takes back all that the workflow has sold; empty where that is nothing. */
    public Optional<Money> refund(Tx tx, AccountId account, UUID workflow) {
        List<LedgerEntry> sales = store.find(tx, account, workflow, Kind.POST);
        sales.forEach(sale -> store.insert(
                tx, account, workflow, Kind.REFUND, sale.part(), sale.subject(), REVENUE, CUSTOMER, sale.amount()));
        return sales.stream().map(LedgerEntry::amount).reduce(Money::plus);
    }

    /** What the customer has been paid back. */
    public void payout(Tx tx, AccountId account, UUID workflow, String subject, Money amount) {
        store.insert(tx, account, workflow, Kind.PAYOUT, WHOLE, subject, CUSTOMER, PROVIDER, amount);
    }

    /** What the customer still has to pay for what the workflow has sold; below zero what he has to get back. Empty where nothing was sold. */
    public Optional<Money> owed(Tx tx, AccountId account, UUID workflow) {
        return store.owed(tx, account, workflow);
    }

    public void dispute(Tx tx, AccountId account, UUID workflow, String subject, Money amount) {
        store.insert(tx, account, workflow, Kind.DISPUTE, WHOLE, subject, CUSTOMER, PROVIDER, amount);
    }

    /** What the registry takes from our deposit. */
    public void cost(Tx tx, AccountId account, UUID workflow, String subject, String registry, Money amount) {
        cost(tx, account, workflow, WHOLE, subject, registry, amount);
    }

    public void cost(
            Tx tx, AccountId account, UUID workflow, String part, String subject, String registry, Money amount) {
        store.insert(tx, account, workflow, Kind.COST, part, subject, COSTS, deposit(registry), amount);
    }

    /** What the registry puts back into it. */
    public void credit(Tx tx, AccountId account, UUID workflow, String subject, String registry, Money amount) {
        store.insert(tx, account, workflow, Kind.CREDIT, WHOLE, subject, deposit(registry), COSTS, amount);
    }

    private static String deposit(String registry) {
        return "registry_deposit:" + registry;
    }

    /** How the customer stands, in each currency that he has used. */
    public List<Balance> balances(Tx tx, AccountId account) {
        return store.balances(tx, account);
    }

    /** The customer's transfers, newest first, below a number (null: from the newest on). */
    public List<LedgerEntry> page(Tx tx, AccountId account, @Nullable Long below, int most) {
        return store.page(tx, account, below, most);
    }
}
