package dev.namestead.sandbox;

import dev.namestead.sandbox.control.HostedWorld;
import dev.namestead.sandbox.control.HostedWorld.RegistryAccess;
import dev.namestead.sandbox.control.WorldHost;
import dev.namestead.sandbox.registry.Registry;
import dev.namestead.sandbox.registry.RegistrySettings;
import dev.namestead.sandbox.wire.RegistryServer;
import dev.namestead.sandbox.world.Ticker;
import dev.namestead.sandbox.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The worlds beside the first one; each ends when its time is over, and all with this process. */
final class HostedWorlds implements WorldHost, AutoCloseable {
    /** Each has a port for each of its registries. */
    private static final int MOST = 500;

    private final SandboxConfig config;
    private final RegistrySettings settings;
    private final ServerStarter starter;
    private final Map<String, HostedWorld> worlds = new ConcurrentHashMap<>();
    private final Ticker ticker = new Ticker(this::standing);

    /** Starts the server in front of a registry, on any free port. */
    interface ServerStarter {
        RegistryServer start(Registry registry, World world) throws IOException;
    }

    HostedWorlds(SandboxConfig config, RegistrySettings settings, ServerStarter starter) {
        this.config = config;
        this.settings = settings;
        this.starter = starter;
        ticker.start();
    }

    @Override
    public synchronized HostedWorld open(String id, Duration lifetime) {
        if (worlds.containsKey(id)) {
            throw new IllegalArgumentException("There is a world " + id + " already.");
        }
        if (worlds.size() >= MOST) {
            throw new IllegalArgumentException(
                    "There are " + MOST + " worlds already. Delete those that are done with.");
        }
        World world = new World(config.profiles(), settings, InstantSource.system());
        HostedWorld opened = opened(id, Instant.now().plus(lifetime), world);
        worlds.put(id, opened);
        return opened;
    }

    private HostedWorld opened(String id, Instant endsAt, World world) {
        Logins logins = Logins.settle(
                config.registrars().stream()
                        .map(each -> new SandboxConfig.Registrar(each.id(), null))
                        .toList(),
                world.registries());
        Map<String, RegistryServer> servers = new LinkedHashMap<>();
        try {
            for (Registry registry : world.registries()) {
                servers.put(registry.profile().id(), starter.start(registry, world));
            }
        } catch (IOException e) {
            servers.values().forEach(RegistryServer::close);
            throw new UncheckedIOException(e);
        }
        List<RegistryAccess> access = servers.entrySet().stream()
                .map(each -> access(each.getKey(), each.getValue().port(), logins))
                .toList();
        return new HostedWorld(id, endsAt, world, servers, access);
    }

    private static RegistryAccess access(String registry, int port, Logins logins) {
        return new RegistryAccess(
                registry,
                port,
                logins.registrar(),
                logins.passwords().getOrDefault(registry, ""),
                logins.other(),
                logins.otherPasswords().getOrDefault(registry, ""));
    }

    @Override
    public Optional<HostedWorld> find(String id) {
        return Optional.ofNullable(worlds.get(id));
    }

    @Override
    public Collection<HostedWorld> all() {
        return List.copyOf(worlds.values());
    }

    @Override
    public boolean remove(String id) {
        HostedWorld removed = worlds.remove(id);
        if (removed != null) {
            removed.close();
        }
        return removed != null;
    }

    /** Those whose time is over go on this occasion. */
    private Collection<World> standing() {
        Instant now = Instant.now();
        worlds.forEach((id, world) -> {
            if (world.hasEnded(now)) {
                remove(id);
            }
        });
        return worlds.values().stream().map(HostedWorld::world).toList();
    }

    @Override
    public void close() {
        ticker.close();
        all().forEach(HostedWorld::close);
        worlds.clear();
    }
}
