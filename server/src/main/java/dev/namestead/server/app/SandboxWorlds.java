package dev.namestead.server.app;

import dev.namestead.server.api.http.Doors;
import dev.namestead.server.app.Environment.Ground;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.DatabaseSettings;
import dev.namestead.server.database.Schemas;
import dev.namestead.server.sandbox.RegistryControl;
import dev.namestead.server.sandbox.RegistryControlException;
import dev.namestead.server.sandbox.WorldStore;
import dev.namestead.server.sandbox.Worlds;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The worlds of this server: each an {@link Environment} over a schema of its own and over registries of its own. */
final class SandboxWorlds implements Worlds, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxWorlds.class);
    private static final int MOST = 200;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Configuration configuration;
    private final Ground ground;
    private final Schemas schemas;
    private final RegistryControl control;
    private final WorldStore store = new WorldStore();
    private final Map<String, StandingWorld> standing = new ConcurrentHashMap<>();
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch stopping = new CountDownLatch(1);

    SandboxWorlds(Configuration configuration, Ground ground, DatabaseSettings settings, RegistryControl control) {
        this.configuration = configuration;
        this.ground = ground;
        this.schemas = new Schemas(settings, ground.database());
        this.control = control;
        List<String> left = ground.database().read(tx -> store.ofNode(tx, ground.node()));
        work.execute(() -> left.forEach(this::clearAway));
        work.execute(this::endThoseWhoseTimeIsOver);
    }

    /** The way into a world. */
    Optional<Doors.Door> door(String id) {
        return Optional.ofNullable(standing.get(id)).map(world -> world::handle);
    }

    @Override
    public Made create(Actor actor, Duration lifetime) {
        if (standing.size() >= MOST) {
            throw new IllegalStateException("There are " + MOST + " worlds already. Delete those that are done with");
        }
        String id = newId();
        ground.database().transact(tx -> store.add(tx, id, ground.node()));
        try {
            StandingWorld world = open(id, lifetime);
            standing.put(id, world);
            return new Made(world.view(), world.account(actor));
        } catch (RuntimeException | Error failure) {
            if (!delete(id)) {
                work.execute(() -> clearAway(id));
            }
            throw failure;
        }
    }

    private static String newId() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** The schema is made beside the registries: each takes its time. */
    private StandingWorld open(String id, Duration lifetime) {
        CompletableFuture<Void> schema = CompletableFuture.runAsync(
                () -> schemas.create(schema(id), ground.secrets().fingerprint()), work);
        try {
            JsonNode registries = control.send("POST", "/worlds", Map.of("id", id, "seconds", lifetime.toSeconds()));
            schema.join();
            Database database = schemas.in(schema(id));
            URI address = URI.create(ground.url().get() + Doors.WORLDS + id);
            return new StandingWorld(
                    id,
                    Instant.now().plus(lifetime),
                    configuration,
                    ground.elsewhere(database, control.ofWorld(id), address),
                    registries);
        } finally {
            // Whoever clears away after a failure must not be overtaken.
            schema.handle((_, _) -> true).join();
        }
    }

    private static String schema(String id) {
        return "world_" + id;
    }

    private static String schema(String id, String snapshot) {
        return schema(id) + "_" + snapshot;
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
            work.execute(() -> {
                removed.close();
                clearAway(id);
            });
        }
        return removed != null;
    }

    @Override
    public Optional<World> snapshot(String id, String name) {
        return Optional.ofNullable(standing.get(id)).map(world -> {
            world.whileItStands(() -> {
                control.ofWorld(id).send("POST", "/snapshots", Map.of("id", name));
                schemas.keep(schema(id), schema(id, name));
            });
            world.hasSnapshot(name);
            return world.view();
        });
    }

    @Override
    public Optional<World> restore(String id, String name) {
        return Optional.ofNullable(standing.get(id))
                .filter(world -> world.view().snapshots().contains(name))
                .map(world -> {
                    world.whileItStands(() -> {
                        control.ofWorld(id).send("POST", "/snapshots/" + name + "/restore", Map.of());
                        schemas.putBack(schema(id, name), schema(id));
                    });
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
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What cannot be cleared away now is by the next start. */
    private void clearAway(String id) {
        try {
            forgetAtTheRegistries(id);
            schemas.dropAll(schema(id));
            ground.database().transact(tx -> store.remove(tx, id));
        } catch (RuntimeException failure) {
            LOG.warn("what is left of world {} could not be cleared away: {}", id, failure.toString());
        }
    }

    private void forgetAtTheRegistries(String id) {
        try {
            control.send("DELETE", "/worlds/" + id, null);
        } catch (RegistryControlException gone) {
            LOG.debug("the registries of world {} are gone: {}", id, gone.toString());
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        List.copyOf(standing.keySet()).forEach(this::delete);
        work.shutdown();
        try {
            if (!work.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("some worlds are left to the next start");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        schemas.close();
    }
}
