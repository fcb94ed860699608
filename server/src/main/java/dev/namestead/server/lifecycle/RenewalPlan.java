package dev.namestead.server.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * What a renewal asks of the registry, decided once. A registry that has renewed by itself is ahead of what was paid for: those years are
 * accepted and not asked for again. All dates are UTC.
 *
 * @param currentExpiry the registry's date when it was decided; every attempt names it
 * @param years that the registry is asked for; 0 where it has added them already
 * @param target the date that the registry shows once it is done, or nearly: it is compared, never stored as an expiry
 */
record RenewalPlan(LocalDate currentExpiry, int years, LocalDate target) {
    /** Registries differ in what they make of a 29 February; years they do not confuse. */
    private static final int SLACK_DAYS = 2;

    /**
     * @param paidUntil a date of the registry's
     * @param registryExpiresAt the registry's date now
     */
    static RenewalPlan of(Instant paidUntil, Instant registryExpiresAt, int years) {
        LocalDate registry = date(registryExpiresAt);
        int ahead = (int) Math.max(0, ChronoUnit.YEARS.between(date(paidUntil), registry.plusDays(SLACK_DAYS)));
        return new RenewalPlan(registry, Math.max(0, years - ahead), registry.plusYears(years - ahead));
    }

    boolean reachedBy(Instant registryExpiresAt) {
        return !date(registryExpiresAt).isBefore(target.minusDays(SLACK_DAYS));
    }

    /** Whether the registry still shows the date that the renewal starts from. */
    boolean startsFrom(Instant registryExpiresAt) {
        return date(registryExpiresAt).equals(currentExpiry);
    }

    /** Until when is paid if the registry shows this date: its own, less the years that it has added beyond. */
    Instant paidUntil(Instant registryExpiresAt) {
        OffsetDateTime shown = registryExpiresAt.atOffset(ZoneOffset.UTC);
        long beyond = ChronoUnit.YEARS.between(target, shown.toLocalDate().plusDays(SLACK_DAYS));
        return beyond > 0 ? shown.minusYears(beyond).toInstant() : registryExpiresAt;
    }

    static LocalDate date(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
