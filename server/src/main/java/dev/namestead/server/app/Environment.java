package dev.namestead.server.app;

import dev.namestead.server.account.Authenticator;
import dev.namestead.server.api.HttpSettings;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.api.page.ConfirmationRoutes;
import dev.namestead.server.api.page.VerificationRoutes;
import dev.namestead.server.api.registrar.RegistrarRoutes;
import dev.namestead.server.app.NamesteadServer.SandboxAccess;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.audit.AuditChain;
import dev.namestead.server.audit.AuditSealer;
import dev.namestead.server.database.Bell;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.EnvironmentMode;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.registry.RegistryMeter;
import dev.namestead.server.registry.RegistryState;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.registry.epp.EppRegistries;
import dev.namestead.server.sandbox.RegistryControl;
import dev.namestead.server.workflow.Machine;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that has a clock, at work: the features over one schema, the sessions with their registries, the routes to them. */
final class Environment implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Environment.class);

    private final AuditSealer sealer;
    private final EppRegistries registries;
    private final Registrar registrar;
    private final Authenticator authenticator;
    private final Optional<SandboxControls> controls;
    private final List<Route> routes = new ArrayList<>();

    /**
     * What an environment stands on.
     *
     * @param catalog what its registries sell
     * @param meter of its sessions with the registries
     * @param control of the registries, in a sandbox; the caller closes it
     * @param url where its clients reach it, without a path of the API
     */
    record Ground(
            Database database,
            Catalog catalog,
            SecretBox secrets,
            String node,
            Bell bell,
            RegistryMeter meter,
            Instruments instruments,
            Optional<RegistryControl> control,
            Supplier<URI> url) {

        /** The same registrar elsewhere, seen by nobody but this server. */
        Ground elsewhere(Database otherDatabase, RegistryControl otherControl, URI otherUrl) {
            return new Ground(
                    otherDatabase,
                    catalog,
                    secrets,
                    node,
                    Bell.NONE,
                    RegistryMeter.NONE,
                    Instruments.NONE,
                    Optional.of(otherControl),
                    () -> otherUrl);
        }
    }

    /** Puts it together; {@link #start} sets it to work. */
    Environment(Configuration configuration, Ground ground) {
        EnvironmentSettings settings = new EnvironmentSettings(configuration);
        Duration lease = configuration.nodes().lease();
        sealer = new AuditSealer(new AuditChain(ground.database(), ground.secrets()::tag), AuditSealer.EVERY);
        registries = new EppRegistries(
                RegistryConnections.of(configuration.registries(), lease),
                ground.database(),
                ground.secrets(),
                ground.node(),
                lease,
                ground.bell(),
                ground.meter());
        registrar = new Registrar(settings.parts(ground, registries));
        authenticator =
                new Authenticator(registrar.database(), HttpSettings.defaults().tokenTrust(), System::nanoTime);
        controls = configuration.mode() == EnvironmentMode.SANDBOX
                ? Optional.of(new SandboxControls(
                        configuration,
                        registrar,
                        registries,
                        authenticator,
                        ground.control().orElseThrow()))
                : Optional.empty();
        routes.addAll(RegistrarRoutes.of(settings.features(registrar)));
        routes.addAll(ConfirmationRoutes.of(registrar.confirmations()));
        routes.addAll(VerificationRoutes.of(registrar.verifications()));
        controls.ifPresent(each -> routes.addAll(each.routes()));
    }

    void start() {
        registries.start(registrar.polls(), registrar.workflows()::resume);
        registrar.start();
        registrar.lifecycle().life().start();
        sealer.start();
        controls.ifPresent(SandboxControls::start);
    }

    /** Looks at the books from time to time; the first time may take long, and begins when others are served. */
    void reconcile() {
        registrar.reconciliation().start(Machine.REAL);
    }

    /** How things stand with one of its registries. */
    RegistryState state(String registryId) {
        return registries.state(registryId).orElseThrow();
    }

    /** Makes the demo account of a sandbox. */
    Optional<SandboxAccess> seed() {
        return controls.map(SandboxControls::seed);
    }

    List<Route> routes() {
        return routes;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    Registrar registrar() {
        return registrar;
    }

    SandboxControls controls() {
        return controls.orElseThrow();
    }

    /** In the reverse order of its making; a part that does not stop well does not keep the others. */
    @Override
    public void close() {
        controls.ifPresent(Environment::close);
        close(registrar);
        close(registries);
        close(sealer);
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failure) {
            LOG.warn("{} did not stop well", part.getClass().getSimpleName(), failure);
        }
    }
}
