package dev.namestead.server.account;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A token as it can be shown: everything but the token. Instants are machine time. */
public record TokenSummary(
        String id,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {}
