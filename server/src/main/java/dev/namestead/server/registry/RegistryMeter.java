package dev.namestead.server.registry;

import java.time.Duration;

/** Hears of every command that was given to a registry, logins included. Must be quick and must not throw. */
public interface RegistryMeter {

    /** For who does not count. */
    RegistryMeter NONE = new RegistryMeter() {
        private final Tally unread = new Tally() {
            @Override
            public void answered(int code, Duration roundTrip) {
                // Nobody asks.
            }

            @Override
            public void unanswered() {
                // Nobody asks.
            }
        };

        @Override
        public Tally tally(String registryId, Asking asking) {
            return unread;
        }

        @Override
        public void noSession(String registryId, String reason) {
            // Nobody asks.
        }
    };

    /** The kinds of commands that ICANN's service level tells apart (registry agreement, specification 10). */
    enum Kind {
        SESSION,
        QUERY,
        TRANSFORM
    }

    /** @param command its verb and its object, such as {@code domain:check}; {@code login} and {@code poll:req} have none */
    record Asking(Kind kind, String command) {}

    /** Hears of the commands of one kind at one registry. */
    interface Tally {
        /** In place of a code that RFC 5730 does not have: whatever a registry makes up is one figure. */
        int OTHER_CODE = -1;

        /**
         * An answer came.
         *
         * @param code the result code (RFC 5730, section 3), or {@link #OTHER_CODE}
         * @param roundTrip from before the command was written to when its answer was understood
         */
        void answered(int code, Duration roundTrip);

        /** It may have left, and no answer came or none that can be read. */
        void unanswered();
    }

    /** Where these commands are counted: to be asked for once and not for each command. */
    Tally tally(String registryId, Asking asking);

    /** A session could not be opened; the reason is one of a few words. */
    void noSession(String registryId, String reason);
}
