package dev.namestead.server.lifecycle;

import java.time.Duration;

/**
 * How closely time is lived.
 *
 * @param grain of the clock, which stops once for all that is due within it; zero where each instant has a stop
 */
record Pace(LifecycleSettings settings, Duration grain) {
    /** As a server lives by default. */
    static final Pace EXACT = new Pace(LifecycleSettings.DEFAULT, Duration.ZERO);

    Pace with(LifecycleSettings.Expiry expiry, LifecycleSettings.Sweep sweep) {
        return new Pace(
                new LifecycleSettings(
                        settings.policy(),
                        settings.addGraceLimit(),
                        settings.autoRenew(),
                        expiry,
                        settings.reminders(),
                        settings.verification(),
                        settings.lateMoney(),
                        sweep,
                        settings.chores()),
                grain);
    }

    Pace with(Duration otherGrain) {
        return new Pace(settings, otherGrain);
    }
}
