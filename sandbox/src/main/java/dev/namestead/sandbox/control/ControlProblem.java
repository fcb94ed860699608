package dev.namestead.sandbox.control;

import org.jspecify.annotations.Nullable;

/** A request that is answered with an error. */
final class ControlProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String pointer;

    ControlProblem(int status, String message) {
        this(status, message, null);
    }

    /** @param pointer JSON pointer (RFC 6901) to the field of the body that is at fault */
    ControlProblem(int status, String message, @Nullable String pointer) {
        super(message, null, false, false);
        this.status = status;
        this.pointer = pointer;
    }

    int status() {
        return status;
    }

    /** What the answer's body says. */
    record View(String error, @Nullable String pointer) {}

    View view() {
        return new View(String.valueOf(getMessage()), pointer);
    }
}
