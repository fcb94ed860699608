package dev.namestead.server.billing;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.PaymentProvider.Answer;
import dev.namestead.server.billing.PaymentProvider.Declined;
import dev.namestead.server.database.Transactor;
import dev.namestead.server.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings what a customer has paid to what was sold, after the workflow that sold it has ended: takes what is owed, pays back what is too much.
 * Each call is one try, where one is due, and may be made again at any instant.
 */
public final class LateMoney {
    private final Ledger ledger;
    private final Payments payments;
    private final List<Duration> tryAgain;
    private final PaymentStore store = new PaymentStore();

    /** @param tryAgain after each refusal in a row (business time), one span at least */
    public LateMoney(Ledger ledger, Payments payments, List<Duration> tryAgain) {
        this.ledger = ledger;
        this.payments = payments;
        this.tryAgain = List.copyOf(tryAgain);
    }

    /** What came of a try, or why there was none. */
    public sealed interface Outcome {}

    /** Nothing is left to do. */
    public record Settled() implements Outcome {}

    /** Refused; nothing is tried before the instant (business time). */
    public record Waiting(Instant until) implements Outcome {}

    /** The provider has not answered. */
    public record Unanswered(String cause) implements Outcome {}

    /** Refused for the last time: it stays in the ledger as owed. */
    public record GivenUp() implements Outcome {}

    private record Standing(Payment payment, Money owed, Instant now, boolean newMeans) {
        boolean underWay() {
            return payment.state().equals("authorised") || payment.state().equals("authorising");
        }
    }

    /** Takes what is owed for what the workflow has sold; by whatever the account pays with now, where its payment was refused. */
    public Outcome collect(Transactor database, AccountId account, UUID workflow, String subject) {
        Standing standing = standing(database, account, workflow);
        boolean nothing = standing.owed().minorUnits() <= 0 && !standing.underWay();
        // What a bank has taken back is collected by people.
        if (nothing || standing.payment().disputed()) {
            return new Settled();
        }
        Payment payment = standing.payment();
        if (standing.owed().minorUnits() <= 0 && payment.state().equals("authorising")) {
            return judge(database, account, workflow, payments.release(database, account, workflow));
        }
        if (payment.refused()) {
            if (payment.refusals() > tryAgain.size() && !standing.newMeans()) {
                return new GivenUp();
            }
            Instant due = due(payment);
            if (standing.now().isBefore(due) && !standing.newMeans()) {
                return new Waiting(due);
            }
        }
        return judge(database, account, workflow, takeNow(database, account, workflow, subject, standing));
    }

    private Answer takeNow(Transactor database, AccountId account, UUID workflow, String subject, Standing standing) {
        if (!standing.payment().state().equals("authorised")) {
            Answer reserved = payments.authorise(database, account, workflow, subject, standing.owed());
            if (!(reserved instanceof PaymentProvider.Done)) {
                if (reserved instanceof Declined) {
                    database.transact(tx -> store.settle(tx, account, workflow, "capture_failed", null));
                }
                return reserved;
            }
        }
        return payments.capture(database, account, workflow, subject);
    }

    /** Pays back what was paid for what is not sold any more. It is never given up: what we owe, we owe. */
    public Outcome payBack(Transactor database, AccountId account, UUID workflow, String subject) {
        Standing standing = standing(database, account, workflow);
        if (standing.underWay()) {
            return new Waiting(standing.now().plus(Duration.ofMinutes(5)));
        }
        if (standing.owed().minorUnits() >= 0) {
            return new Settled();
        }
        Payment payment = standing.payment();
        Instant due = due(payment);
        if (payment.refused() && standing.now().isBefore(due)) {
            return new Waiting(due);
        }
        return judge(database, account, workflow, payments.refund(database, account, workflow, subject));
    }

    private Outcome judge(Transactor database, AccountId account, UUID workflow, Answer answer) {
        return switch (answer) {
            case PaymentProvider.Done _ -> new Settled();
            case PaymentProvider.Unknown(String cause) -> new Unanswered(cause);
            case Declined _ -> {
                Payment refused = standing(database, account, workflow).payment();
                boolean last = refused.state().equals("capture_failed") && refused.refusals() > tryAgain.size();
                yield last ? new GivenUp() : new Waiting(due(refused));
            }
        };
    }

    private Standing standing(Transactor database, AccountId account, UUID workflow) {
        return database.read(tx -> {
            Payment payment = store.find(tx, account, workflow).orElseThrow();
            Money owed = ledger.owed(tx, account, workflow)
                    .orElseGet(() -> payment.amount().times(0));
            return new Standing(payment, owed, tx.businessNow(), hasNewMeans(tx, account, payment));
        });
    }

    /** A means of payment that came after the refusal is tried at once. */
    private boolean hasNewMeans(Tx tx, AccountId account, Payment payment) {
        Optional<Instant> since = payments.payableSince(tx, account);
        return since.filter(payment.updatedAt()::isBefore).isPresent();
    }

    private Instant due(Payment payment) {
        int refusals = Math.clamp(payment.refusals(), 1, tryAgain.size());
        return payment.updatedAt().plus(tryAgain.get(refusals - 1));
    }
}
