package dev.namestead.server.billing;

import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The sandbox's payment provider: its cards decide, no money exists, and it remembers what it was asked. */
public final class SandboxPaymentProvider implements PaymentProvider {
    public static final String NAME = "sandbox";
    /** A card that always works. */
    public static final String CARD_GOOD = "card_good";
    /** A card that is always declined. */
    public static final String CARD_DECLINED = "card_declined";

    /** Cards whose reference begins so are good once, and declined from the second charge on. */
    public static final String CARD_GOOD_ONCE = "card_good_once_";
    /** A card that takes its time: what is to be taken from it, or given back to it, is refused the first time and then done. */
    public static final String CARD_SETTLES_LATER = "card_settles_later";
    /** A card whose holder must be present: it is declined where nobody is. */
    public static final String CARD_AUTHENTICATED = "card_authenticated";
    /** A card that pays, and whose bank takes each payment back {@link #DISPUTED_AFTER} later. */
    public static final String CARD_DISPUTED = "card_disputed";

    /** Business time from a payment until its holder's bank takes it back. */
    public static final Duration DISPUTED_AFTER = Duration.ofDays(30);

    /** A name whose first label ends so is not paid for: the sandbox's outcome by name. */
    private static final Pattern NO_FUNDS = Pattern.compile("^[^.]*-nofunds(-[a-z]+)*\\.");

    private static final Pattern FIRST_TRY = Pattern.compile("[0-9a-f-]{36}|.*-refund-1");
    private static final String DECLINED = "Your card was declined.";
    private static final String NOT_AUTHENTICATED =
            "Your card needs authentication, which no charge without you can have.";

    private final Database database;
    private final SandboxPaymentStore store = new SandboxPaymentStore();

    public SandboxPaymentProvider(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer authorise(String key, String methodReference, String description, Money amount) {
        String kept = database.inTransaction(tx -> {
            boolean good = isGood(tx, key, methodReference)
                    && !NO_FUNDS.matcher(description).find();
            return store.insertOrRead(tx, key, methodReference, amount, good ? "authorised" : "declined");
        });
        if (!kept.equals("declined")) {
            return new Done("sandbox-" + key);
        }
        return new Declined(methodReference.equals(CARD_AUTHENTICATED) ? NOT_AUTHENTICATED : DECLINED);
    }

    private boolean isGood(Tx tx, String key, String card) {
        return card.equals(CARD_GOOD)
                || card.equals(CARD_SETTLES_LATER)
                || card.equals(CARD_DISPUTED)
                || (card.startsWith(CARD_GOOD_ONCE) && store.otherCharges(tx, key, card) == 0);
    }

    @Override
    public Answer capture(String key, String providerReference, Money amount) {
        boolean captured = database.inTransaction(tx -> {
            if (refusesFirst(tx, key, key)) {
                store.move(tx, key, "released");
                return false;
            }
            return store.capture(tx, key, amount);
        });
        return captured ? new Done(providerReference) : new Declined(DECLINED);
    }

    @Override
    public Answer refund(String key, String payment, String providerReference, Money amount) {
        boolean refunded =
                database.inTransaction(tx -> !refusesFirst(tx, key, payment) && store.refund(tx, payment, amount));
        return refunded ? new Done(providerReference) : new Declined("Your card does not take refunds at the moment.");
    }

    private boolean refusesFirst(Tx tx, String key, String payment) {
        return FIRST_TRY.matcher(key).matches() && store.card(tx, payment).equals(CARD_SETTLES_LATER);
    }

    @Override
    public Answer release(String key, String providerReference) {
        database.transact(tx -> store.move(tx, key, "released"));
        return new Done(providerReference);
    }

    @Override
    public List<Dispute> disputes(int most) {
        return database.read(tx -> store.disputes(tx, CARD_DISPUTED, DISPUTED_AFTER, most));
    }

    @Override
    public void acknowledge(Dispute dispute) {
        database.transact(tx -> store.takenBack(tx, dispute.key()));
    }

    @Override
    public Optional<Instant> nextDispute(Instant after) {
        return database.read(tx -> store.nextCapture(tx, CARD_DISPUTED, after.minus(DISPUTED_AFTER)))
                .map(taken -> taken.plus(DISPUTED_AFTER));
    }

    @Override
    public Optional<Map<String, Money>> taken(Collection<String> keys) {
        return Optional.of(database.read(tx -> store.taken(tx, keys)));
    }
}
