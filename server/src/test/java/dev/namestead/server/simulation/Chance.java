package dev.namestead.server.simulation;

import java.util.List;

/** All of a run's luck, from one seed: the same seed draws the same, on any machine (SplitMix64, Steele et al. 2014). */
final class Chance {
    private long state;

    Chance(long seed) {
        state = seed * 0x9E3779B97F4A7C15L + 0x1234567;
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Both included. */
    long between(long least, long most) {
        return least + Math.floorMod(next(), most - least + 1);
    }

    /** True with this probability. */
    boolean hits(double probability) {
        return probability > 0 && (next() >>> 11) * 0x1.0p-53 < probability;
    }

    <T> T oneOf(List<T> all) {
        return all.get((int) between(0, all.size() - 1L));
    }
}
