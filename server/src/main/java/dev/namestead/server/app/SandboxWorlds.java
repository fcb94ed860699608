package dev.namestead.server.app;

import dev.namestead.server.api.http.Doors;
import dev.namestead.server.app.Environment.Ground;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.database.DatabaseSettings;
import dev.namestead.server.sandbox.RegistryControl;
import dev.namestead.server.sandbox.RegistryControlException;
import dev.namestead.server.sandbox.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worlds of this server: each an {@link Environment} over a schema of its own and over registries of its own. */
final class SandboxWorlds implements Worlds, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxWorlds.class);
    private static final int MOST = 200;
    /** Enough for who makes one after the other; each costs a little memory and now and then a look at the database. */
    private static final int SPARES = 2;

    private static final Duration SPARES_KEPT = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final WorldMaker maker;
    private final MadeAhead<StandingWorld> spares;
    private final Map<String, StandingWorld> standing = new ConcurrentHashMap<>();
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    /** Of worlds that somebody has or waits for: many may ask at the same moment. */
    private final Semaphore places = new Semaphore(MOST);

    private final CountDownLatch stopping = new CountDownLatch(1);

    SandboxWorlds(Configuration configuration, Ground ground, DatabaseSettings settings, RegistryControl control) {
        this.maker = new WorldMaker(configuration, ground, settings, control, work);
        this.spares = new MadeAhead<>(maker::make, maker::end, SPARES, SPARES_KEPT, work);
        List<String> left = maker.left();
        work.execute(() -> left.forEach(maker::clearAway));
        work.execute(this::endThoseWhoseTimeIsOver);
    }

    /** The way into a world. */
    Optional<Doors.Door> door(String id) {
        return Optional.ofNullable(standing.get(id)).map(world -> world::handle);
    }

    @Override
    public Made create(Actor actor, Duration lifetime) {
        if (!places.tryAcquire()) {
            throw new IllegalStateException("There are " + MOST + " worlds already. Delete those that are done with");
        }
        try {
            return occupied(actor, taken(lifetime));
        } catch (RuntimeException | Error failure) {
            places.release();
            throw failure;
        }
    }

    private Made occupied(Actor actor, StandingWorld world) {
        try {
            Made made = new Made(world.view(), world.account(actor));
            standing.put(world.id(), world);
            return made;
        } catch (RuntimeException | Error failure) {
            end(world);
            throw failure;
        }
    }

    /** A spare one whose registries were restarted meanwhile is no world any more. */
    private StandingWorld taken(Duration lifetime) {
        for (int tries = 0; ; tries++) {
            StandingWorld world = spares.take();
            try {
                maker.handOver(world, lifetime);
                return world;
            } catch (RegistryControlException failure) {
                end(world);
                if (tries == SPARES) {
                    throw failure;
                }
            }
        }
    }

    @Override
    public List<World> all() {
        return standing.values().stream().map(StandingWorld::view).toList();
    }

    @Override
    public Optional<World> find(String id) {
        return Optional.ofNullable(standing.get(id)).map(StandingWorld::view);
    }

    @Override
    public boolean delete(String id) {
        StandingWorld removed = standing.remove(id);
        if (removed != null) {
            places.release();
            end(removed);
        }
        return removed != null;
    }

    private void end(StandingWorld world) {
        work.execute(() -> maker.end(world));
    }

    @Override
    public Optional<World> snapshot(String id, String name) {
        return Optional.ofNullable(standing.get(id)).map(world -> {
            maker.snapshot(world, name);
            return world.view();
        });
    }

    @Override
    public Optional<World> restore(String id, String name) {
        return Optional.ofNullable(standing.get(id))
                .filter(world -> world.view().snapshots().contains(name))
                .map(world -> {
                    maker.restore(world, name);
                    return world.view();
                });
    }

    private void endThoseWhoseTimeIsOver() {
        try {
            while (!stopping.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                Instant now = Instant.now();
                standing.values().stream()
                        .map(StandingWorld::view)
                        .filter(world -> world.endsAt().isBefore(now))
                        .forEach(world -> delete(world.id()));
                spares.tidy();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        spares.close();
        List.copyOf(standing.keySet()).forEach(this::delete);
        work.shutdown();
        try {
            if (!work.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("some worlds are left to the next start");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        maker.close();
    }
}
