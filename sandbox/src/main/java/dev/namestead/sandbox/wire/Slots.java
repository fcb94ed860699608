package dev.namestead.sandbox.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the open sessions of each registrar. */
final class Slots {
    private final int limit;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final AtomicInteger peak = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    Slots(int limit) {
        this.limit = limit;
    }

    boolean tryTake(String registrar) {
        boolean[] got = new boolean[1];
        taken.compute(registrar, (ignored, count) -> {
            int present = count == null ? 0 : count;
            got[0] = present < limit;
            peak.accumulateAndGet(got[0] ? present + 1 : present, Math::max);
            return got[0] ? present + 1 : present;
        });
        if (!got[0]) {
            refused.incrementAndGet();
        }
        return got[0];
    }

    void release(String registrar) {
        taken.computeIfPresent(registrar, (ignored, count) -> count > 1 ? count - 1 : null);
    }

    /** The most that one registrar had at once. */
    int peak() {
        return peak.get();
    }

    /** How often one more was asked for than there may be. */
    int refused() {
        return refused.get();
    }

    int taken() {
        return taken.values().stream().mapToInt(Integer::intValue).sum();
    }
}
