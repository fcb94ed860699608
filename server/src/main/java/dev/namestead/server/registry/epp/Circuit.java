package dev.namestead.server.registry.epp;

import dev.namestead.server.registry.epp.RegistrySettings.Pauses;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a session may be opened. After a failure it is open for a pause, then lets one try
 * pass; a success closes it. A refused login is a long pause: registries lock accounts that keep trying.
 */
final class Circuit {

    private final Pauses pauses;
    private final LongSupplier nanoClock;
    private final DoubleSupplier random;
    private int failures;
    private long closedUntilNanos;
    private boolean trying;
    private @Nullable String reason;

    /** @param random from 0 to 1 */
    Circuit(Pauses pauses, LongSupplier nanoClock, DoubleSupplier random) {
        this.pauses = pauses;
        this.nanoClock = nanoClock;
        this.random = random;
    }

    /** Empty where a session may be opened, and its end must be told; else why not. */
    synchronized Optional<String> refuse() {
        if (failures == 0) {
            return Optional.empty();
        }
        Duration left = Duration.ofNanos(closedUntilNanos - nanoClock.getAsLong());
        if (left.isPositive()) {
            return Optional.of("no session is opened for another " + left.toMillis() + " ms: " + reason);
        }
        if (trying) {
            return Optional.of("one try is under way: " + reason);
        }
        trying = true;
        return Optional.empty();
    }

    /** What was let pass has not been tried after all. */
    synchronized void notTried() {
        trying = false;
    }

    synchronized void succeeded() {
        failures = 0;
        trying = false;
        reason = null;
    }

    /** The registry did not answer, or could not be reached. */
    synchronized void failed(String why) {
        long first = pauses.first().toNanos();
        long pause = Math.min(first << Math.min(failures, 20), pauses.longest().toNanos());
        // Half of it at random, so that several nodes do not come back together.
        open(why, (long) (pause * (0.5 + random.getAsDouble() / 2)));
    }

    /** The registry refused the login. */
    synchronized void refused(String why) {
        open(why, pauses.afterRefusal().toNanos());
    }

    private void open(String why, long pauseNanos) {
        failures++;
        trying = false;
        reason = why;
        closedUntilNanos = nanoClock.getAsLong() + pauseNanos;
    }

    /** Why sessions fail at the moment; empty where they do not. */
    synchronized Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
