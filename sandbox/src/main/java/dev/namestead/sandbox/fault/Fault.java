package dev.namestead.sandbox.fault;

/**
 * A fault that is in force.
 *
 * @param seen commands that matched so far
 * @param hits commands that it misled so far
 */
public record Fault(long id, FaultSpec spec, long seen, long hits) {
    /** One more command matched. */
    Fault saw() {
        long now = seen + 1;
        boolean hit = now >= spec.first() && hits < spec.count() && spec.falls(now);
        return new Fault(id, spec, now, hit ? hits + 1 : hits);
    }
}
