package dev.namestead.server.workflow;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The right of this process to work on a workflow, as far as it can judge by its own monotonic clock. The clock of the lease starts before
 * the database is asked, so that it ends here earlier than there.
 */
final class Lease {
    private final long fence;
    private final Duration duration;
    private final Machine machine;
    private volatile long endsAtNanos;

    Lease(long fence, Duration duration, Machine machine, long askedAtNanos) {
        this.fence = fence;
        this.duration = duration;
        this.machine = machine;
        this.endsAtNanos = askedAtNanos + duration.toNanos();
    }

    long fence() {
        return fence;
    }

    Duration duration() {
        return duration;
    }

    void extendedFrom(long askedAtNanos) {
        endsAtNanos = askedAtNanos + duration.toNanos();
    }

    /** A tenth of the lease is kept back for what lies between this question and the wire. */
    boolean holds() {
        return endsAtNanos - machine.nanoTime() > duration.toNanos() / 10;
    }

    /** Whether it holds and so much time has not gone by since now. */
    BooleanSupplier holdsFor(Duration most) {
        long until = machine.nanoTime() + most.toNanos();
        return () -> holds() && until - machine.nanoTime() > 0;
    }
}
