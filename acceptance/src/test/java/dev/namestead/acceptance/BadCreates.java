package dev.namestead.acceptance;

import static dev.namestead.acceptance.BadInput.INVALID;
import static dev.namestead.acceptance.BadInput.NAME;
import static dev.namestead.acceptance.BadInput.body;
import static dev.namestead.acceptance.BadInput.create;
import static dev.namestead.acceptance.BadInput.row;
import static dev.namestead.acceptance.BadInput.shortened;
import static dev.namestead.acceptance.BadInput.with;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Rows on the billable call: each field of the create body, names, terms, contacts. */
final class BadCreates {
    Stream<BadInput> rows() {
        return Stream.of(wrongTypes(), names(), terms(), contacts()).flatMap(Function.identity());
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
                row("privacy of another kind", with("/privacy_mode", "\"proxy\""), 400, INVALID, "/privacy_mode"),
                fees("a fee that is misspelt", "{\"registration_fees\":1}", "/registration_fees"),
                fees("another currency", "{\"currency\":\"EUR\",\"registration_fee\":100}", "/currency"),
                fees("a currency that is none", "{\"currency\":5}", "/currency"),
                fees("a fee below the price", "{\"registration_fee\":1}", "/registration_fee"),
                fees("fees in a list", "[]", ""));
    }

    private static BadInput fees(String what, String fees, String pointer) {
        return row(
                what,
                with("/acknowledgements", "{\"fees\":" + fees + "}"),
                400,
                INVALID,
                "/acknowledgements/fees" + pointer);
    }

    private static BadInput years(String name, String years) {
        return row(
                years + " years of " + name,
                create("{\"domain_name\":\"" + name + "\",\"years\":" + years + "}"),
                400,
                INVALID,
                "/years");
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
}
