package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.object.EppPeriod;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Terms in calendar years. */
final class Periods {
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
