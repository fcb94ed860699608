package dev.namestead.acceptance;

import java.util.function.Function;

/**
 * One row of the table of bad input: a request and the refusal that it must meet.
 *
 * @param code one of {@code errors[].code}
 * @param pointer the first error's pointer; empty where no field is at fault or none is promised
 * @param message what the first error's message must contain; empty where its words are free
 */
record BadInput(String what, Function<Customer, Answer> request, int status, int code, String pointer, String message) {

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
}
