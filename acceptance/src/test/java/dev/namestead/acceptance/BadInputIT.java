package dev.namestead.acceptance;

import static dev.namestead.acceptance.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of bad input: each row is refused with a clear error, and nothing is reserved, held or changed by any. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final int INVALID = 10000;
    private static final String NAME = "bad-input.com";

    private final Customer customer;
    private final Customer other;

    BadInputIT(Namestead server) {
        customer = server.sandbox().customer();
        other = server.sandbox().customer();
        other.register("owned-by-another.com").expect(201);
        other.register("owned-by-another.net").expect(201);
    }

    @ParameterizedTest
    @MethodSource("table")
    void badInput_isRefused(BadInput row) {
        Answer answer = row.request().apply(customer);

        assertThat(answer.status()).as(answer::toString).isEqualTo(row.status());
        assertThat(answer.errorCodes()).as(answer::toString).contains(row.code());
        if (!row.pointer().isEmpty()) {
            assertThat(answer.pointer()).as(answer::toString).isEqualTo(row.pointer());
        }
        assertThat(answer.message()).as(answer::toString).contains(row.message());
    }

    @AfterAll
    void nothingCameOfAnyOfIt() {
        assertThat(customer.get("/registrations").expect(200).result()).isEmpty();
        assertThat(customer.ledger().entries()).isEmpty();
    }

    Stream<BadInput> table() {
        return Stream.of(
                        credentials(),
                        routes(),
                        bodies(),
                        wrongTypes(),
                        names(),
                        terms(),
                        contacts(),
                        searches(),
                        checks(),
                        lists(),
                        edits(),
                        oddText())
                .flatMap(Function.identity());
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
                        "a delete",
                        c -> c.api().send("DELETE", c.path("/registrations/" + NAME), Map.of(), null),
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

    private static Function<Customer, Answer> create(String body) {
        return create(body, "application/json");
    }

    private static Function<Customer, Answer> create(String body, String contentType) {
        return c -> c.api().send("POST", c.path("/registrations"), Map.of("Content-Type", contentType), body);
    }

    private static Function<Customer, Answer> createBytes(byte[] body) {
        return c -> c.api().sendBytes("POST", c.path("/registrations"), Map.of(), body);
    }

    private static String body(String name) {
        return Api.JSON.writeValueAsString(Map.of("domain_name", name));
    }

    /** Each field of the create body with each JSON type that it is not. */
    private Stream<BadInput> wrongTypes() {
        String registrant = "/contacts/registrant";
        String address = registrant + "/postal_info/address";
        var objects = List.of(
                "/contacts",
                registrant,
                registrant + "/postal_info",
                address,
                "/contact_extensions",
                "/acknowledgements");
        var texts = Stream.concat(
                Stream.of(
                        "/domain_name",
                        "/privacy_mode",
                        registrant + "/email",
                        registrant + "/phone",
                        registrant + "/fax"),
                Stream.of(
                        registrant + "/postal_info/name",
                        registrant + "/postal_info/organization",
                        address + "/street",
                        address + "/city",
                        address + "/state",
                        address + "/postal_code",
                        address + "/country_code"));
        return Stream.of(
                        texts.flatMap(pointer -> wrong(pointer, "1", "true", "[]", "{}")),
                        objects.stream().flatMap(pointer -> wrong(pointer, "1", "true", "[]", "\"x\"")),
                        wrong("/years", "\"two\"", "\"2\"", "1.5", "true", "[]", "{}"),
                        wrong("/auto_renew", "\"yes\"", "1", "[]", "{}").map(bad -> bad.saying("Must be a boolean")),
                        wrong("/domain_name", "null"))
                .flatMap(Function.identity());
    }

    private static Stream<BadInput> wrong(String pointer, String... values) {
        return Arrays.stream(values)
                .map(value -> row(
                        pointer + " is " + value,
                        c -> c.create(Contacts.with(Contacts.create(NAME), pointer, value)
                                .toString()),
                        400,
                        INVALID,
                        pointer));
    }

    private Stream<BadInput> names() {
        var malformed = List.of(
                "",
                " ",
                ".",
                "com",
                ".com",
                "bad",
                "-bad.com",
                "bad-.com",
                "b ad.com",
                "bad..com",
                "bad_input.com",
                "bad input.com",
                "www.bad-input.com",
                "http://bad.com",
                "bad.com/path",
                "bad.com:80",
                "127.0.0.1",
                "a".repeat(64) + ".com",
                ("a".repeat(60) + ".").repeat(4) + "com",
                "xn--.com",
                "xn--a.com",
                "bad.com?x=1");
        var unsold = List.of("bad-input.horse", "bad-input.uk", "bad-input.py", "bad-input.invalid");
        return Stream.of(
                        malformed.stream()
                                .map(name -> row(
                                        "the name '" + shortened(name) + "'",
                                        create(body(name)),
                                        400,
                                        INVALID,
                                        "/domain_name")),
                        unsold.stream()
                                .map(name -> row("the extension of " + name, create(body(name)), 400, INVALID)
                                        .saying("Registration is not supported for this extension")),
                        malformed.stream()
                                .filter(name -> name.chars().noneMatch(c -> c == '.' || c == '/') && !name.isBlank())
                                .map(name -> row(
                                                "reading '" + shortened(name) + "'",
                                                c -> c.registration(encoded(name)),
                                                400,
                                                INVALID)
                                        .saying("Invalid domain name")),
                        Stream.of(
                                row(
                                                "reading a name that is nobody's",
                                                c -> c.registration("nobody-has-this.com"),
                                                404,
                                                INVALID)
                                        .saying("Domain not found"),
                                row("reading another's name", c -> c.registration("owned-by-another.com"), 404, INVALID)
                                        .saying("Domain not found"),
                                row(
                                                "the workflow of a name that is nobody's",
                                                c -> c.registrationStatus("nobody-has-this.com"),
                                                404,
                                                INVALID)
                                        .saying("No workflow found for nobody-has-this.com"),
                                row(
                                                "the workflow of another's name",
                                                c -> c.registrationStatus("owned-by-another.com"),
                                                404,
                                                INVALID)
                                        .saying("No workflow found for owned-by-another.com"),
                                row(
                                        "the update of a name that is nobody's",
                                        c -> c.updateStatus("nobody-has-this.com"),
                                        404,
                                        INVALID)))
                .flatMap(Function.identity());
    }

    private static String shortened(String text) {
        return text.length() > 30 ? text.substring(0, 30) + "… (" + text.length() + ")" : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Stream<BadInput> terms() {
        return Stream.of(
                years(NAME, "0"),
                years(NAME, "-1"),
                years(NAME, "11"),
                years(NAME, "2147483648"),
                years("bad-input.io", "1"),
                years("bad-input.ai", "1"),
                row("privacy of another kind", with("/privacy_mode", "\"proxy\""), 400, INVALID, "/privacy_mode"));
    }

    private static BadInput years(String name, String years) {
        return row(
                years + " years of " + name,
                create("{\"domain_name\":\"" + name + "\",\"years\":" + years + "}"),
                400,
                INVALID,
                "/years");
    }

    private static Function<Customer, Answer> with(String pointer, String value) {
        return c ->
                c.create(Contacts.with(Contacts.create(NAME), pointer, value).toString());
    }

    private Stream<BadInput> contacts() {
        String registrant = "/contacts/registrant";
        String address = registrant + "/postal_info/address";
        var faults = new ArrayList<BadInput>();
        for (String phone : List.of(
                "",
                "5555555555",
                "+15555555555",
                "+1 555 555 5555",
                "+1.555-555-5555",
                "+999.1",
                "+1.",
                "+44.1",
                "+1.5555555555x")) {
            faults.add(field(registrant + "/phone", phone));
        }
        for (String country : List.of("", "XX", "USA", "us1", "United States", "EU")) {
            faults.add(field(address + "/country_code", country));
        }
        for (String email : List.of(
                "",
                "ada",
                "ada@",
                "@example.org",
                "ada@example",
                "a da@example.org",
                "ada@exa mple.org",
                "ada@@example.org",
                "ada@example.org\\r\\nBcc: x@example.org",
                "a".repeat(300) + "@example.org")) {
            faults.add(field(registrant + "/email", email));
        }
        for (String pointer : List.of(
                registrant + "/postal_info/name", address + "/street", address + "/city", address + "/postal_code")) {
            faults.add(field(pointer, ""));
            faults.add(field(pointer, "a".repeat(1_000)));
            faults.add(field(pointer, "line\\r\\nbreak"));
        }
        for (String pointer : List.of(
                "/email",
                "/phone",
                "/postal_info",
                "/postal_info/name",
                "/postal_info/address",
                "/postal_info/address/city")) {
            faults.add(row("no " + pointer, with(registrant + pointer, null), 400, INVALID, registrant + pointer));
        }
        faults.add(row("an unknown role", with("/contacts/owner", "{}"), 400, INVALID, "/contacts/owner"));
        return faults.stream();
    }

    private static BadInput field(String pointer, String value) {
        return row(
                pointer + " is '" + shortened(value) + "'", with(pointer, "\"" + value + "\""), 400, INVALID, pointer);
    }

    private Stream<BadInput> searches() {
        return Stream.of(
                row("a search for nothing", c -> c.search(""), 400, 1001).saying("Missing required parameter: q"),
                row("a search for an empty term", c -> c.search("q="), 400, 1001),
                row("a search for 101 characters", c -> c.search("q=" + "a".repeat(101)), 400, 1002)
                        .saying("Parameter q exceeds maximum length of 100 characters"),
                row("a search for signs", c -> c.search("q=%21%3F%2A"), 400, 1002),
                row("a search for an extension", c -> c.search("q=com"), 400, 1002),
                row("a search for an extension with its dot", c -> c.search("q=.app"), 400, 1002),
                row("a search limited to 0", c -> c.search("q=x&limit=0"), 400, INVALID),
                row("a search limited to -1", c -> c.search("q=x&limit=-1"), 400, INVALID),
                row("a search limited to 51", c -> c.search("q=x&limit=51"), 400, INVALID),
                row("a search limited to a word", c -> c.search("q=x&limit=ten"), 400, INVALID),
                row("a search over 21 extensions", c -> c.search("q=x&extensions=" + extensions(21)), 400, INVALID));
    }

    private static String extensions(int count) {
        return IntStream.range(0, count).mapToObj(i -> "ext" + i).collect(Collectors.joining(","));
    }

    private Stream<BadInput> checks() {
        return Stream.of(
                row("a check of nothing", check("{}"), 400, 1006)
                        .saying("domains array must contain at least one domain"),
                row("a check of 0 names", check("{\"domains\":[]}"), 400, 1006),
                row(
                                "a check of 21 names",
                                c -> c.check(IntStream.range(0, 21)
                                        .mapToObj(i -> "n" + i + ".com")
                                        .toArray(String[]::new)),
                                400,
                                1007)
                        .saying("domains array exceeds maximum of 20 domains"),
                row("a check of malformed names", c -> c.check("-", "com", "a b.com"), 400, 1008)
                        .saying("None of the provided domains are valid or have supported extensions"),
                row("a check of a text", check("{\"domains\":\"a.com\"}"), 400, INVALID, "/domains"),
                row("a check of a number", check("{\"domains\":[1]}"), 400, INVALID, "/domains/0"),
                row("a check of a null", check("{\"domains\":[\"a.com\",null]}"), 400, INVALID, "/domains/1"),
                row("a check of an object", check("{\"domains\":[{}]}"), 400, INVALID, "/domains/0"));
    }

    private static Function<Customer, Answer> check(String body) {
        return c -> c.api().post(c.path("/domain-check"), body);
    }

    private Stream<BadInput> lists() {
        var faults = new ArrayList<BadInput>();
        for (String perPage : List.of("0", "-1", "51", "99999999999999999999", "ten", "1.5")) {
            faults.add(row("a page of " + perPage, c -> c.get("/registrations?per_page=" + perPage), 400, INVALID));
        }
        faults.add(row("an unknown order", c -> c.get("/registrations?sort_by=price"), 400, INVALID));
        faults.add(row("an unknown direction", c -> c.get("/registrations?direction=up"), 400, INVALID));
        for (String cursor : List.of("x", "%00", "e30", "eyJ0IjoxfQ", "a".repeat(257))) {
            faults.add(
                    row("the cursor " + shortened(cursor), c -> c.get("/registrations?cursor=" + cursor), 400, INVALID)
                            .saying("Invalid pagination cursor"));
        }
        faults.add(row(
                        "the cursor of another account",
                        c -> c.get("/registrations?per_page=1&cursor=" + anothersCursor()),
                        400,
                        INVALID)
                .saying("Invalid pagination cursor"));
        return faults.stream();
    }

    private String anothersCursor() {
        return other.get("/registrations?per_page=1")
                .expect(200)
                .json()
                .at("/result_info/cursor")
                .asString();
    }

    private Stream<BadInput> edits() {
        return Stream.of(
                row(
                                "an edit of a name that is nobody's",
                                c -> c.edit("nobody-has-this.com", "{\"auto_renew\":true}"),
                                404,
                                INVALID)
                        .saying("Domain not found"),
                row(
                                "an edit of another's name",
                                c -> c.edit("owned-by-another.com", "{\"auto_renew\":true}"),
                                404,
                                INVALID)
                        .saying("Domain not found"),
                row("an edit of no name", c -> c.edit("bad", "{\"auto_renew\":true}"), 400, INVALID),
                row("an edit with a word", editOfAnother("{\"auto_renew\":\"yes\"}"), 400, INVALID, "/auto_renew")
                        .saying("Must be a boolean if present"),
                row("an edit with an array", editOfAnother("[]"), 400, INVALID),
                row("an edit with nothing", editOfAnother(""), 400, INVALID),
                row("an edit of an unknown field", editOfAnother("{\"years\":3}"), 400, INVALID, "/years"),
                row(
                                "a legacy update of another's name",
                                c -> c.api().put(c.path("/domains/owned-by-another.com"), "{\"locked\":false}"),
                                403,
                                INVALID)
                        .saying("Domain doesn't belong to the user"),
                row(
                        "a legacy update of a name that is nobody's",
                        c -> c.api().put(c.path("/domains/nobody-has-this.com"), "{\"locked\":false}"),
                        403,
                        INVALID),
                row("a legacy reading of another's name", c -> c.get("/domains/owned-by-another.com"), 404, INVALID));
    }

    /** The owner's own faulty edit: the body is what is at fault. */
    private Function<Customer, Answer> editOfAnother(String body) {
        return c -> other.edit("owned-by-another.com", body);
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
