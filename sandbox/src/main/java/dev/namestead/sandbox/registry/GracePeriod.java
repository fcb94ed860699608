package dev.namestead.sandbox.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grace period of RFC 3915 that runs until an instant of business time.
 *
 * @param status the rgpStatus on the wire, such as {@code addPeriod}
 * @param charged what is given back when the name is deleted in time, in the registry's currency
 * @param years that the command added, and that a delete in time takes off; 1 when null
 * @param unbilled true where the price is charged only when the period has passed; false when null
 */
public record GracePeriod(
        String status,
        Instant until,
        BigDecimal charged,
        @Nullable Integer years,
        @Nullable Boolean unbilled) {
    static final String ADD = "addPeriod";
    static final String RENEW = "renewPeriod";
    static final String AUTO_RENEW = "autoRenewPeriod";
    static final String TRANSFER = "transferPeriod";

    static GracePeriod billed(String status, Instant until, BigDecimal charged, int years) {
        return new GracePeriod(status, until, charged, years, null);
    }

    boolean runsAt(Instant now) {
        return now.isBefore(until);
    }

    @JsonIgnore
    boolean isUnbilled() {
        return unbilled != null && unbilled;
    }

    /** What a delete gives back: nothing where nothing was charged yet. */
    BigDecimal credit() {
        return isUnbilled() ? BigDecimal.ZERO : charged;
    }

    /** Years that a delete takes off; those of the create go with the name. */
    int refundedYears() {
        if (status.equals(ADD)) {
            return 0;
        }
        return years == null ? 1 : years;
    }
}
