package dev.namestead.server.registry.epp;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The right to sessions by leased slots, as far as this process can judge by its monotonic clock. It ends here earlier than in the database,
 * so that a command that has left is over before another node takes the slot.
 */
final class SlotLease implements SessionRight {
    private final Duration duration;
    private final LongSupplier nanoClock;
    private int slots;
    private long generation;
    private long endsAtNanos;

    SlotLease(Duration duration, LongSupplier nanoClock) {
        this.duration = duration;
        this.nanoClock = nanoClock;
        this.endsAtNanos = nanoClock.getAsLong();
    }

    /**
     * The database has extended the lease.
     *
     * @param askedAtNanos before it was asked
     * @param kept how many of our slots were still ours; where some were lost, all sessions are, since none of them has a slot of its own
     * @param now how many are ours
     */
    synchronized void extended(long askedAtNanos, int kept, int now) {
        if (kept < slots) {
            generation++;
        }
        slots = now;
        endsAtNanos = askedAtNanos + duration.toNanos();
    }

    @Override
    public synchronized BooleanSupplier forSession() {
        long begunIn = generation;
        return () -> holds(begunIn);
    }

    private synchronized boolean holds(long begunIn) {
        if (endsAtNanos - nanoClock.getAsLong() > 0) {
            return generation == begunIn;
        }
        // Who saw it end must not see it stand again.
        if (generation == begunIn) {
            generation++;
        }
        return false;
    }
}
