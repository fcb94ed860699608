package dev.namestead.acceptance;

import static dev.namestead.acceptance.BadInput.INVALID;
import static dev.namestead.acceptance.BadInput.check;
import static dev.namestead.acceptance.BadInput.row;
import static dev.namestead.acceptance.BadInput.shortened;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows on search, check, list, edit and the legacy endpoints. */
final class BadReadsAndEdits {
    private final Customer other;

    BadReadsAndEdits(Customer other) {
        this.other = other;
    }

    Stream<BadInput> rows() {
        return Stream.of(searches(), checks(), lists(), edits(), renewals(), deletions())
                .flatMap(Function.identity());
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

    private Stream<BadInput> renewals() {
        var faults = new ArrayList<BadInput>();
        for (String years : List.of("0", "-1", "11", "1.5", "\"1\"", "true", "[]", "2147483648", "1e99")) {
            faults.add(row(
                    "a renewal by " + years + " years",
                    renewalOfAnother("{\"years\":" + years + "}"),
                    400,
                    INVALID,
                    "/years"));
        }
        faults.add(row("a renewal by nothing", renewalOfAnother("{}"), 400, INVALID, "/years")
                .saying("years is required"));
        faults.add(row("a renewal by null years", renewalOfAnother("{\"years\":null}"), 400, INVALID, "/years"));
        faults.add(row("a renewal beyond ten years", renewalOfAnother("{\"years\":10}"), 400, INVALID, "/years")
                .saying("more than 10 years from now"));
        for (String date : List.of("soon", "2027-13-01", "2027-01-31T25:00:00Z", "20270131")) {
            faults.add(row(
                    "a renewal from " + date,
                    renewalOfAnother("{\"years\":1,\"current_expires_at\":\"" + date + "\"}"),
                    400,
                    INVALID,
                    "/current_expires_at"));
        }
        faults.add(row(
                        "a renewal from another date",
                        renewalOfAnother("{\"years\":1,\"current_expires_at\":\"2001-01-31\"}"),
                        400,
                        INVALID,
                        "/current_expires_at")
                .saying("not at this date"));
        faults.add(row(
                "a renewal from a number",
                renewalOfAnother("{\"years\":1,\"current_expires_at\":1}"),
                400,
                INVALID,
                "/current_expires_at"));
        faults.add(row(
                "a renewal with an unknown field",
                renewalOfAnother("{\"years\":1,\"year\":1}"),
                400,
                INVALID,
                "/year"));
        faults.add(row("a renewal with nothing", renewalOfAnother(""), 400, INVALID));
        faults.add(row("a renewal of no name", c -> c.renew("bad", "{\"years\":1}"), 400, INVALID));
        faults.add(row(
                        "a renewal of a name that is nobody's",
                        c -> c.renew("nobody-has-this.com", "{\"years\":1}"),
                        404,
                        INVALID)
                .saying("Domain not found"));
        faults.add(
                row("a renewal of another's name", c -> c.renew("owned-by-another.com", "{\"years\":1}"), 404, INVALID)
                        .saying("Domain not found"));
        faults.add(row(
                "the renewal of a name that never had one",
                c -> other.get("/registrations/owned-by-another.com/renew-status"),
                404,
                INVALID));
        return faults.stream();
    }

    private Stream<BadInput> deletions() {
        return Stream.of(
                row("a deletion of no name", c -> c.delete("bad"), 400, INVALID),
                row("a deletion of a name that is nobody's", c -> c.delete("nobody-has-this.com"), 404, INVALID)
                        .saying("Domain not found"),
                row("a deletion of another's name", c -> c.delete("owned-by-another.com"), 404, INVALID)
                        .saying("Domain not found"),
                row(
                        "the deletion of a name that never had one",
                        c -> other.get("/registrations/owned-by-another.com/delete-status"),
                        404,
                        INVALID),
                row("a restore of a name that is nobody's", c -> c.restore("nobody-has-this.com", "{}"), 404, INVALID),
                row("a restore of another's name", c -> c.restore("owned-by-another.com", "{}"), 404, INVALID),
                row("a restore with nothing", c -> other.restore("owned-by-another.com", ""), 400, INVALID),
                row(
                        "a restore with an unknown field",
                        c -> other.restore("owned-by-another.com", "{\"years\":1}"),
                        400,
                        INVALID,
                        "/years"),
                row("a restore of what is not deleted", c -> other.restore("owned-by-another.com", "{}"), 400, INVALID)
                        .saying("active cannot be restored"),
                row(
                        "the restore of a name that never had one",
                        c -> other.get("/registrations/owned-by-another.com/restore-status"),
                        404,
                        INVALID));
    }

    private Function<Customer, Answer> renewalOfAnother(String body) {
        return c -> other.renew("owned-by-another.com", body);
    }

    /** The owner's own faulty edit: the body is what is at fault. */
    private Function<Customer, Answer> editOfAnother(String body) {
        return c -> other.edit("owned-by-another.com", body);
    }
}
