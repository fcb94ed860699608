package dev.namestead.server.registry;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a transform command, as it was committed before it left.
 *
 * @param clTrid our transaction id, of this attempt alone
 * @param object what is acted upon: a domain name or a contact id; the same in all attempts of a workflow
 * @param authInfo the secret given to the object, the same in all attempts; null once settled
 * @param decision what a poll message said of a pending command; null while none came
 * @param age how long ago it was opened, by the database's clock
 */
public record Intent(
        String clTrid,
        UUID workflow,
        String registryId,
        String command,
        String object,
        @Nullable String authInfo,
        State state,
        @Nullable Boolean decision,
        Duration age) {

    /** What is known of an attempt. */
    public enum State {
        /** It may have left; nobody wrote down what became of it. */
        OPEN("open"),
        COMPLETED("completed"),
        /** 1001: the registry decides later. */
        PENDING("pending"),
        REFUSED("refused"),
        NOT_SENT("not_sent"),
        /** It left and no answer came. */
        UNKNOWN("unknown");

        private final String wire;

        State(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }

        static State of(String wire) {
            for (State state : values()) {
                if (state.wire.equals(wire)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("No intent is " + wire);
        }

        /** Whether the registry may have carried it out without our knowing. */
        public boolean inDoubt() {
            return this == OPEN || this == UNKNOWN || this == PENDING;
        }
    }

    @Override
    public String toString() {
        return "Intent[" + clTrid + ", " + command + " " + object + ", " + state + "]";
    }
}
