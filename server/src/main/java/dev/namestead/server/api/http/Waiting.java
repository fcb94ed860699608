package dev.namestead.server.api.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

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

    /**
     * @param await waits at most so long; must hold no connection to the database meanwhile
     * @return what it has waited for; empty where it has not come, or there was no place to wait
     */
    public <T> Optional<T> park(Function<Duration, Optional<T>> await) {
        if (!window.isPositive() || !places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return await.apply(window);
        } finally {
            places.release();
        }
    }
}
