package dev.namestead.server.app;

import dev.namestead.server.api.ApiServer;
import dev.namestead.server.api.HealthRoutes;
import dev.namestead.server.api.HttpSettings;
import dev.namestead.server.api.MetricsRoutes;
import dev.namestead.server.api.http.Doors;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.api.sandbox.SandboxRoutes;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.app.configuration.HttpConfiguration;
import dev.namestead.server.database.EnvironmentMode;
import dev.namestead.server.database.PostgresBell;
import dev.namestead.server.metrics.Metrics;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.sandbox.RegistryControl;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole registrar, composed from its configuration by plain constructors, and running until closed. */
public final class NamesteadServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NamesteadServer.class);

    /**
     * How a developer gets into a sandbox.
     *
     * @param account the demo account's id
     */
    public record SandboxAccess(String account, String token, String email, String apiKey) {}

    private final Configuration configuration;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final AtomicBoolean serving = new AtomicBoolean();
    /** Known only when it listens, and links in mails need it. */
    private final AtomicInteger port = new AtomicInteger();

    private Optional<SandboxAccess> demo = Optional.empty();

    private NamesteadServer(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Starts everything; returns when the server is ready.
     *
     * @param database from {@link ServerDatabase#open}; the caller closes it, after the server
     * @param empty a sandbox without the demo account
     */
    public static NamesteadServer start(Configuration configuration, ServerDatabase database, boolean empty) {
        return start(configuration, database, empty, Instruments.NONE);
    }

    /** The same for a proof. */
    public static NamesteadServer start(
            Configuration configuration, ServerDatabase database, boolean empty, Instruments instruments) {
        NamesteadServer server = new NamesteadServer(configuration);
        try {
            server.start(database, empty, instruments);
            return server;
        } catch (RuntimeException | Error failure) {
            server.close();
            throw failure;
        }
    }

    private void start(ServerDatabase database, boolean empty, Instruments instruments) {
        closing(NodeLock.of(configuration.dataDirectory()));
        String node = configuration.node().orElseGet(() -> NodeName.of(configuration.dataDirectory()));
        Duration lease = configuration.nodes().lease();
        SecretBox secrets = ServerKey.of(configuration, database.database());
        PostgresBell bell = closing(new PostgresBell(database.database(), database.settings(), node, lease));
        Metrics metrics = closing(new Metrics());
        Optional<RegistryControl> control = configuration
                .sandbox()
                .control()
                .filter(_ -> configuration.mode() == EnvironmentMode.SANDBOX)
                .map(each ->
                        closing(new RegistryControl(each.url(), each.token().value())));
        Environment.Ground ground = new Environment.Ground(
                database.database(),
                EnvironmentSettings.catalog(configuration),
                secrets,
                node,
                bell,
                metrics,
                instruments,
                control,
                this::url);
        Environment environment = closing(new Environment(configuration, ground));
        configuration
                .registries()
                .forEach(registry -> metrics.watch(registry.id(), () -> environment.state(registry.id())));
        bell.start();
        environment.start();
        List<Route> routes = new ArrayList<>(HealthRoutes.of(database.database(), serving::get));
        routes.addAll(
                MetricsRoutes.of(metrics::text, configuration.http().metrics() == HttpConfiguration.Metrics.ANYBODY));
        routes.addAll(environment.routes());
        demo = empty ? Optional.empty() : environment.seed();
        Doors.Worlds worlds = Doors.Worlds.NONE;
        if (control.isPresent()) {
            SandboxWorlds made = closing(new SandboxWorlds(configuration, ground, database.settings(), control.get()));
            routes.addAll(SandboxRoutes.of(made));
            worlds = made::door;
        }
        HttpSettings settings = new EnvironmentSettings(configuration).http();
        ApiServer api = closing(
                ApiServer.start(settings, ApiServer.door(settings, environment.authenticator(), routes), worlds));
        port.set(api.port());
        serving.set(true);
        environment.reconcile();
    }

    private <T extends AutoCloseable> T closing(T resource) {
        started.push(resource);
        return resource;
    }

    /** Where clients reach it, without a path. */
    public URI url() {
        String host = configuration.http().bind();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port.get());
    }

    /** The demo account of a sandbox; empty in production and where it was not wanted. */
    public Optional<SandboxAccess> demo() {
        return demo;
    }

    /** Ends what runs in an orderly way: requests first. */
    @Override
    public void close() {
        serving.set(false);
        while (!started.isEmpty()) {
            AutoCloseable resource = started.pop();
            try {
                resource.close();
            } catch (Exception failure) {
                LOG.warn("{} did not stop well", resource.getClass().getSimpleName(), failure);
            }
        }
    }
}
