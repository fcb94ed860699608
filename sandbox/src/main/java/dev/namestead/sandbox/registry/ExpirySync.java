package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.Sync;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Moves the day on which a name expires to the next such day after it, for the part of a year's price that this adds (sync-1.0). */
final class ExpirySync {
    private static final BigDecimal DAYS_OF_A_YEAR = BigDecimal.valueOf(365);

    private ExpirySync() {}

    static void move(DomainDraft draft, Sync to, Requester who, Change change) {
        Instant expires = draft.expires;
        if (expires == null) {
            throw new Refusal(EppResultCode.STATUS_PROHIBITS, "the name has no expiry yet");
        }
        SoldName sold = SoldName.of(draft.name, change.profile(), change.state());
        Instant moved = next(expires.atOffset(ZoneOffset.UTC), to).toInstant();
        if (moved.isAfter(Periods.plusYears(change.now(), sold.terms().longest()))) {
            throw new Refusal(EppResultCode.PARAMETER_RANGE, "the name would expire too far ahead");
        }
        BigDecimal days = BigDecimal.valueOf(Duration.between(expires, moved).toDays());
        BigDecimal price = sold.price().renew(1).multiply(days).divide(DAYS_OF_A_YEAR, 2, RoundingMode.HALF_UP);
        change.charge(who.registrar(), price);
        draft.expires = moved;
    }

    private static OffsetDateTime next(OffsetDateTime expires, Sync to) {
        OffsetDateTime sameYear = expires.with(to.expires());
        return sameYear.isAfter(expires) ? sameYear : expires.plusYears(1).with(to.expires());
    }
}
