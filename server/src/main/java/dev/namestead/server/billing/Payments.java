package dev.namestead.server.billing;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.PaymentProvider.Answer;
import dev.namestead.server.database.Transactor;
import dev.namestead.server.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Payments of workflows: journalled before the provider is asked, with a key that makes asking twice the same as asking once. The journal
 * is written by the workflow's own transactions, so that one that lost its lease writes nothing.
 */
public final class Payments {
    /** An authorisation older than this (business time) may be gone at the provider; most keep it for seven days. */
    private static final Duration FRESH = Duration.ofDays(6);

    private static final int MOST_UNDER_WAY = 10_000;
    private static final Pattern KEY =
            Pattern.compile("(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})(?:-(\\d{1,6}))?");

    private final Ledger ledger;
    private final List<PaymentProvider> providers;
    private final Optional<PaymentMethod> forAll;
    private final PaymentStore store = new PaymentStore();

    /** @param forAll what accounts pay with that have no method of their own; empty where each needs one */
    public Payments(Ledger ledger, List<PaymentProvider> providers, Optional<PaymentMethod> forAll) {
        this.forAll = forAll;
        this.ledger = ledger;
        this.providers = List.copyOf(providers);
    }

    /** What an account pays with, where it has something that a provider of this installation can charge. */
    public Optional<PaymentMethod> defaultMethod(Tx tx, AccountId account) {
        return store.defaultMethod(tx, account)
                .filter(method -> provider(method).isPresent())
                .or(() -> forAll);
    }

    /** Since when the account has had the means of payment that it has now; empty where it has none of its own. */
    public Optional<Instant> payableSince(Tx tx, AccountId account) {
        return store.defaultSince(tx, account);
    }

    public void setDefaultMethod(Tx tx, AccountId account, PaymentMethod method) {
        store.setDefaultMethod(tx, account, method);
    }

    /** Reserves the amount for a workflow, again where an earlier reservation has grown old. Not inside a transaction. */
    public Answer authorise(Transactor database, AccountId account, UUID workflow, String subject, Money amount) {
        Optional<Payment> present = database.read(tx -> store.find(tx, account, workflow));
        if (present.isPresent() && stillAuthorised(database, present.get())) {
            return new PaymentProvider.Done(String.valueOf(present.get().providerReference()));
        }
        // What was asked for and not answered is asked for as it was: under its key it may be done.
        Optional<PaymentMethod> method = present.filter(Payments::unanswered)
                .map(Payment::method)
                .or(() -> database.read(tx -> defaultMethod(tx, account)));
        if (method.isEmpty()) {
            return new PaymentProvider.Declined("The account has no payment method any more.");
        }
        int round = present.map(Payments::nextRound).orElse(1);
        database.transact(tx -> store.authorising(tx, account, workflow, method.get(), round, amount));
        Answer answer = provider(method.get())
                .orElseThrow()
                .authorise(key(workflow, round), method.get().reference(), subject, amount);
        switch (answer) {
            case PaymentProvider.Done(String reference) -> settle(database, account, workflow, "authorised", reference);
            case PaymentProvider.Declined _ -> settle(database, account, workflow, "declined", null);
            case PaymentProvider.Unknown _ -> {}
        }
        return answer;
    }

    /** Takes as much of what was reserved as was sold, and books it; a refusal is a receivable, which the ledger shows as the customer's balance. */
    public Answer capture(Transactor database, AccountId account, UUID workflow, String subject) {
        Payment payment = database.read(tx -> store.find(tx, account, workflow)).orElseThrow();
        Money sold = database.read(tx -> ledger.sold(tx, account, workflow)).orElseThrow();
        String reference = String.valueOf(payment.providerReference());
        Answer answer =
                provider(payment.method()).orElseThrow().capture(key(workflow, payment.round()), reference, sold);
        switch (answer) {
            case PaymentProvider.Done _ ->
                database.transact(tx -> {
                    store.settle(tx, account, workflow, "captured", null);
                    ledger.capture(tx, account, workflow, subject, sold);
                });
            case PaymentProvider.Declined _ -> settle(database, account, workflow, "capture_failed", null);
            case PaymentProvider.Unknown _ -> {}
        }
        return answer;
    }

    /**
     * Pays back as much of what was taken as was not sold after all, and books it. A refusal leaves it as what we owe the customer, which the ledger
     * shows as his balance.
     */
    public Answer refund(Transactor database, AccountId account, UUID workflow, String subject) {
        Payment payment = database.read(tx -> store.find(tx, account, workflow)).orElseThrow();
        Money owed = database.read(tx -> ledger.owed(tx, account, workflow)).orElseThrow();
        Money amount = owed.times(-1);
        settle(database, account, workflow, "refunding", null);
        String paid = key(workflow, payment.round());
        String reference = String.valueOf(payment.providerReference());
        Answer answer = provider(payment.method())
                .orElseThrow()
                .refund(paid + "-refund-" + (payment.refusals() + 1), paid, reference, amount);
        switch (answer) {
            case PaymentProvider.Done _ ->
                database.transact(tx -> {
                    store.settle(tx, account, workflow, "refunded", null);
                    ledger.payout(tx, account, workflow, subject, amount);
                });
            case PaymentProvider.Declined _ -> settle(database, account, workflow, "refund_failed", null);
            case PaymentProvider.Unknown _ -> {}
        }
        return answer;
    }

    /** Gives back what was reserved, if anything was. */
    public Answer release(Transactor database, AccountId account, UUID workflow) {
        Optional<Payment> present = database.read(tx -> store.find(tx, account, workflow));
        if (present.isEmpty() || present.get().state().equals("declined")) {
            return new PaymentProvider.Done("");
        }
        Payment payment = present.get();
        Answer answer = provider(payment.method())
                .orElseThrow()
                .release(key(workflow, payment.round()), String.valueOf(payment.providerReference()));
        if (answer instanceof PaymentProvider.Done) {
            settle(database, account, workflow, "released", null);
        }
        return answer;
    }

    private void settle(Transactor database, AccountId account, UUID workflow, String state, @Nullable String ref) {
        database.transact(tx -> store.settle(tx, account, workflow, state, ref));
    }

    private static boolean stillAuthorised(Transactor database, Payment payment) {
        Instant since = payment.authorisedAt();
        if (payment.state().equals("captured")) {
            return true;
        }
        return payment.state().equals("authorised")
                && since != null
                && since.plus(FRESH).isAfter(database.read(Tx::businessNow));
    }

    /** A round that was begun and not answered is asked for again by the same key. */
    private static int nextRound(Payment payment) {
        return unanswered(payment) ? payment.round() : payment.round() + 1;
    }

    private static boolean unanswered(Payment payment) {
        return payment.state().equals("authorising");
    }

    /** The provider's idempotency key of a workflow's payment. */
    public static String key(UUID workflow, int round) {
        return round == 1 ? workflow.toString() : workflow + "-" + round;
    }

    /** What a provider's key says. */
    record Key(UUID workflow, int round) {}

    /** The reverse of {@link #key}; empty for a text that is no key of ours. */
    static Optional<Key> ofKey(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches()
                ? Optional.of(new Key(
                        UUID.fromString(parts.group(1)), parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    /** The keys of payments of whose disputes a provider still tells, so that its books and ours may differ for a moment. */
    public Set<String> disputesUnderWay(String provider) {
        return provider(provider).stream()
                .flatMap(known -> known.disputes(MOST_UNDER_WAY).stream())
                .map(PaymentProvider.Dispute::key)
                .collect(Collectors.toSet());
    }

    List<PaymentProvider> providers() {
        return providers;
    }

    private Optional<PaymentProvider> provider(PaymentMethod method) {
        return provider(method.provider());
    }

    /** A provider of this installation by its name. */
    public Optional<PaymentProvider> provider(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }
}
