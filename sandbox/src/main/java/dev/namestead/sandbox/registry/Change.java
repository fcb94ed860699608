package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.sandbox.profile.Deposit;
import dev.namestead.sandbox.profile.Feature;
import dev.namestead.sandbox.profile.LifeCycle;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One command's changes while its rule decides: it reads the state as it was and gathers events, which become true together
 * when the rule has ended without a refusal.
 */
final class Change {
    private final RegistryProfile profile;
    private final RegistryState state;
    private final Instant now;
    private final List<RegistryEvent> events = new ArrayList<>();
    private final Map<String, Account> accounts = new HashMap<>();
    private long objects;
    private long messages;

    Change(RegistryProfile profile, RegistryState state, Instant now) {
        this.profile = profile;
        this.state = state;
        this.now = now;
        this.objects = state.lastObject();
        this.messages = state.lastMessage();
    }

    RegistryProfile profile() {
        return profile;
    }

    LifeCycle lifeCycle() {
        return profile.lifeCycle();
    }

    RegistryState state() {
        return state;
    }

    Instant now() {
        return now;
    }

    void record(RegistryEvent event) {
        events.add(event);
    }

    void store(DomainDraft draft) {
        record(new RegistryEvent.DomainStored(draft.build()));
    }

    List<RegistryEvent> events() {
        return events;
    }

    /** @param kind D, H or C */
    String newRoid(char kind) {
        objects++;
        return ObjectIds.of(kind, objects, profile.repository());
    }

    /** A message to a registrar, numbered and not yet sent. */
    QueuedMessage message(String registrar, String text) {
        return QueuedMessage.of(newMessageId(), registrar, now, text);
    }

    /** Tells the sponsor that the registry has changed a name by itself; not where the registry has no words for it. */
    void tell(DomainObject after, String operation, String text) {
        tell(after, operation, text, null, null);
    }

    /** @param caseType udrp, urs or custom, where a case is the reason */
    void tell(DomainObject after, String operation, String text, @Nullable String caseType, @Nullable String caseId) {
        if (profile.has(Feature.CHANGE_POLL)) {
            QueuedMessage message = message(after.sponsor(), text);
            send(message.with(new ChangeNote(
                    operation, now, ownTransaction(message.id()), "Registry", caseType, caseId, text, after)));
        }
    }

    /** The answer with what its sender is told of the bill. */
    Answer told(Bill bill, Answer answer, Requester who) {
        return bill.on(answer, account(who.registrar()), profile.prices().currency());
    }

    void send(QueuedMessage message) {
        record(new RegistryEvent.MessageQueued(message));
    }

    long newMessageId() {
        messages++;
        return messages;
    }

    /** Names a transaction that no client has started, by the message that tells of it. */
    String ownTransaction(long message) {
        return profile.repository() + "-OWN-" + message;
    }

    Account account(String registrar) {
        Account changed = accounts.get(registrar);
        return changed != null
                ? changed
                : state.account(registrar)
                        .orElseGet(
                                () -> Account.opened(registrar, profile.prices().deposit()));
    }

    /** 2104 where the deposit does not cover the price. */
    void requireFunds(String registrar, BigDecimal price) {
        if (!account(registrar).covers(price)) {
            throw new Refusal(EppResultCode.BILLING_FAILURE, "the deposit does not cover " + price);
        }
    }

    /** Takes the price for something that was ordered, or refuses with 2104. */
    void charge(String registrar, BigDecimal price) {
        requireFunds(registrar, price);
        chargeAnyway(registrar, price);
    }

    /** Takes the price for something that happens by itself, whatever is left. */
    void chargeAnyway(String registrar, BigDecimal price) {
        if (price.signum() == 0) {
            return;
        }
        Account before = account(registrar);
        Account after = before.charge(price);
        store(after);
        Deposit deposit = profile.prices().deposit();
        BigDecimal left = after.balance();
        if (deposit != null
                && left != null
                && left.compareTo(deposit.warnBelow()) < 0
                && before.covers(deposit.warnBelow())) {
            send(message(registrar, "Little of the deposit is left.")
                    .with(new QueuedMessage.LowBalance(deposit.warnBelow(), left)));
        }
    }

    void credit(String registrar, BigDecimal amount) {
        if (amount.signum() != 0) {
            store(account(registrar).credit(amount));
        }
    }

    Account setBalance(String registrar, @Nullable BigDecimal balance) {
        Account set = account(registrar).withBalance(balance);
        store(set);
        return set;
    }

    private void store(Account account) {
        accounts.put(account.registrar(), account);
        record(new RegistryEvent.AccountStored(account));
    }
}
