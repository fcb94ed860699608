package dev.namestead.server.registry.epp;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The places of a pool: who has one may have a session. How many there are may change while they are used; a place that is too many ends
 * when it is given back, or when it is found free.
 */
final class Places {
    private final Semaphore free = new Semaphore(0, true);
    /** Places that exist, free or taken. */
    private int total;
    /** Of these, places that are about to end. */
    private int retiring;

    private int allowed;

    /** New places are free at once; those too many stay until they are retired or given back. */
    synchronized void allow(int most) {
        allowed = most;
        grow();
    }

    private synchronized void grow() {
        if (allowed > total) {
            free.release(allowed - total);
            total = allowed;
        }
    }

    /** Takes a place, in turn; false where there was none for so long. */
    boolean take(Duration most) throws InterruptedException {
        return free.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Takes a place if one is free, out of turn. */
    boolean takeNow() {
        return free.tryAcquire();
    }

    /** Gives a place back; false where it has ended instead, because there are too many. */
    synchronized boolean giveBack() {
        if (tooMany()) {
            total--;
            return false;
        }
        free.release();
        return true;
    }

    /** Takes a free place that is too many, where there is one; it still counts until it is {@link #retired}. */
    synchronized boolean beginToRetire() {
        boolean taken = tooMany() && free.tryAcquire();
        retiring += taken ? 1 : 0;
        return taken;
    }

    /** While it was ending more may have been allowed again: it did not count as a place then, and is made anew. */
    synchronized void retired() {
        retiring--;
        total--;
        grow();
    }

    synchronized boolean tooMany() {
        return total - retiring > allowed;
    }

    synchronized int total() {
        return total;
    }

    synchronized boolean allFree() {
        return free.availablePermits() >= total;
    }

    /** How many somebody has. */
    synchronized int taken() {
        return Math.max(0, total - free.availablePermits());
    }

    /** How many wait in {@link #take}. */
    int waiting() {
        return free.getQueueLength();
    }
}
