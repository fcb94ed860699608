package dev.namestead.server.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How many names of each registry may still be read in their turn: never more than a number within any minute of business time. What was not
 * read is not saved up, so that a registry that was away, or a clock that was moved on, brings no flood.
 */
final class SweepBudget {
    static final Duration SPAN = Duration.ofMinutes(1);

    private final int most;
    private final Map<String, Deque<Instant>> spent = new HashMap<>();

    /** @param most readings of one registry in {@link #SPAN} */
    SweepBudget(int most) {
        this.most = most;
    }

    synchronized int left(String registryId, Instant now) {
        Deque<Instant> readings = of(registryId);
        // Those of the future are of a sandbox that was reset since.
        while (!readings.isEmpty()
                && (readings.getFirst().isAfter(now)
                        || !readings.getFirst().plus(SPAN).isAfter(now))) {
            readings.removeFirst();
        }
        return most - readings.size();
    }

    synchronized void spend(String registryId, Instant at) {
        of(registryId).addLast(at);
    }

    private Deque<Instant> of(String registryId) {
        return spent.computeIfAbsent(registryId, _ -> new ArrayDeque<>());
    }
}
