package dev.namestead.sandbox.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A create that was answered with 1001.
 *
 * @param clTrid of the create, for panData
 * @param svTrid of the create, for panData
 * @param years of registration, counted from completion
 * @param due when it is decided in business time; null when nobody ever decides
 * @param refused true where the decision will be no; null for yes
 */
public record PendingCreate(
        @Nullable String clTrid,
        String svTrid,
        int years,
        @Nullable Instant due,
        @Nullable Boolean refused) {
    boolean isRefused() {
        return refused != null && refused;
    }
}
