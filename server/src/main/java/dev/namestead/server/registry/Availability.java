package dev.namestead.server.registry;

import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import org.jspecify.annotations.Nullable;

/**
 * A registry's word on one name (RFC 5731 check, RFC 8748 fee).
 *
 * @param reason the registry's free text where it is not available; shown, never parsed
 * @param createFee what the registry asks for the first year, where it speaks the fee extension
 * @param renewFee what it asks for a further year
 */
public record Availability(
        DomainName name,
        boolean available,
        boolean premium,
        @Nullable String reason,
        @Nullable Money createFee,
        @Nullable Money renewFee) {}
