package dev.namestead.server.registry;

import java.time.Duration;

/** Hears of every command that was given to a registry, logins included. Must be quick and must not throw. */
public interface RegistryMeter {

    /** For who does not count. */
    RegistryMeter NONE = new RegistryMeter() {
        @Override
        public void answered(String registryId, Asking asking, int code, Duration roundTrip) {
            // Nobody asks.
        }

        @Override
        public void unanswered(String registryId, Asking asking) {
            // Nobody asks.
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

    /**
     * An answer came.
     *
     * @param code the result code (RFC 5730, section 3)
     * @param roundTrip from before the command was written to when its answer was understood
     */
    void answered(String registryId, Asking asking, int code, Duration roundTrip);

    /** It may have left, and no answer came or none that can be read. */
    void unanswered(String registryId, Asking asking);

    /** A session could not be opened; the reason is one of a few words. */
    void noSession(String registryId, String reason);
}
