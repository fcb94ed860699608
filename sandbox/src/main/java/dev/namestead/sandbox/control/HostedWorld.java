package dev.namestead.sandbox.control;

import dev.namestead.sandbox.wire.RegistryServer;
import dev.namestead.sandbox.world.World;
import dev.namestead.sandbox.world.WorldSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A world beside the first one: a clock, faults and registries of its own, at addresses of their own. In memory only. */
public final class HostedWorld implements AutoCloseable {
    private static final int MOST_SNAPSHOTS = 10;

    private final String id;
    private volatile Instant endsAt;
    private final World world;
    private final Map<String, RegistryServer> servers;
    private final List<RegistryAccess> access;
    private final ControlRoutes routes;
    private final Map<String, WorldSnapshot> snapshots = new ConcurrentHashMap<>();

    /** How one of its registries is reached, by either registrar. */
    public record RegistryAccess(
            String id, int port, String user, String password, String otherUser, String otherPassword) {
        @Override
        public String toString() {
            return "RegistryAccess[id=" + id + ", port=" + port + ", user=" + user + "]";
        }
    }

    /** What is told of it. */
    record View(String id, Instant endsAt, Instant now, List<RegistryAccess> registries, List<String> snapshots) {}

    /**
     * @param endsAt real time
     * @param servers by registry id; closed with this
     */
    public HostedWorld(
            String id, Instant endsAt, World world, Map<String, RegistryServer> servers, List<RegistryAccess> access) {
        this.id = id;
        this.endsAt = endsAt;
        this.world = world;
        this.servers = Map.copyOf(servers);
        this.access = List.copyOf(access);
        this.routes = new ControlRoutes(world, servers);
    }

    public World world() {
        return world;
    }

    public boolean hasEnded(Instant now) {
        return now.isAfter(endsAt);
    }

    View view() {
        return new View(
                id,
                endsAt,
                world.now(),
                access,
                snapshots.keySet().stream().sorted().toList());
    }

    /** Real time. */
    void endAt(Instant end) {
        endsAt = end;
    }

    ControlRoutes routes() {
        return routes;
    }

    /** Throws {@link IllegalArgumentException} where there are too many. */
    void snapshot(String name) {
        if (snapshots.size() >= MOST_SNAPSHOTS && !snapshots.containsKey(name)) {
            throw new IllegalArgumentException("A world has at most " + MOST_SNAPSHOTS + " snapshots.");
        }
        snapshots.put(name, world.snapshot());
    }

    /** False where there is none of that name. */
    boolean restore(String name) {
        WorldSnapshot snapshot = snapshots.get(name);
        if (snapshot == null) {
            return false;
        }
        world.restore(snapshot);
        servers.values().forEach(RegistryServer::cutSessions);
        return true;
    }

    /** Cuts all sessions; nothing is left of it. */
    @Override
    public void close() {
        servers.values().forEach(RegistryServer::close);
        world.close();
    }
}
