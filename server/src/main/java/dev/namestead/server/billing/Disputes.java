package dev.namestead.server.billing;

import dev.namestead.api.AccountId;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.DisputeStore.Paid;
import dev.namestead.server.billing.PaymentProvider.Dispute;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from the payment providers what the customers' banks have taken back, and books it once: what was paid is owed again, and the card
 * is not charged any more. A provider tells of it until it is acknowledged, which is done when it is booked, so that nothing is lost
 * between the two.
 */
public final class Disputes {
    private static final Logger LOG = LoggerFactory.getLogger(Disputes.class);
    private static final Actor PROVIDER = Actor.system("payment-provider");
    private static final int MOST_AT_ONCE = 100;

    private final Database database;
    private final Payments payments;
    private final Ledger ledger;
    private final AuditStore audit;
    private final Listener listener;
    private final DisputeStore store = new DisputeStore();
    /** By provider, the disputes of payments that we do not know: who shares an account with us has such for ever. */
    private final Map<String, Set<String>> unknownTo = new HashMap<>();

    /** Whoever has something to say to the customer. */
    public interface Listener {
        /**
         * In the transaction that books it.
         *
         * @param subject what it was paid for, such as a domain name
         */
        void disputed(Tx tx, AccountId account, String subject, Money amount);
    }

    public Disputes(Database database, Payments payments, Ledger ledger, AuditStore audit, Listener listener) {
        this.database = database;
        this.payments = payments;
        this.ledger = ledger;
        this.audit = audit;
        this.listener = listener;
    }

    /** Books what the providers tell now; how many they were. Called by one at a time. */
    public int run() {
        int booked = 0;
        for (PaymentProvider provider : payments.providers()) {
            Set<String> unknown = unknownTo.computeIfAbsent(provider.name(), _ -> new HashSet<>());
            // Those that nobody knows stay in front, and must not hide the others.
            List<Dispute> told = provider.disputes(MOST_AT_ONCE + unknown.size());
            unknown.retainAll(told.stream().map(Dispute::key).toList());
            for (Dispute dispute : told) {
                booked += book(provider, dispute, unknown) ? 1 : 0;
            }
        }
        return booked;
    }

    /** When the next one after an instant comes, where a provider knows that: in a sandbox. */
    public Optional<Instant> nextDue(Instant after) {
        return payments.providers().stream()
                .flatMap(provider -> provider.nextDispute(after).stream())
                .min(Instant::compareTo);
    }

    /** One that comes before its payment was booked comes again; an operator is told once. */
    private boolean book(PaymentProvider provider, Dispute dispute, Set<String> unknown) {
        Optional<Boolean> booked = database.inTransaction(tx -> Payments.ofKey(dispute.key())
                .flatMap(key -> store.paid(tx, provider.name(), key))
                .map(paid -> book(tx, paid, dispute.amount())));
        if (booked.isEmpty()) {
            if (unknown.add(dispute.key())) {
                LOG.error(
                        "ALARM {} was taken back for {}, which we know of no payment of",
                        dispute.amount(),
                        dispute.key());
            }
            return false;
        }
        provider.acknowledge(dispute);
        return booked.get();
    }

    /** False where that was done before. */
    private boolean book(Tx tx, Paid paid, Money amount) {
        if (!store.takenBack(tx, paid)) {
            return false;
        }
        ledger.dispute(tx, paid.account(), paid.workflow(), paid.subject(), amount);
        store.forget(tx, paid);
        String details = "{\"amount\":\"%s\",\"currency\":\"%s\"}"
                .formatted(amount.decimal(), amount.currency().getCurrencyCode());
        audit.record(tx, PROVIDER, paid.account(), "payment.dispute", paid.subject(), details);
        listener.disputed(tx, paid.account(), paid.subject(), amount);
        return true;
    }
}
