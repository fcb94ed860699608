package dev.namestead.sandbox.registry;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A grace period of RFC 3915 that runs until an instant of business time.
 *
 * @param status the rgpStatus on the wire, such as {@code addPeriod}
 * @param charged what is given back when the name is deleted in time, in the registry's currency
 */
public record GracePeriod(String status, Instant until, BigDecimal charged) {
    static final String ADD = "addPeriod";
    static final String RENEW = "renewPeriod";
    static final String AUTO_RENEW = "autoRenewPeriod";
}
