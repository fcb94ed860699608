package dev.namestead.sandbox.control;

/** A status and what its body shows, to be written as JSON. */
record ControlReply(int status, Object body) {
    static ControlReply ok(Object body) {
        return new ControlReply(200, body);
    }
}
