package dev.namestead.server.api.sandbox;

import dev.namestead.api.AccountId;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.api.http.JsonObject;
import dev.namestead.server.sandbox.TestAccounts;
import dev.namestead.server.sandbox.TestAccounts.Card;
import dev.namestead.server.sandbox.TestAccounts.TestAccount;
import dev.namestead.server.sandbox.TestAccounts.Wishes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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
                card(body.text("payment").orElse("ok")),
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

    Answer pay(Call call) {
        Card card = card(call.body().only("payment").text("payment").orElse("none"));
        if (card == Card.NONE) {
            throw new RefusedException(Refusal.INVALID, "payment must be a card", "/payment");
        }
        String account = call.parameter("account");
        if (!AccountId.isValid(account) || !accounts.pay(new AccountId(account), card)) {
            throw new RefusedException(Refusal.NOT_FOUND, "There is no such account");
        }
        return Answer.ok(Map.of());
    }

    private static Card card(String text) {
        for (Card card : Card.values()) {
            if (card.name().toLowerCase(Locale.ROOT).equals(text)) {
                return card;
            }
        }
        String cards = Arrays.stream(Card.values())
                .map(card -> card.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new RefusedException(Refusal.INVALID, "payment must be one of " + cards, "/payment");
    }
}
