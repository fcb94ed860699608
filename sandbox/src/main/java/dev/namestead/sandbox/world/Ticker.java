package dev.namestead.sandbox.world;

import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets time pass by itself: looks a few times a second whether something has become due. */
public final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final long PERIOD_MILLIS = 250;

    private final Supplier<Collection<World>> worlds;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sandbox-ticker").daemon().factory());

    public Ticker(Supplier<Collection<World>> worlds) {
        this.worlds = worlds;
    }

    /** Runs what became due while the sandbox was down, then begins to tick. */
    public void start() {
        worlds.get().forEach(World::runDue);
        var _ = executor.scheduleWithFixedDelay(this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        for (World world : worlds.get()) {
            try {
                world.tick();
            } catch (RuntimeException e) {
                LOG.error("Due work of the sandbox registries failed", e);
            }
        }
    }

    @Override
    public void close() {
        executor.close();
    }
}
