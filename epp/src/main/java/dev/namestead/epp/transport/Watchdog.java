package dev.namestead.epp.transport;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends what outlives its deadline. A time-out of the socket counts anew with every byte, so a peer that
 * drips bytes would never be cut off; the watchdog closes the socket instead. One serves all sessions.
 */
public final class Watchdog implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer;

    public Watchdog() {
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("epp-watchdog").factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** A guard that is on duty until it is closed. */
    public interface Guard extends AutoCloseable {
        @Override
        void close();
    }

    /** Runs the action on a thread of its own when the deadline is over, unless the guard is closed before. */
    public Guard guard(Deadline deadline, Runnable action) {
        Future<?> alarm = timer.schedule(
                () -> Thread.ofVirtual().name("epp-deadline").start(action),
                deadline.remaining().toNanos(),
                TimeUnit.NANOSECONDS);
        return () -> alarm.cancel(false);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
