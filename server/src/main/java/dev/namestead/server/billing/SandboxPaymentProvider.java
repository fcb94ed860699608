package dev.namestead.server.billing;

import dev.namestead.server.database.Database;
import java.util.regex.Pattern;

/** The sandbox's payment provider: its cards decide, no money exists, and it remembers what it was asked. */
public final class SandboxPaymentProvider implements PaymentProvider {
    public static final String NAME = "sandbox";
    /** A card that always works. */
    public static final String CARD_GOOD = "card_good";
    /** A card that is always declined. */
    public static final String CARD_DECLINED = "card_declined";

    /** A name whose first label ends so is not paid for: the sandbox's outcome by name. */
    private static final Pattern NO_FUNDS = Pattern.compile("^[^.]*-nofunds\\.");

    private static final String DECLINED = "Your card was declined.";

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
        boolean good = methodReference.equals(CARD_GOOD)
                && !NO_FUNDS.matcher(description).find();
        String state = good ? "authorised" : "declined";
        String kept = database.inTransaction(tx -> store.insertOrRead(tx, key, methodReference, amount, state));
        return kept.equals("declined") ? new Declined(DECLINED) : new Done("sandbox-" + key);
    }

    @Override
    public Answer capture(String key, String providerReference, Money amount) {
        boolean captured = database.inTransaction(tx -> store.capture(tx, key, amount));
        return captured ? new Done(providerReference) : new Declined(DECLINED);
    }

    @Override
    public Answer release(String key, String providerReference) {
        database.transact(tx -> store.move(tx, key, "released"));
        return new Done(providerReference);
    }
}
