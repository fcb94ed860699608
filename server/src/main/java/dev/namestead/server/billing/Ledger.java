package dev.namestead.server.billing;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.LedgerEntry.Kind;
import dev.namestead.server.database.Tx;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The double-entry ledger. Something bought is a hold first, and then either posted or voided, each once per workflow.
 *
 * <pre>
 *   hold      customer       → held             set aside
 *   post      held           → revenue          sold: the customer owes it
 *   void      held           → customer         given back
 *   capture   provider       → customer         paid
 *   cost      registry_cost  → registry_deposit what the registry took
 * </pre>
 *
 * A customer who owes nothing has the balance zero; after a failed capture what is owed stays there as a receivable.
 */
public final class Ledger {
    private static final String CUSTOMER = "customer";
    private static final String HELD = "held";

    private final LedgerStore store = new LedgerStore();

    public void hold(Tx tx, AccountId account, UUID workflow, String subject, Money amount) {
        store.insert(tx, account, workflow, Kind.HOLD, subject, CUSTOMER, HELD, amount);
    }

    /** The hold becomes a sale. */
    public void post(Tx tx, AccountId account, UUID workflow) {
        LedgerEntry hold = hold(tx, account, workflow);
        store.insert(tx, account, workflow, Kind.POST, hold.subject(), HELD, "revenue", hold.amount());
    }

    /** The hold is given back. */
    public void voidHold(Tx tx, AccountId account, UUID workflow) {
        LedgerEntry hold = hold(tx, account, workflow);
        store.insert(tx, account, workflow, Kind.VOID, hold.subject(), HELD, CUSTOMER, hold.amount());
    }

    public void capture(Tx tx, AccountId account, UUID workflow, String subject, Money amount) {
        store.insert(tx, account, workflow, Kind.CAPTURE, subject, "provider", CUSTOMER, amount);
    }

    /** What the registry takes from our deposit. */
    public void cost(Tx tx, AccountId account, UUID workflow, String subject, String registry, Money amount) {
        store.insert(
                tx, account, workflow, Kind.COST, subject, "registry_cost", "registry_deposit:" + registry, amount);
    }

    /** The customer's transfers, newest first, below a number (null: from the newest on). */
    public List<LedgerEntry> page(Tx tx, AccountId account, @Nullable Long below, int most) {
        return store.page(tx, account, below, most);
    }

    private LedgerEntry hold(Tx tx, AccountId account, UUID workflow) {
        return store.find(tx, account, workflow, Kind.HOLD)
                .orElseThrow(() -> new IllegalStateException("workflow " + workflow + " holds nothing"));
    }
}
