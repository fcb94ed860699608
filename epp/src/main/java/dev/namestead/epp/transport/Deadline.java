package dev.namestead.epp.transport;

import java.time.Duration;

/** A point in machine time by which something must be over, on the monotonic clock. */
public record Deadline(long nanoTime) {

    /** That long from now. */
    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** Whether nothing is left. */
    public boolean isOver() {
        return nanoTime - System.nanoTime() <= 0;
    }

    /** What is left in milliseconds, at least one: zero means "for ever" to sockets. */
    public int remainingMillis() {
        return (int) Math.clamp(remaining().toMillis(), 1, Integer.MAX_VALUE);
    }
}
