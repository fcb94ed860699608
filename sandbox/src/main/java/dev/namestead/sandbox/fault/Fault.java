package dev.namestead.sandbox.fault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.SplittableRandom;

/**
 * A fault that is in force.
 *
 * @param seen commands that matched so far
 * @param hits commands that it misled so far
 */
public record Fault(long id, FaultSpec spec, long seen, long hits) {
    /** One more command matched; it is hit when its turn has come and nothing else speaks against it. */
    Fault saw(boolean due) {
        long now = seen + 1;
        boolean hit = due && now >= spec.first() && hits < spec.count() && spec.falls(now);
        return new Fault(id, spec, now, hit ? hits + 1 : hits);
    }

    /** What is drawn for the latest command that matched: the same in the same order, again and again. */
    @JsonIgnore
    public SplittableRandom lots() {
        SplittableRandom lots = spec.lots(seen);
        lots.nextDouble(); // the one that has decided on the hit
        return lots;
    }
}
