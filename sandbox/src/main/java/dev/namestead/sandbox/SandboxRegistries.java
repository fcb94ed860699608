package dev.namestead.sandbox;

import dev.namestead.sandbox.control.ControlRoutes;
import dev.namestead.sandbox.control.ControlServer;
import dev.namestead.sandbox.profile.RegistryProfile;
import dev.namestead.sandbox.registry.Registry;
import dev.namestead.sandbox.registry.RegistrySettings;
import dev.namestead.sandbox.storage.DataDirectory;
import dev.namestead.sandbox.storage.PrivateFiles;
import dev.namestead.sandbox.tls.SandboxTls;
import dev.namestead.sandbox.wire.RegistryServer;
import dev.namestead.sandbox.wire.SessionLimits;
import dev.namestead.sandbox.world.Ticker;
import dev.namestead.sandbox.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sandbox registries, running: EPP servers on loopback and one control address. Start them inside a process with {@link
 * #start}, or apart with {@link SandboxProgram}.
 */
public final class SandboxRegistries implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Map<String, RegistryServer> servers = new LinkedHashMap<>();
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final SandboxTls tls;
    private final List<RegistryProfile> profiles;
    private final List<RegistryProfile> practice;
    private final Logins logins;
    private final String controlUrl;
    private final String controlToken;

    /**
     * Starts all; everything answered before is there again. Throws {@link IllegalStateException} when the directory is in use
     * or a port is taken, with nothing left running.
     */
    public static SandboxRegistries start(SandboxConfig config) {
        return new SandboxRegistries(config);
    }

    private SandboxRegistries(SandboxConfig config) {
        try {
            DataDirectory directory = closing(DataDirectory.open(config.dataDirectory()));
            tls = SandboxTls.in(directory.path(), Instant.now(), registrars(config));
            profiles = config.profiles();
            practice = config.practice();
            World world = closing(world(config, directory));
            logins = Logins.settle(config.registrars(), world.registries());
            PortMemory ports = new PortMemory(directory.path().resolve("ports.properties"));
            for (Registry registry : world.registries()) {
                String id = registry.profile().id();
                int wanted = config.ports().getOrDefault(id, 0);
                servers.put(id, closing(ports.bind(id, wanted, port -> server(registry, world, config, port))));
            }
            controlToken = config.controlToken() == null ? keptToken(directory.path()) : config.controlToken();
            HostedWorlds worlds = closing(new HostedWorlds(
                    config, settings(config), (registry, itsWorld) -> server(registry, itsWorld, config, 0)));
            var routes = new ControlRoutes(world, servers);
            ControlServer control = closing(ports.bind(
                    "control",
                    config.controlPort(),
                    port -> new ControlServer(routes, worlds, controlToken, new InetSocketAddress(LOOPBACK, port))));
            controlUrl = control.url();
            servers.forEach((id, server) -> ports.used(id, server.port()));
            ports.used("control", control.port());
            ports.remember();
            closing(new Ticker(() -> List.of(world))).start();
        } catch (IOException | RuntimeException e) {
            close();
            throw e instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException("The sandbox registries cannot start: " + e.getMessage(), e);
        }
    }

    /** As of the last run: whoever drives the registries goes on doing so after a restart. */
    private static String keptToken(Path directory) throws IOException {
        Path file = directory.resolve("control-token");
        if (!Files.exists(file)) {
            PrivateFiles.write(file, Secrets.token());
        }
        return Files.readString(file);
    }

    private static List<String> registrars(SandboxConfig config) {
        return config.registrars().stream().map(SandboxConfig.Registrar::id).toList();
    }

    private static World world(SandboxConfig config, DataDirectory directory) {
        return new World(directory, config.profiles(), config.practice(), settings(config), InstantSource.system());
    }

    private static RegistrySettings settings(SandboxConfig config) {
        return new RegistrySettings(registrars(config), config.pendingAfter(), config.slowAnswer());
    }

    private RegistryServer server(Registry registry, World world, SandboxConfig config, int port) throws IOException {
        var limits = new SessionLimits(config.sessions(), config.toLogin(), config.idle());
        return new RegistryServer(registry, world, limits, tls.context(), new InetSocketAddress(LOOPBACK, port));
    }

    private <T extends AutoCloseable> T closing(T resource) {
        toClose.push(resource);
        return resource;
    }

    /** The address of every registry, as literal text. */
    public String host() {
        return LOOPBACK.getHostAddress();
    }

    /** Registry ids in the order of configuration. */
    public List<String> ids() {
        return List.copyOf(servers.keySet());
    }

    /** The EPP port of a registry. */
    public int port(String registry) {
        return server(registry).port();
    }

    private RegistryServer server(String registry) {
        RegistryServer server = servers.get(registry);
        if (server == null) {
            throw new IllegalArgumentException("There is no registry " + registry + ".");
        }
        return server;
    }

    /** The PEM file of the authority that signed the servers' certificate. */
    public Path authorityPem() {
        return tls.authorityPem();
    }

    /** Ids and passwords of the two registrars, the same at every registry. */
    public Logins logins() {
        return logins;
    }

    /** The control address, such as {@code http://127.0.0.1:41234}. */
    public String controlUrl() {
        return controlUrl;
    }

    /** The bearer token of the control address. */
    public String controlToken() {
        return controlToken;
    }

    /** The PEM file with a registrar's certificate, which some registries want to see. */
    public Path certificatePem(String registrar) {
        return tls.certificatePem(registrar);
    }

    /** The PEM file with the key of that certificate. */
    public Path keyPem(String registrar) {
        return tls.keyPem(registrar);
    }

    /** The registries that share the extensions among themselves: those that a registrar connects to. */
    public List<RegistryProfile> profiles() {
        return profiles;
    }

    /** Those beside them, for who writes EPP software. */
    public List<RegistryProfile> practice() {
        return practice;
    }

    /** The profile of any registry. */
    public RegistryProfile profile(String registry) {
        return server(registry).registry().profile();
    }

    /** Cuts all sessions and writes what is queued. */
    @Override
    public void close() {
        while (!toClose.isEmpty()) {
            try {
                toClose.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("The sandbox registries did not stop well: " + e.getMessage(), e);
            }
        }
    }
}
