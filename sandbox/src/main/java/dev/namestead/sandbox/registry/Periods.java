package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.object.EppPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Terms and grace periods, with the figures of the gTLD default. */
final class Periods {
    static final Duration ADD_GRACE = Duration.ofDays(5);
    static final Duration RENEW_GRACE = Duration.ofDays(5);
    static final Duration AUTO_RENEW_GRACE = Duration.ofDays(45);
    static final Duration REDEMPTION = Duration.ofDays(30);
    static final Duration PENDING_DELETE = Duration.ofDays(5);

    private Periods() {}

    /** Whole years only; 2004 for months. */
    static Optional<Integer> years(@Nullable EppPeriod period) {
        if (period == null) {
            return Optional.empty();
        }
        if (period.unit() != EppPeriod.Unit.YEARS) {
            throw new Refusal(EppResultCode.PARAMETER_RANGE, "periods are whole years");
        }
        return Optional.of(period.value());
    }

    /** Calendar years in UTC; a 29 February becomes a 28th and stays one, as at real registries. */
    static Instant plusYears(Instant from, int years) {
        return from.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
    }
}
