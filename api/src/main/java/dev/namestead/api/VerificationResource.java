package dev.namestead.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the holder of a name has confirmed his data.
 *
 * @param state {@code not_required}, {@code pending}, {@code suspended} or {@code verified}
 * @param sentTo masked; null where nobody was asked
 * @param confirmBy then the name is suspended (business time)
 */
public record VerificationResource(
        String state,
        @Nullable String sentTo,
        @Nullable Instant confirmBy,
        @Nullable Instant verifiedAt) {}
