package dev.namestead.epp;

/** The queue of messages that a server keeps for a client (RFC 5730 section 2.9.2.3). */
public sealed interface Poll extends CommandBody {

    /** Asks for the oldest message; it stays in the queue. */
    record Request() implements Poll {}

    /** Takes the message out of the queue, for good. */
    record Ack(String messageId) implements Poll {
        @Override
        public boolean transforms() {
            return true;
        }
    }
}
