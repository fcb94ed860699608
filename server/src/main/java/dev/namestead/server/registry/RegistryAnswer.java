package dev.namestead.server.registry;

import org.jspecify.annotations.Nullable;

/**
 * What became of a command at a registry. The cases differ in what may be done next, which is all that a workflow must know; result codes
 * (RFC 5730, section 3) stay behind the port.
 */
public sealed interface RegistryAnswer<T> {

    /** Done, with its result. */
    record Completed<T>(T value, @Nullable String svTrid) implements RegistryAnswer<T> {}

    /** Accepted, to be decided by the registry later (1001); a poll message or {@code info} will tell. */
    record Pending<T>(@Nullable String svTrid) implements RegistryAnswer<T> {}

    /** Refused for good: the same command would be refused again. Nothing was changed. */
    record Refused<T>(RefusedFor reason, int code, String message) implements RegistryAnswer<T> {}

    /** Nothing has left: no session, circuit open, or no time. The command may be given again. */
    record NotSent<T>(String cause) implements RegistryAnswer<T> {}

    /** It was refused for now (2400, 2502, a rate limit) or the registrar's deposit is empty (2104); nothing was changed. */
    record Later<T>(boolean deposit, int code, String message) implements RegistryAnswer<T> {}

    /** It has left and no answer came, or none that can be read. The registry must be asked before anything else is done. */
    record Unknown<T>(String cause) implements RegistryAnswer<T> {}

    /** The result of a command that has none. */
    enum Done {
        DONE
    }
}
