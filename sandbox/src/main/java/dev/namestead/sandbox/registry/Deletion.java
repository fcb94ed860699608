package dev.namestead.sandbox.registry;

import java.time.Instant;

/**
 * A deletion outside the add grace period (RFC 3915): first redemption, then pending delete, then the name is free.
 *
 * @param redemptionEnds when a restore is no longer possible
 * @param purged when the name is released
 */
public record Deletion(Instant redemptionEnds, Instant purged) {}
