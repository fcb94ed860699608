package dev.namestead.server.api.registrar;

import dev.namestead.api.ApiMessage;
import dev.namestead.api.DomainRow.Pricing;
import dev.namestead.api.DomainRows;
import dev.namestead.api.Refusal;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.extension.Extension.YearlyPrice;
import dev.namestead.server.search.CheckDomains;
import dev.namestead.server.search.CheckResult;
import dev.namestead.server.search.DomainRow;
import dev.namestead.server.search.SearchDomains;
import dev.namestead.server.search.SearchQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finding names (seed: {@code GET /domain-search}, {@code POST /domain-check}). */
final class SearchEndpoints {
    private static final int MOST_ROWS = 50;
    private static final int MOST_EXTENSIONS = 20;

    private final SearchDomains search;
    private final CheckDomains check;

    SearchEndpoints(SearchDomains search, CheckDomains check) {
        this.search = search;
        this.check = check;
    }

    Answer search(Call call) {
        SearchQuery query = new SearchQuery(
                call.query().text("q").orElse(null),
                call.query().list("extensions", MOST_EXTENSIONS),
                call.query().integer("limit", 1, MOST_ROWS, SearchQuery.DEFAULT_LIMIT));
        return Answer.ok(rows(search.search(query)));
    }

    Answer check(Call call) {
        CheckResult result = check.check(call.body().only("domains").texts("domains"));
        List<ApiMessage> missing = result.missing().stream()
                .map(name -> ApiMessage.at(Refusal.UNAVAILABLE.code(), name.message(), name.pointer()))
                .toList();
        return Answer.ok(rows(result.rows())).lacking(missing);
    }

    private static DomainRows rows(List<DomainRow> rows) {
        return new DomainRows(rows.stream().map(SearchEndpoints::row).toList());
    }

    private static dev.namestead.api.DomainRow row(DomainRow row) {
        return new dev.namestead.api.DomainRow(
                row.name().ascii(),
                row.registrable(),
                pricing(row.price()),
                row.reason() == null ? null : row.reason().wire(),
                row.tier() == null ? null : row.tier().wire());
    }

    private static @Nullable Pricing pricing(@Nullable YearlyPrice price) {
        return price == null
                ? null
                : new Pricing(
                        price.registration().currency().getCurrencyCode(),
                        price.registration().decimal(),
                        price.renewal().decimal());
    }
}
