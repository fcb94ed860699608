package dev.namestead.server.registry.epp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registry's message as it is kept for good.
 *
 * @param queuedAt by its registry; the epoch where it gave no date
 * @param domainName that it is about; null where none could be read
 * @param appliedAt when it was (the database's own time); null while it is not
 * @param attempts at applying it that failed
 * @param problem of the last one
 * @param xml the frame, secrets masked
 */
public record KeptMessage(
        long number,
        String registryId,
        String messageId,
        Instant queuedAt,
        @Nullable String text,
        @Nullable String domainName,
        boolean decision,
        @Nullable Instant appliedAt,
        int attempts,
        @Nullable String problem,
        String xml) {

    /** Whether nothing in it meant anything to us: it was kept, and nothing else. */
    public boolean unknown() {
        return domainName == null && !decision;
    }
}
