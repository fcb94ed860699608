package dev.namestead.server.registry.epp;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tries a registry again whose circuit is open, at the end of each pause, so that its return does not have to wait for the next one who
 * wants something of it; and tells of it.
 */
final class Reopening implements Circuit.Watcher {
    /** After a try that nobody could make: a login is under way, or no place is free. */
    private static final Duration SOON = Duration.ofMillis(200);

    private final Runnable onReturn;
    private final Semaphore signal = new Semaphore(0);
    private volatile boolean stopping;

    /** @param onReturn told when sessions can be opened again; must be quick */
    Reopening(Runnable onReturn) {
        this.onReturn = onReturn;
    }

    @Override
    public void opened() {
        signal.release();
    }

    @Override
    public void closed() {
        onReturn.run();
    }

    /** The end of the pause may have moved. */
    void signal() {
        signal.release();
    }

    void stop() {
        stopping = true;
        signal.release();
    }

    /** Until stopped. */
    void run(Circuit circuit, SessionPool pool) {
        try {
            while (!stopping) {
                Optional<Duration> left = circuit.untilNextTry();
                if (left.isEmpty()) {
                    signal.acquire();
                } else if (left.get().isPositive()) {
                    await(left.get());
                } else {
                    pool.openOne();
                    await(circuit.untilNextTry().orElse(Duration.ZERO).isPositive() ? Duration.ZERO : SOON);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(Duration most) throws InterruptedException {
        if (signal.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
            signal.drainPermits();
        }
    }
}
