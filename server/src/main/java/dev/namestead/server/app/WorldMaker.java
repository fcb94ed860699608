package dev.namestead.server.app;

import dev.namestead.server.api.http.Doors;
import dev.namestead.server.app.Environment.Ground;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.DatabaseSettings;
import dev.namestead.server.database.Schemas;
import dev.namestead.server.sandbox.RegistryControl;
import dev.namestead.server.sandbox.RegistryControlException;
import dev.namestead.server.sandbox.WorldStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Makes worlds and clears them away: a schema, registries, and an {@link Environment} over both. A row tells of each from before anything of
 * it is there until nothing is left, so that what a killed server leaves is found by its next start.
 */
final class WorldMaker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorldMaker.class);
    /** Until somebody has it: the registries keep no world for longer without being told. */
    private static final Duration UNASKED = Duration.ofHours(1);

    private final Configuration configuration;
    private final Ground ground;
    private final Schemas schemas;
    private final RegistryControl control;
    private final Executor work;
    private final WorldStore store = new WorldStore();

    /** @param work whose threads may wait */
    WorldMaker(
            Configuration configuration,
            Ground ground,
            DatabaseSettings settings,
            RegistryControl control,
            Executor work) {
        this.configuration = configuration;
        this.ground = ground;
        this.schemas = new Schemas(settings, ground.database());
        this.control = control;
        this.work = work;
    }

    /** What a run before this one has left; to be cleared away. */
    List<String> left() {
        return ground.database().read(tx -> store.ofNode(tx, ground.node()));
    }

    /** A world at work that nobody has yet. */
    StandingWorld make() {
        String id = newId();
        ground.database().transact(tx -> store.add(tx, id, ground.node()));
        try {
            return open(id);
        } catch (RuntimeException | Error failure) {
            clearAway(id);
            throw failure;
        }
    }

    private static String newId() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** The schema is made beside the registries: each takes its time. */
    private StandingWorld open(String id) {
        CompletableFuture<Void> schema = CompletableFuture.runAsync(
                () -> schemas.create(schema(id), ground.secrets().fingerprint()), work);
        try {
            JsonNode registries = control.send("POST", "/worlds", Map.of("id", id, "seconds", UNASKED.toSeconds()));
            schema.join();
            Database database = schemas.in(schema(id));
            URI address = URI.create(ground.url().get() + Doors.WORLDS + id);
            return new StandingWorld(
                    id,
                    Instant.now().plus(UNASKED),
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

    /** From now on it is somebody's, so long. Throws {@link RegistryControlException} where its registries are gone. */
    void handOver(StandingWorld world, Duration lifetime) {
        control.send("POST", "/worlds/" + world.id(), Map.of("seconds", lifetime.toSeconds()));
        world.endsAt(Instant.now().plus(lifetime));
    }

    /** Stops it and clears it away, whatever goes wrong with its stopping. */
    void end(StandingWorld world) {
        try {
            world.close();
        } catch (RuntimeException failure) {
            LOG.warn("world {} did not stop as it should: {}", world.id(), failure.toString());
        }
        clearAway(world.id());
    }

    /** Registries and rows are kept under a name while the world is stopped. */
    void snapshot(StandingWorld world, String name) {
        world.whileItStands(() -> {
            control.ofWorld(world.id()).send("POST", "/snapshots", Map.of("id", name));
            schemas.keep(schema(world.id()), schema(world.id(), name));
        });
        world.hasSnapshot(name);
    }

    void restore(StandingWorld world, String name) {
        world.whileItStands(() -> {
            control.ofWorld(world.id()).send("POST", "/snapshots/" + name + "/restore", Map.of());
            schemas.putBack(schema(world.id(), name), schema(world.id()));
        });
    }

    /** What cannot be cleared away now is by the next start. */
    void clearAway(String id) {
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
        schemas.close();
    }
}
