package dev.namestead.acceptance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An account's ledger as its owner sees it; amounts in the currency's major unit. */
record Ledger(List<JsonNode> entries) {

    static Ledger read(Customer customer) {
        var entries = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            Answer page = customer.api()
                    .get("/accounts/" + customer.account() + "/billing/ledger?per_page=50&cursor=" + cursor)
                    .expect(200);
            page.result().forEach(entries::add);
            cursor = page.json().at("/result_info/cursor").asString();
        } while (!cursor.isEmpty());
        return new Ledger(List.copyOf(entries));
    }

    List<JsonNode> of(String name) {
        return entries.stream()
                .filter(entry -> entry.path("domain_name").asString("").equals(name))
                .toList();
    }

    /** How often the name was charged. */
    int charges(String name) {
        return of(name, "post").size();
    }

    BigDecimal charged(String name) {
        return sum(of(name, "post"));
    }

    /** What is still held for the name: neither charged nor given back. */
    BigDecimal held(String name) {
        return sum(of(name, "hold")).subtract(charged(name)).subtract(sum(of(name, "void")));
    }

    private List<JsonNode> of(String name, String kind) {
        return of(name).stream()
                .filter(entry -> entry.path("kind").asString("").equals(kind))
                .toList();
    }

    private static BigDecimal sum(List<JsonNode> entries) {
        return entries.stream()
                .map(entry -> new BigDecimal(entry.path("amount").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
