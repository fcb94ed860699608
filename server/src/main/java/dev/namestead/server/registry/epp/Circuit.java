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
 *
 * <p>A registry whose answers cannot be understood costs a session each time, and lets us log in again at once. From the second such
 * answer on the next session waits too, the longer the more of them there are; answers in a row that make sense end it.
 */
final class Circuit {
    private static final int MOST_NONSENSE = 10;
    private static final int HEALED_AFTER = 8;

    private final Pauses pauses;
    private final LongSupplier nanoClock;
    private final DoubleSupplier random;
    private final Watcher watcher;
    private int failures;
    private volatile int nonsense;
    private int sensible;
    private long closedUntilNanos;
    private boolean trying;
    private boolean refused;
    private @Nullable String reason;
    private @Nullable String heldBack;

    /** Told of a circuit's changes, outside of its lock; must be quick. */
    interface Watcher {
        /** For who does not care. */
        Watcher NONE = new Watcher() {
            @Override
            public void opened() {
                // Nobody asks.
            }

            @Override
            public void closed() {
                // Nobody asks.
            }
        };

        /** No session could be opened. */
        void opened();

        /** One was opened, where none could be before. */
        void closed();
    }

    /** @param random from 0 to 1 */
    Circuit(Pauses pauses, LongSupplier nanoClock, DoubleSupplier random, Watcher watcher) {
        this.pauses = pauses;
        this.nanoClock = nanoClock;
        this.random = random;
        this.watcher = watcher;
    }

    /** Empty where a session may be opened, and its end must be told; else why not. */
    synchronized Optional<String> refuse() {
        if (failures == 0 && nonsense == 0) {
            return Optional.empty();
        }
        Duration left = left();
        if (left.isPositive()) {
            return Optional.of("no session is opened for another " + left.toMillis() + " ms: " + why());
        }
        if (failures == 0) {
            return Optional.empty();
        }
        if (trying) {
            return Optional.of("one try is under way: " + reason);
        }
        trying = true;
        return Optional.empty();
    }

    private @Nullable String why() {
        return reason == null ? heldBack : reason;
    }

    private Duration left() {
        return Duration.ofNanos(closedUntilNanos - nanoClock.getAsLong());
    }

    /** How long no try is let pass; empty where sessions may be opened as they are needed. */
    synchronized Optional<Duration> untilNextTry() {
        Duration left = left();
        return failures == 0 ? Optional.empty() : Optional.of(left.isPositive() ? left : Duration.ZERO);
    }

    /** Somebody else has reached the registry: one try may pass now, unless it was our login that was refused. */
    synchronized void tryNow() {
        if (failures > 0 && !refused) {
            closedUntilNanos = nanoClock.getAsLong();
        }
    }

    /** What was let pass has not been tried after all. */
    synchronized void notTried() {
        trying = false;
    }

    void succeeded() {
        if (close()) {
            watcher.closed();
        }
    }

    private synchronized boolean close() {
        boolean wasOpen = failures > 0;
        failures = 0;
        trying = false;
        refused = false;
        reason = null;
        return wasOpen;
    }

    /** An answer could not be understood, which has cost the session. */
    synchronized void nonsense(String why) {
        sensible = 0;
        nonsense = Math.min(nonsense + 1, MOST_NONSENSE);
        if (nonsense > 1 && failures == 0) {
            heldBack = why;
            closedUntilNanos = nanoClock.getAsLong() + pauseNanos(nonsense - 1);
        }
    }

    /** An answer was understood. */
    void sense() {
        if (nonsense > 0 && heal()) {
            watcher.closed();
        }
    }

    /** Whether sessions were held back and need not be any more. One good answer proves little: half of them may be good. */
    private synchronized boolean heal() {
        if (nonsense == 0) {
            return false;
        }
        if (++sensible < HEALED_AFTER) {
            return false;
        }
        boolean wasHeldBack = heldBack != null;
        nonsense = 0;
        heldBack = null;
        if (failures == 0) {
            closedUntilNanos = nanoClock.getAsLong();
        }
        return wasHeldBack && failures == 0;
    }

    /** The registry did not answer, or could not be reached. */
    void failed(String why) {
        open(why, false);
        watcher.opened();
    }

    /** The registry refused the login. */
    void refused(String why) {
        open(why, true);
        watcher.opened();
    }

    private synchronized void open(String why, boolean byRefusal) {
        boolean burst = failures > 0 && !trying && left().isPositive();
        trying = false;
        reason = why;
        if (burst && !byRefusal) {
            // Several that were under way together are one failure.
            return;
        }
        failures++;
        refused = byRefusal;
        closedUntilNanos =
                nanoClock.getAsLong() + (byRefusal ? pauses.afterRefusal().toNanos() : pauseNanos(failures));
    }

    /** @param time the first, the second … */
    private long pauseNanos(int time) {
        long first = pauses.first().toNanos();
        long pause = Math.min(first << Math.min(time - 1, 20), pauses.longest().toNanos());
        // Half of it at random, so that several nodes do not come back together.
        return (long) (pause * (0.5 + random.getAsDouble() / 2));
    }

    /** Why sessions fail at the moment; empty where they do not. */
    synchronized Optional<String> reason() {
        return Optional.ofNullable(why());
    }
}
