package dev.namestead.server.simulation;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The way to a third party and back, on which commands and answers are lost, delayed, doubled and overtaken by others. What is under way
 * arrives whatever becomes of the process that sent it.
 */
final class Wire {
    /** How long a sender waits for an answer: the server's own deadline of a transform. */
    static final long DEADLINE = 20_000_000;

    private final World world;
    private final String name;
    private long awayFrom = Long.MAX_VALUE;
    private long awayUntil;
    private final Set<String> unheard = new HashSet<>();

    Wire(World world, String name) {
        this.world = world;
        this.name = name;
    }

    /** What came of a command. */
    sealed interface Outcome<T> {
        record NotSent<T>(String cause) implements Outcome<T> {}

        record Silent<T>() implements Outcome<T> {}

        record Answer<T>(T value) implements Outcome<T> {}
    }

    /** The third party's answer, once it is there. */
    private static final class Cell<T> {
        private Optional<T> answer = Optional.empty();
    }

    /** The commands, as they were named, whose answers did not come. */
    Set<String> unheard() {
        return unheard;
    }

    void reset() {
        unheard.clear();
        awayFrom = Long.MAX_VALUE;
        awayUntil = 0;
    }

    /** Nothing arrives in this time. */
    void away(long from, long until) {
        awayFrom = from;
        awayUntil = until;
    }

    private boolean away() {
        long now = world.conductor().now();
        return now >= awayFrom && now < awayUntil;
    }

    /** @param effect what the third party does and says; run when the command arrives there, if ever */
    <T> Outcome<T> exchange(String what, BooleanSupplier mayWrite, Supplier<T> effect) {
        Chance chance = world.chance();
        Faults faults = world.faults();
        Conductor conductor = world.conductor();
        Process sender = conductor.running();
        world.point("the " + name);
        conductor.sleep(chance.hits(faults.slow()) ? chance.between(0, DEADLINE) : chance.between(0, 3_000));
        if (away() || chance.hits(faults.notSent())) {
            return new Outcome.NotSent<>("no session");
        }
        if (!mayWrite.getAsBoolean()) {
            world.say(sender.name(), "may not send " + what + " any more");
            return new Outcome.NotSent<>("lease over");
        }
        world.say(sender.name(), what);
        Cell<T> cell = new Cell<>();
        boolean late = chance.hits(faults.late());
        long there = late ? chance.between(1_000_000, DEADLINE) : chance.between(100, 20_000);
        long back = chance.hits(faults.slow()) ? chance.between(0, 30_000_000) : chance.between(100, 20_000);
        boolean answered = !late && !chance.hits(faults.answerLost());
        boolean doubled = chance.hits(faults.doubled());
        if (!chance.hits(faults.requestLost())) {
            conductor.after(there, () -> {
                if (away()) {
                    return;
                }
                T answer = effect.get();
                T last = doubled ? effect.get() : answer;
                world.say(name, what + (late ? " late" : "") + (doubled ? " twice" : "") + ": " + last);
                if (answered) {
                    cell.answer = Optional.of(last);
                }
            });
        }
        conductor.sleep(answered ? Math.min(DEADLINE, there + back) : DEADLINE);
        if (cell.answer.isEmpty() || there + back > DEADLINE) {
            world.say(sender.name(), "hears nothing of " + what);
            unheard.add(what);
            return new Outcome.Silent<>();
        }
        return new Outcome.Answer<>(cell.answer.get());
    }
}
