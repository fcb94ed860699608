package dev.namestead.server.api.registrar;

import dev.namestead.api.BalanceResource;
import dev.namestead.api.LedgerEntryResource;
import dev.namestead.api.ResultInfo;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.billing.Balance;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.LedgerEntry;
import dev.namestead.server.database.Database;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was held, charged and given back; ours, beside the contract. Newest first. */
final class LedgerEndpoint {
    private static final int DEFAULT_PAGE = 20;
    private static final int LARGEST_PAGE = 50;
    private static final String LIST = "ledger";

    private final Database database;
    private final Ledger ledger;

    LedgerEndpoint(Database database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    Answer list(Call call) {
        int perPage = call.query().integer("per_page", 1, LARGEST_PAGE, DEFAULT_PAGE);
        @Nullable
        Long below = Cursors.read(call.account(), LIST, call.query().text("cursor"))
                .map(place -> Long.valueOf(place.getOrDefault("b", "0")))
                .orElse(null);
        List<LedgerEntry> read = database.read(tx -> ledger.page(tx, call.account(), below, perPage + 1));
        List<LedgerEntry> page = read.stream().limit(perPage).toList();
        String next = read.size() > perPage
                ? Cursors.write(
                        call.account(),
                        LIST,
                        Map.of("b", Long.toString(page.getLast().number())))
                : "";
        return Answer.list(
                page.stream().map(LedgerEndpoint::entry).toList(), ResultInfo.ofCursor(page.size(), perPage, next));
    }

    Answer balance(Call call) {
        List<Balance> balances = database.read(tx -> ledger.balances(tx, call.account()));
        return Answer.ok(balances.stream().map(LedgerEndpoint::balance).toList());
    }

    private static BalanceResource balance(Balance balance) {
        return new BalanceResource(
                balance.owed().currency().getCurrencyCode(),
                balance.setAside().decimal(),
                balance.owed().decimal(),
                balance.credit().decimal());
    }

    private static LedgerEntryResource entry(LedgerEntry entry) {
        return new LedgerEntryResource(
                Long.toString(entry.number()),
                entry.kind().wire(),
                entry.amount().decimal(),
                entry.amount().currency().getCurrencyCode(),
                entry.subject(),
                entry.bought(),
                entry.at());
    }
}
