package dev.namestead.sandbox.world;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets time pass by itself: looks a few times a second whether something has become due. */
public final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final long PERIOD_MILLIS = 250;

    private final World world;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sandbox-ticker").daemon().factory());

    public Ticker(World world) {
        this.world = world;
    }

    /** Runs what became due while the sandbox was down, then begins to tick. */
    public void start() {
        world.runDue();
        var _ = executor.scheduleWithFixedDelay(this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            world.runDue();
        } catch (RuntimeException e) {
            LOG.error("Due work of the sandbox registries failed", e);
        }
    }

    @Override
    public void close() {
        executor.close();
    }
}
