package dev.namestead.sandbox.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A create that was answered with 1001.
 *
 * @param clTrid of the create, for panData
 * @param svTrid of the create, for panData
 * @param years of registration, counted from completion
 * @param due when it completes in business time; null when nobody ever decides
 */
public record PendingCreate(
        @Nullable String clTrid,
        String svTrid,
        int years,
        @Nullable Instant due) {}
