package dev.namestead.sandbox.control;

/** A request that is answered with an error. */
final class ControlProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ControlProblem(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
