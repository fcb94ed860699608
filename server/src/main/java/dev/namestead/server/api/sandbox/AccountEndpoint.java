package dev.namestead.server.api.sandbox;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.api.http.JsonObject;
import dev.namestead.server.sandbox.TestAccounts;
import dev.namestead.server.sandbox.TestAccounts.Card;
import dev.namestead.server.sandbox.TestAccounts.TestAccount;
import dev.namestead.server.sandbox.TestAccounts.Wishes;
import java.util.Locale;

/** Makes accounts for tests; what is not said is as a registration needs it. */
final class AccountEndpoint {
    private static final int MOST_DOMAINS = 1_000_000;
    private static final String BOOLEAN = "Must be a boolean";

    private final TestAccounts accounts;
    private final int domainLimit;

    AccountEndpoint(TestAccounts accounts, int domainLimit) {
        this.accounts = accounts;
        this.domainLimit = domainLimit;
    }

    /** @param token may write; {@code readToken} may not */
    record Made(String accountId, String token, String readToken) {}

    Answer create(Call call) {
        JsonObject body = call.body().only("name", "payment", "default_contact", "agreement", "limit");
        Wishes wishes = new Wishes(
                body.text("name").filter(name -> !name.contains("\0")).orElse("test"),
                card(body),
                body.bool("default_contact", BOOLEAN).orElse(true),
                body.bool("agreement", BOOLEAN).orElse(true),
                body.integer("limit", 0, MOST_DOMAINS).orElse(domainLimit));
        TestAccount made = accounts.create(call.actor(), wishes);
        return Answer.of(
                201,
                new Made(
                        made.account().value(),
                        made.token().token(),
                        made.readToken().token()));
    }

    private static Card card(JsonObject body) {
        String text = body.text("payment").orElse("ok");
        for (Card card : Card.values()) {
            if (card.name().toLowerCase(Locale.ROOT).equals(text)) {
                return card;
            }
        }
        throw new RefusedException(
                Refusal.INVALID,
                "payment must be ok, declined, declined_later, settles_later, needs_authentication or none",
                "/payment");
    }
}
