package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;

/** A rule says no: the command changes nothing and is answered with this result. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final EppResultCode code;

    /** The reason is for people and ends up in the answer's message. */
    Refusal(EppResultCode code, String reason) {
        super(code.text() + ": " + reason, null, false, false); // ordinary course of events, no stack trace
        this.code = code;
    }

    EppResultCode code() {
        return code;
    }
}
