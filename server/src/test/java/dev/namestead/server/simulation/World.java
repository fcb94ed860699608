package dev.namestead.server.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** What all parts of a simulation share: its time, its luck, its faults and its trace. */
final class World implements AutoCloseable {
    /** All runs begin here. */
    static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final Conductor conductor = new Conductor();
    private Chance chance = new Chance(0);
    private Faults faults = Faults.NONE;
    private Trace trace = new Trace();
    private long businessOffset;
    private Consumer<Process> onCrash = process -> {};

    void begin(long seed) {
        conductor.reset();
        chance = new Chance(seed);
        faults = Faults.drawn(chance);
        trace = new Trace();
        businessOffset = 0;
    }

    Conductor conductor() {
        return conductor;
    }

    Chance chance() {
        return chance;
    }

    Faults faults() {
        return faults;
    }

    /** From here on nothing goes wrong any more. */
    void noMoreFaults() {
        faults = Faults.NONE;
    }

    Trace trace() {
        return trace;
    }

    void say(String who, String what) {
        trace.add(conductor.now(), who, what);
    }

    /** The machines' time. */
    Instant now() {
        return BEGINNING.plus(conductor.now(), ChronoUnit.MICROS);
    }

    /** The customers' time, and the registries'. */
    Instant businessNow() {
        return now().plus(businessOffset, ChronoUnit.MICROS);
    }

    long businessOffset() {
        return businessOffset;
    }

    void advance(Duration duration) {
        businessOffset += duration.toNanos() / 1000;
    }

    void onCrash(Consumer<Process> listener) {
        onCrash = listener;
    }

    /** A place in a program at which its process may die or be stopped; else a little time goes by. */
    void point(String where) {
        conductor.requireLife();
        Process process = conductor.running();
        if (chance.hits(faults.crash())) {
            say(process.name(), "dies at " + where);
            onCrash.accept(process);
            conductor.kill(process);
        }
        if (chance.hits(faults.stop())) {
            long micros = chance.between(1_000_000, 90_000_000);
            say(process.name(), "is stopped for " + micros / 1000 + " ms at " + where);
            process.stopUntil(conductor.now() + micros);
        }
        conductor.sleep(chance.between(20, 2_000));
    }

    @Override
    public void close() {
        conductor.close();
    }
}
