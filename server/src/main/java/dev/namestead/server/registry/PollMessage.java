package dev.namestead.server.registry;

import dev.namestead.server.extension.DomainName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that a registry had for us, stored raw before it was acknowledged (RFC 5730, section 2.9.2.3).
 *
 * @param name the domain it speaks of, where that can be read
 * @param pendingAction the decision on a command that was answered 1001, where it carries one
 */
public record PollMessage(
        String registryId,
        String messageId,
        Instant queuedAt,
        @Nullable String text,
        @Nullable DomainName name,
        @Nullable PendingAction pendingAction) {
    /** A registry's decision on a pending command, matched by its transaction ids. */
    public record PendingAction(
            boolean accepted,
            @Nullable String clTrid,
            @Nullable String svTrid) {}
}
