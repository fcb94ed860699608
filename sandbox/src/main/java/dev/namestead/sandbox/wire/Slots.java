package dev.namestead.sandbox.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the open sessions of each registrar. */
final class Slots {
    private final int limit;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    Slots(int limit) {
        this.limit = limit;
    }

    boolean tryTake(String registrar) {
        boolean[] got = new boolean[1];
        taken.compute(registrar, (ignored, count) -> {
            int present = count == null ? 0 : count;
            got[0] = present < limit;
            return got[0] ? present + 1 : present;
        });
        return got[0];
    }

    void release(String registrar) {
        taken.computeIfPresent(registrar, (ignored, count) -> count > 1 ? count - 1 : null);
    }

    int taken() {
        return taken.values().stream().mapToInt(Integer::intValue).sum();
    }
}
