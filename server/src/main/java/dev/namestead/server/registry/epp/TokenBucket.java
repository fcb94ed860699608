package dev.namestead.server.registry.epp;

import dev.namestead.epp.client.NotSentException;
import dev.namestead.epp.transport.Deadline;
import dev.namestead.server.registry.epp.RegistrySettings.Rate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Spaces the commands to a registry, logins included, so that it never has a reason to cut us off: some close in
 * silence, some charge a second for each error. Who would have to wait beyond the deadline is sent away at once.
 */
final class TokenBucket {

    private final String registryId;
    /** While nobody shares the registry with us. */
    private final long nanosPerTokenAlone;

    private final long capacityNanos;
    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition never = lock.newCondition();
    /** When the bucket was, or will be, so full that all tokens that were given out are paid for. */
    private long paidUntil;

    private volatile long nanosPerToken;

    TokenBucket(String registryId, Rate rate, LongSupplier nanoClock) {
        this.registryId = registryId;
        this.nanosPerTokenAlone = rate.unlimited() ? 0 : rate.per().toNanos() / rate.commands();
        this.nanosPerToken = nanosPerTokenAlone;
        // In time, so that a burst is shared as the rate is.
        this.capacityNanos = nanosPerTokenAlone * rate.burst();
        this.nanoClock = nanoClock;
        this.paidUntil = nanoClock.getAsLong() - capacityNanos;
    }

    /** The registry counts all nodes' commands: each sends an equal part of them, ourselves included in the number. */
    void sharedBy(int nodes) {
        nanosPerToken = nanosPerTokenAlone * nodes;
    }

    /** Takes one token, and waits until it is there. */
    void take(Deadline deadline) throws NotSentException {
        if (nanosPerToken == 0) {
            return;
        }
        Duration pause = reserve(deadline.remaining());
        lock.lock();
        try {
            long left = pause.toNanos();
            while (left > 0) {
                left = never.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSentException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /** Takes as many tokens as are there at this moment, up to so many; none where there are not two, for who can wait for one. */
    int takeSome(int most) {
        if (most < 2 || nanosPerToken == 0) {
            return most < 2 ? 0 : most;
        }
        lock.lock();
        try {
            long now = nanoClock.getAsLong();
            long cost = nanosPerToken;
            long paid = Math.max(paidUntil, now - capacityNanos);
            int there = Math.clamp((now - paid) / cost, 0, most);
            if (there < 2) {
                return 0;
            }
            paidUntil = paid + there * cost;
            return there;
        } finally {
            lock.unlock();
        }
    }

    /** Takes one token at once, for a login: it cannot wait, since a place in the pool is held for it. */
    void spend() {
        lock.lock();
        try {
            paidUntil = Math.max(paidUntil, nanoClock.getAsLong() - capacityNanos) + nanosPerToken;
        } finally {
            lock.unlock();
        }
    }

    /** How long to wait for the token that is now ours. */
    Duration reserve(Duration patience) throws NotSentException {
        lock.lock();
        try {
            long now = nanoClock.getAsLong();
            long cost = nanosPerToken;
            paidUntil = Math.max(paidUntil, now - capacityNanos) + cost;
            Duration pause = Duration.ofNanos(Math.max(0, paidUntil - now));
            if (pause.compareTo(patience) > 0) {
                paidUntil -= cost;
                throw new NotSentException("the rate of commands that registry " + registryId
                        + " allows is used up for " + TimeUnit.NANOSECONDS.toMillis(pause.toNanos()) + " ms");
            }
            return pause;
        } finally {
            lock.unlock();
        }
    }
}
