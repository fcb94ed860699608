package dev.namestead.server.sandbox;

import dev.namestead.server.database.Database;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Begins a new world: nothing of the old one is left, here or at the registries. Ours is emptied first, so that every worker of the old
 * world loses its lease and a move of the clock ends; the registries forget only when those have stopped, so that none of them can write into
 * the new world.
 */
public final class SandboxReset {
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Database database;
    private final RegistryControl registries;
    private final DueWork work;
    private final Consumer<Duration> clockStands;
    private final Runnable seed;
    private final ResetStore store = new ResetStore();

    /** @param seed makes what every new world has, such as the demo account */
    public SandboxReset(
            Database database, RegistryControl registries, DueWork work, SandboxClock clock, Runnable seed) {
        this(database, registries, work, clock::awaitStanding, seed);
    }

    /** Where no clock is moved meanwhile. */
    public SandboxReset(Database database, RegistryControl registries, DueWork work, Runnable seed) {
        this(database, registries, work, _ -> {}, seed);
    }

    private SandboxReset(
            Database database,
            RegistryControl registries,
            DueWork work,
            Consumer<Duration> clockStands,
            Runnable seed) {
        this.database = database;
        this.registries = registries;
        this.work = work;
        this.clockStands = clockStands;
        this.seed = seed;
    }

    public void reset() {
        if (!database.inTransaction(store::clear)) {
            throw new IllegalStateException("Only a sandbox can be reset");
        }
        clockStands.accept(STOP);
        work.settle(STOP);
        registries.reset();
        seed.run();
    }
}
