package dev.namestead.server.api.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Parks requests on their virtual threads while their work goes on elsewhere. When all places are taken a request does not wait at all:
 * its sender is told where to look.
 */
public final class Waiting {
    private final Duration window;
    private final Semaphore places;

    /** @param window longest wait of a request (machine time) */
    public Waiting(Duration window, int mostWaiters) {
        this.window = window;
        this.places = new Semaphore(mostWaiters);
    }

    /** @param await waits at most so long; must hold no connection to the database meanwhile */
    public void park(Consumer<Duration> await) {
        if (!window.isPositive() || !places.tryAcquire()) {
            return;
        }
        try {
            await.accept(window);
        } finally {
            places.release();
        }
    }
}
