package dev.namestead.epp.object;

import org.jspecify.annotations.Nullable;

/**
 * Whether one name or id can be created.
 *
 * @param reason free text for people, never to be parsed; at most 32 characters
 */
public record CheckResult(
        String id,
        boolean available,
        @Nullable String reason,
        @Nullable String language) {

    /** It is free. */
    public static CheckResult available(String id) {
        return new CheckResult(id, true, null, null);
    }

    /** It cannot be created, for that reason. */
    public static CheckResult taken(String id, String reason) {
        return new CheckResult(id, false, reason, null);
    }
}
