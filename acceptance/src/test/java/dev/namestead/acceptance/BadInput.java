package dev.namestead.acceptance;

import java.util.Map;
import java.util.function.Function;

/**
 * One row of the table of bad input: a request and the refusal that it must meet.
 *
 * @param code one of {@code errors[].code}
 * @param pointer the first error's pointer; empty where no field is at fault or none is promised
 * @param message what the first error's message must contain; empty where its words are free
 */
record BadInput(String what, Function<Customer, Answer> request, int status, int code, String pointer, String message) {

    static final int INVALID = 10000;
    /** A name that would be free: nothing may come of it. */
    static final String NAME = "bad-input.com";

    static BadInput row(String what, Function<Customer, Answer> request, int status, int code) {
        return new BadInput(what, request, status, code, "", "");
    }

    static BadInput row(String what, Function<Customer, Answer> request, int status, int code, String pointer) {
        return new BadInput(what, request, status, code, pointer, "");
    }

    BadInput saying(String words) {
        return new BadInput(what, request, status, code, pointer, words);
    }

    @Override
    public String toString() {
        return what;
    }

    static Function<Customer, Answer> create(String body) {
        return create(body, "application/json");
    }

    static Function<Customer, Answer> create(String body, String contentType) {
        return c -> c.api().send("POST", c.path("/registrations"), Map.of("Content-Type", contentType), body);
    }

    static Function<Customer, Answer> createBytes(byte[] body) {
        return c -> c.api().sendBytes("POST", c.path("/registrations"), Map.of(), body);
    }

    static String body(String name) {
        return Api.JSON.writeValueAsString(Map.of("domain_name", name));
    }

    static Function<Customer, Answer> with(String pointer, String value) {
        return c ->
                c.create(Contacts.with(Contacts.create(NAME), pointer, value).toString());
    }

    static Function<Customer, Answer> check(String body) {
        return c -> c.api().post(c.path("/domain-check"), body);
    }

    static String shortened(String text) {
        return text.length() > 30 ? text.substring(0, 30) + "… (" + text.length() + ")" : text;
    }
}
