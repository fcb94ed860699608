package dev.namestead.server.registry;

import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A renewal with everything that pins its outcome (RFC 5731, section 3.2.3).
 *
 * @param clTrid our transaction id, committed before the command leaves
 * @param currentExpiry the registry's UTC date as it was when the renewal was decided, never as it is now: with it the same renewal
 *     cannot be done twice
 * @param fee the whole fee agreed to; sent where the registry speaks the fee extension
 */
public record RenewDomain(
        String clTrid,
        DomainName name,
        LocalDate currentExpiry,
        int years,
        @Nullable Money fee) {
    /** What the registry answered; some leave the new date to {@code info}. */
    public record Renewed(@Nullable Instant expiresAt) {}
}
