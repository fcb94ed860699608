package dev.namestead.server.lifecycle;

import java.time.Instant;

/**
 * A registry showed what nobody here had done or expected.
 *
 * @param seenAt business time of the first reading that showed it
 * @param field {@code expires_at}, {@code locked}, {@code name_servers}, {@code holder} or {@code existence}
 * @param ours what was known here; empty or {@code -} for nothing
 * @param theirs what the registry showed, which was believed
 */
public record Drift(Instant seenAt, String account, String name, String field, String ours, String theirs) {}
