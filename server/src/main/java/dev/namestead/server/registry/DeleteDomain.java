package dev.namestead.server.registry;

import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import org.jspecify.annotations.Nullable;

/**
 * A deletion (RFC 5731, section 3.2.2). What it comes to only {@code info} tells: within the add grace period the name is gone at once, later
 * it goes through redemption (RFC 3915).
 *
 * @param clTrid our transaction id, committed before the command leaves
 */
public record DeleteDomain(String clTrid, DomainName name) {
    /** @param credit what the registry gives back, zero or more; null where it does not tell */
    public record Deleted(@Nullable Money credit) {}
}
