package dev.namestead.sandbox.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message in a registrar's poll queue.
 *
 * @param id position in the registry's sequence; opaque text to clients
 * @param queued business time
 * @param pendingAction the panData of a decided create, if the message tells of one
 */
public record QueuedMessage(
        long id,
        String registrar,
        Instant queued,
        String text,
        @Nullable PendingAction pendingAction) {

    boolean isAbout(String domain) {
        return pendingAction != null && pendingAction.name().equals(domain);
    }

    QueuedMessage numbered(long number) {
        return new QueuedMessage(number, registrar, queued, text, pendingAction);
    }

    /** The outcome of a pending create (RFC 5731 section 3.3). */
    public record PendingAction(
            String name, boolean granted, @Nullable String clTrid, String svTrid, Instant decided) {}
}
