package dev.namestead.sandbox.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deletion outside the add grace period (RFC 3915): first redemption, then pending delete, then the name is free.
 *
 * @param redemptionEnds when a restore is no longer possible
 * @param purged when the name is released
 * @param clTrid of the delete, for the message that tells of the release
 * @param svTrid of the delete; null in journals of before it was kept
 * @param restoredAt when a restore was asked for whose report is awaited; else null
 * @param reportUntil when that report is too late; else null
 */
public record Deletion(
        Instant redemptionEnds,
        Instant purged,
        @Nullable String clTrid,
        @Nullable String svTrid,
        @Nullable Instant restoredAt,
        @Nullable Instant reportUntil) {
    static final String REDEMPTION = "redemptionPeriod";
    static final String PENDING_RESTORE = "pendingRestore";

    boolean awaitsReport() {
        return reportUntil != null;
    }

    boolean isRedeemable(Instant now) {
        return !awaitsReport() && now.isBefore(redemptionEnds);
    }

    /** The next instant at which something happens by itself. */
    Instant due() {
        return reportUntil == null ? purged : reportUntil;
    }

    /** The rgpStatus at that instant. */
    String status(Instant now) {
        if (awaitsReport()) {
            return PENDING_RESTORE;
        }
        return now.isBefore(redemptionEnds) ? REDEMPTION : DomainObject.PENDING_DELETE;
    }

    Deletion restoring(Instant now, Instant until) {
        return new Deletion(redemptionEnds, purged, clTrid, svTrid, now, until);
    }

    /** No report came: redemption goes on for what was left of it. */
    Deletion withoutReport(Instant now) {
        long waited = restoredAt == null ? 0 : now.toEpochMilli() - restoredAt.toEpochMilli();
        return new Deletion(redemptionEnds.plusMillis(waited), purged.plusMillis(waited), clTrid, svTrid, null, null);
    }
}
