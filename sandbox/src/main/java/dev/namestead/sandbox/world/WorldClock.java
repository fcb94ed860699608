package dev.namestead.sandbox.world;

import dev.namestead.sandbox.registry.BusinessClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The business clock of all sandbox registries: the wall clock plus an offset that only grows. */
final class WorldClock implements BusinessClock {
    private static final Duration JUST_PASSED = Duration.ofMinutes(1);

    private final InstantSource wall;
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.EPOCH);
    private volatile long offsetMillis;

    WorldClock(InstantSource wall) {
        this.wall = wall;
    }

    @Override
    public Instant now() {
        Instant shown = wall.instant().plusMillis(offsetMillis).truncatedTo(ChronoUnit.MILLIS);
        return latest.accumulateAndGet(shown, (before, now) -> now.isAfter(before) ? now : before);
    }

    /**
     * The offset that makes it at least that late now. An instant that has only just passed is taken for now: who drives several
     * clocks finds this one a little ahead. Throws {@link IllegalArgumentException} for the past.
     */
    long offsetFor(Instant target) {
        if (target.isBefore(now().minus(JUST_PASSED))) {
            throw new IllegalArgumentException("The clock only goes forward; it is " + now() + " already.");
        }
        return Math.max(offsetMillis, wall.instant().until(target, ChronoUnit.MILLIS) + 1);
    }

    long offset() {
        return offsetMillis;
    }

    /** To an offset of before, for a world that goes back as a whole. */
    void goBack(long millis) {
        offsetMillis = millis;
        latest.set(Instant.EPOCH);
    }

    void offset(long millis) {
        offsetMillis = Math.max(offsetMillis, millis);
    }
}
