package dev.namestead.acceptance;

import static dev.namestead.acceptance.BadInput.INVALID;
import static dev.namestead.acceptance.BadInput.NAME;
import static dev.namestead.acceptance.BadInput.body;
import static dev.namestead.acceptance.BadInput.check;
import static dev.namestead.acceptance.BadInput.create;
import static dev.namestead.acceptance.BadInput.createBytes;
import static dev.namestead.acceptance.BadInput.row;
import static dev.namestead.acceptance.BadInput.with;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Rows on what every request has: credentials, route, body, text. */
final class BadRequests {
    private final Customer other;

    BadRequests(Customer other) {
        this.other = other;
    }

    Stream<BadInput> rows() {
        return Stream.of(credentials(), routes(), bodies(), oddText()).flatMap(Function.identity());
    }

    private Stream<BadInput> credentials() {
        return Stream.of(
                row("no credentials", get(Map.of()), 400, 9106),
                row("no credentials, second code", get(Map.of()), 400, 9107),
                row(
                        "a key without an e-mail",
                        get(Map.of("X-Auth-Key", "144c9defac04969c7bfad8efaa8ea194")),
                        400,
                        9106),
                row("an e-mail without a key", get(Map.of("X-Auth-Email", "user@example.com")), 400, 9107),
                row("another scheme", get(Map.of("Authorization", "Basic dXNlcjpwYXNz")), 400, 6003),
                row("a bearer of nothing", get(Map.of("Authorization", "Bearer")), 400, 6003),
                row("a token of two words", get(Map.of("Authorization", "Bearer one two")), 400, 6003),
                row("an unknown token", get(Api.bearer("v1.0-" + "0".repeat(40))), 403, INVALID),
                row("an unknown key", get(Api.emailAndKey("user@example.com", "0".repeat(37))), 403, INVALID),
                row("an unknown e-mail", get(Api.emailAndKey("nobody@example.com", "0".repeat(37))), 403, INVALID),
                row("another's account", c -> c.api().get(other.path("/registrations")), 403, INVALID),
                row(
                        "another's account, to write",
                        c -> c.api().post(other.path("/registrations"), body(NAME)),
                        403,
                        INVALID),
                row(
                        "an account that is not there",
                        c -> c.api().get("/accounts/" + "f".repeat(32) + "/registrar/registrations"),
                        403,
                        INVALID),
                row(
                        "an account id of another form",
                        c -> c.api().get("/accounts/me/registrar/registrations"),
                        403,
                        INVALID));
    }

    private static Function<Customer, Answer> get(Map<String, String> credentials) {
        return c -> c.api().with(credentials).get(c.path("/registrations"));
    }

    private Stream<BadInput> routes() {
        return Stream.of(
                row("an unknown route", c -> c.get("/nothing"), 404, 7003),
                row("an unknown route at the top", c -> c.api().get("/nothing"), 404, 7003),
                row("a trailing slash", c -> c.get("/registrations/"), 404, 7003),
                row("an encoded slash", c -> c.get("/registrations/a%2Fb"), 400, INVALID),
                row("a wrong method for a search", c -> c.api().post(c.path("/domain-search"), "{}"), 405, INVALID),
                row("a wrong method for a check", c -> c.get("/domain-check"), 405, INVALID),
                row(
                        "a deletion of everything",
                        c -> c.api().send("DELETE", c.path("/registrations"), Map.of(), null),
                        405,
                        INVALID),
                row(
                        "a method that nobody knows",
                        c -> c.api().send("BREW", c.path("/registrations"), Map.of(), null),
                        405,
                        INVALID));
    }

    private Stream<BadInput> bodies() {
        return Stream.of(
                row("a form", create(body(NAME), "application/x-www-form-urlencoded"), 415, INVALID),
                row("plain text", create(body(NAME), "text/plain"), 415, INVALID),
                row("no body", create("", "application/json"), 400, INVALID),
                row("broken JSON", create("{\"domain_name\":", "application/json"), 400, INVALID),
                row("JSON and more", create(body(NAME) + "{}", "application/json"), 400, INVALID),
                row("single quotes", create("{'domain_name':'" + NAME + "'}", "application/json"), 400, INVALID),
                row("20,000 levels", create("[".repeat(20_000) + "]".repeat(20_000), "application/json"), 400, INVALID),
                row(
                        "20,000 levels inside",
                        create(
                                "{\"domain_name\":\"" + NAME + "\",\"contact_extensions\":" + "{\"a\":".repeat(20_000)
                                        + "1" + "}".repeat(20_000) + "}",
                                "application/json"),
                        400,
                        INVALID),
                row(
                        "8 MB",
                        create("{\"domain_name\":\"" + "a".repeat(8 << 20) + "\"}", "application/json"),
                        413,
                        INVALID),
                row(
                        "an endless number",
                        create("{\"domain_name\":\"" + NAME + "\",\"years\":" + "9".repeat(5_000) + "}"),
                        400,
                        INVALID),
                row(
                        "a huge exponent",
                        create("{\"domain_name\":\"" + NAME + "\",\"years\":1e999999999}"),
                        400,
                        INVALID),
                row(
                        "duplicate keys",
                        create("{\"domain_name\":\"" + NAME + "\",\"domain_name\":\"other-" + NAME + "\"}"),
                        400,
                        INVALID),
                row(
                        "bytes that are no UTF-8",
                        createBytes(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'}),
                        400,
                        INVALID),
                row("an array", create("[]"), 400, INVALID),
                row("a string", create("\"" + NAME + "\""), 400, INVALID),
                row("null", create("null"), 400, INVALID),
                row(
                        "an unknown field",
                        create("{\"domain_name\":\"" + NAME + "\",\"dry_run\":true}"),
                        400,
                        INVALID,
                        "/dry_run"),
                row("no name", create("{}"), 400, INVALID, "/domain_name").saying("domain_name is required"));
    }

    private Stream<BadInput> oddText() {
        String registrantName = "/contacts/registrant/postal_info/name";
        return Stream.of(
                row("NUL in a name", create("{\"domain_name\":\"bad\\u0000.com\"}"), 400, INVALID, "/domain_name"),
                row("a raw NUL in the body", create("{\"domain_name\":\"bad\u0000.com\"}"), 400, INVALID),
                row("NUL in a contact", with(registrantName, "\"Ada\\u0000King\""), 400, INVALID, registrantName),
                row(
                        "half a surrogate in a contact",
                        create("{\"domain_name\":\"" + NAME
                                + "\",\"contacts\":{\"registrant\":{\"email\":\"\\ud800@example.org\"}}}"),
                        400,
                        INVALID),
                row(
                        "half a surrogate in a name",
                        create("{\"domain_name\":\"\\ud800.com\"}"),
                        400,
                        INVALID,
                        "/domain_name"),
                row(
                        "half a surrogate as a key",
                        create("{\"domain_name\":\"" + NAME + "\",\"\\udfff\":1}"),
                        400,
                        INVALID),
                row(
                        "a right-to-left override",
                        create("{\"domain_name\":\"bad\\u202einput.com\"}"),
                        400,
                        INVALID,
                        "/domain_name"),
                row("an emoji", create("{\"domain_name\":\"\\ud83d\\ude00.com\"}"), 400, INVALID, "/domain_name"),
                row(
                        "a zero width joiner",
                        create("{\"domain_name\":\"ba\\u200dd.com\"}"),
                        400,
                        INVALID,
                        "/domain_name"),
                row("NUL in a path", c -> c.registration("bad%00.com"), 400, INVALID),
                row("no UTF-8 in a path", c -> c.registration("%ff%fe.com"), 400, INVALID),
                row("NUL in a search", c -> c.search("q=%00"), 400, 1002),
                row("no UTF-8 in a search", c -> c.search("q=%ff%fe"), 400, 1002),
                row("NUL in a check", check("{\"domains\":[\"a\\u0000.com\"]}"), 400, 1008));
    }
}
