package dev.namestead.server.api.http;

import java.time.Duration;

/**
 * How many requests a caller may send.
 *
 * @param enforced whether one more is refused; announced in any case
 */
public record RateLimit(boolean enforced, int requests, Duration window) {
    /** The contract's figures, announced only. */
    public static final RateLimit ANNOUNCED = new RateLimit(false, 1200, Duration.ofMinutes(5));
}
