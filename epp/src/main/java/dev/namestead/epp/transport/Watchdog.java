package dev.namestead.epp.transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends what outlives its deadline. A time-out of the socket counts anew with every byte, so a peer that drips bytes would
 * never be cut off; the watchdog closes the socket instead. One serves all sessions. It looks at all deadlines every ten
 * milliseconds, since a timer for each command would cost more than a deadline is worth; while there is none it sleeps.
 */
public final class Watchdog implements AutoCloseable {

    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Set<Guard> guards = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean closed;

    /** Its thread starts at once and keeps no process alive. */
    public Watchdog() {
        thread = Thread.ofPlatform().daemon().name("epp-watchdog").start(this::watch);
    }

    /** Has one deadline at a time, or none, until it is dismissed. */
    public final class Guard implements AutoCloseable {
        private final Runnable action;
        private final AtomicReference<@Nullable Deadline> deadline = new AtomicReference<>();
        private final Duty duty = () -> deadline.set(null);

        private Guard(Runnable action) {
            this.action = action;
        }

        /** Runs the action on a thread of its own when the deadline is over, unless the duty is closed before. */
        public Duty until(Deadline end) {
            deadline.set(end);
            if (asleep || closed) {
                wake();
            }
            return duty;
        }

        private void endIfOver(boolean now) {
            Deadline end = deadline.get();
            if (end != null && (now || end.isOver()) && deadline.compareAndSet(end, null)) {
                Thread.ofVirtual().name("epp-deadline").start(action);
            }
        }

        /** The guard is needed no more. */
        @Override
        public void close() {
            deadline.set(null);
            guards.remove(this);
        }
    }

    /** A deadline that counts until this is closed. */
    public interface Duty extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * A guard without a deadline yet.
     *
     * @param action ends what is guarded; may be run more than once
     */
    public Guard guard(Runnable action) {
        var guard = new Guard(action);
        guards.add(guard);
        return guard;
    }

    private void watch() {
        while (!closed) {
            guards.forEach(guard -> guard.endIfOver(false));
            // Said before it is looked: who sets a deadline after the look finds it said.
            asleep = true;
            if (guards.stream().allMatch(guard -> guard.deadline.get() == null)) {
                LockSupport.park(this);
            }
            asleep = false;
            LockSupport.parkNanos(this, ROUND_NANOS);
        }
        endAll();
    }

    private void wake() {
        if (closed) {
            endAll();
        } else {
            LockSupport.unpark(thread);
        }
    }

    private void endAll() {
        guards.forEach(guard -> guard.endIfOver(true));
    }

    /** Ends what is guarded: without a watchdog nothing may last. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
