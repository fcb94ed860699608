package dev.namestead.server.app;

import dev.namestead.server.account.Authenticator;
import dev.namestead.server.api.ApiServer;
import dev.namestead.server.api.HealthRoutes;
import dev.namestead.server.api.HttpSettings;
import dev.namestead.server.api.MetricsRoutes;
import dev.namestead.server.api.http.RateLimit;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.api.http.Waiting;
import dev.namestead.server.api.page.ConfirmationRoutes;
import dev.namestead.server.api.page.VerificationRoutes;
import dev.namestead.server.api.registrar.RegistrarRoutes;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.app.configuration.HttpConfiguration;
import dev.namestead.server.app.configuration.MailConfiguration;
import dev.namestead.server.app.configuration.PaymentConfiguration;
import dev.namestead.server.app.configuration.RegistrationConfiguration;
import dev.namestead.server.app.configuration.RegistryConfiguration;
import dev.namestead.server.app.configuration.WorkflowConfiguration;
import dev.namestead.server.audit.AuditChain;
import dev.namestead.server.audit.AuditSealer;
import dev.namestead.server.database.Bell;
import dev.namestead.server.database.EnvironmentMode;
import dev.namestead.server.database.PostgresBell;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.metrics.Metrics;
import dev.namestead.server.notice.Mailer;
import dev.namestead.server.notice.SmtpMailer;
import dev.namestead.server.registration.RegistrationSettings;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.registry.epp.EppRegistries;
import dev.namestead.server.search.SearchSettings;
import dev.namestead.server.workflow.Machine;
import dev.namestead.server.workflow.WorkflowSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
        closing(new AuditSealer(new AuditChain(database.database(), secrets::tag), AuditSealer.EVERY).start());
        PostgresBell bell = closing(new PostgresBell(database.database(), database.settings(), node, lease));
        Metrics metrics = closing(new Metrics());
        EppRegistries registries = closing(new EppRegistries(
                RegistryConnections.of(configuration.registries(), lease),
                database.database(),
                secrets,
                node,
                lease,
                bell,
                metrics));
        configuration
                .registries()
                .forEach(registry -> metrics.watch(
                        registry.id(), () -> registries.state(registry.id()).orElseThrow()));
        Registrar registrar = closing(new Registrar(parts(database, registries, node, secrets, bell, instruments)));
        bell.start();
        registries.start(registrar.polls(), registrar.workflows()::resume);
        registrar.start();
        registrar.lifecycle().life().start();
        Authenticator authenticator = authenticator(registrar);
        List<Route> routes = new ArrayList<>(HealthRoutes.of(database.database(), serving::get));
        routes.addAll(
                MetricsRoutes.of(metrics::text, configuration.http().metrics() == HttpConfiguration.Metrics.ANYBODY));
        routes.addAll(RegistrarRoutes.of(features(registrar)));
        routes.addAll(ConfirmationRoutes.of(registrar.confirmations()));
        routes.addAll(VerificationRoutes.of(registrar.verifications()));
        if (configuration.mode() == EnvironmentMode.SANDBOX) {
            SandboxControls controls =
                    closing(new SandboxControls(configuration, registrar, registries, authenticator));
            routes.addAll(controls.routes());
            demo = empty ? Optional.empty() : Optional.of(controls.seed());
        }
        ApiServer api = closing(ApiServer.start(httpSettings(), authenticator, routes));
        port.set(api.port());
        serving.set(true);
        registrar.reconciliation().start(Machine.REAL);
    }

    private <T extends AutoCloseable> T closing(T resource) {
        started.push(resource);
        return resource;
    }

    private Registrar.Parts parts(
            ServerDatabase database,
            EppRegistries registries,
            String node,
            SecretBox secrets,
            Bell bell,
            Instruments instruments) {
        return new Registrar.Parts(
                database.database(),
                catalog(),
                instruments.registries().apply(registries),
                secrets,
                registrationSettings(),
                LifecycleSettingsFrom.configuration(configuration.lifecycle()),
                workflowSettings(configuration.workflow(), node),
                new SearchSettings(
                        configuration.search().checkDeadline(),
                        configuration.search().keepKnowledge()),
                configuration.payment().provider() == PaymentConfiguration.Provider.SANDBOX
                        ? PaymentChoice.SANDBOX
                        : PaymentChoice.INVOICE,
                mailer(configuration.mail()),
                instruments.probe(),
                Machine.REAL,
                bell);
    }

    /** What the configured registries can sell of the catalog. */
    private Catalog catalog() {
        Catalog whole = configuration.catalog().load();
        Map<String, List<String>> extensions = configuration.registries().stream()
                .collect(Collectors.toMap(RegistryConfiguration::id, RegistryConfiguration::extensions));
        boolean chosen = !configuration.sandbox().registries().isEmpty();
        return (chosen ? whole.heldBy(extensions) : whole).soldThrough(extensions);
    }

    private static WorkflowSettings workflowSettings(WorkflowConfiguration workflow, String node) {
        return new WorkflowSettings(
                node,
                workflow.lease(),
                workflow.runnersPerRegistry(),
                workflow.pollEvery(),
                workflow.firstPause(),
                workflow.longestPause(),
                WorkflowSettings.defaults(node).blockedAfter());
    }

    private RegistrationSettings registrationSettings() {
        RegistrationConfiguration registration = configuration.registration();
        WorkflowConfiguration workflow = configuration.workflow();
        boolean sandbox = configuration.mode() == EnvironmentMode.SANDBOX;
        RegistrationSettings.Confirm confirm = switch (registration.confirmRegistrant()) {
            case BEFORE_REGISTRATION -> RegistrationSettings.Confirm.BEFORE;
            case AFTER_REGISTRATION -> RegistrationSettings.Confirm.AFTER;
            case NEVER -> sandbox ? RegistrationSettings.Confirm.BY_NAME : RegistrationSettings.Confirm.NEVER;
        };
        return new RegistrationSettings(
                registration.defaultNameServers(),
                confirm,
                workflow.confirmationExpiry(),
                () -> registration.publicUrl().orElseGet(this::url).toString(),
                workflow.inProgressBlockedAfter(),
                workflow.replayAfterSuccess(),
                workflow.replayAfterFailure(),
                workflow.replayAfterRenewal(),
                longestTransform());
    }

    private Duration longestTransform() {
        return configuration.registries().stream()
                .map(registry -> registry.deadlines().transform())
                .max(Duration::compareTo)
                .orElse(Duration.ofSeconds(20));
    }

    private static @Nullable Mailer mailer(MailConfiguration mail) {
        if (mail.smtp().isEmpty()) {
            return null;
        }
        MailConfiguration.Smtp smtp = mail.smtp().get();
        return new SmtpMailer(
                smtp.host(),
                smtp.port(),
                smtp.login().map(MailConfiguration.Login::user).orElse(null),
                smtp.login().map(login -> login.password().value()).orElse(null),
                mail.from(),
                smtp.startTls());
    }

    private RegistrarRoutes.Features features(Registrar registrar) {
        HttpConfiguration http = configuration.http();
        return new RegistrarRoutes.Features(
                registrar.database(),
                registrar.search(),
                registrar.check(),
                registrar.registerDomain(),
                registrar.updateRegistration(),
                registrar.lifecycle().renew(),
                registrar.lifecycle().delete(),
                registrar.lifecycle().restore(),
                registrar.lifecycle().holders(),
                registrar.cancelWorkflow(),
                registrar.registrations(),
                registrar.workflows(),
                registrar.ledger(),
                new Waiting(http.waitWindow(), http.maxWaiters()),
                "Namestead");
    }

    private HttpSettings httpSettings() {
        HttpConfiguration http = configuration.http();
        HttpSettings defaults = HttpSettings.defaults();
        HttpConfiguration.RateLimit limit = http.rateLimit();
        return new HttpSettings(
                http.bind(),
                http.port(),
                http.maxBodyBytes(),
                http.waitWindow(),
                http.maxWaiters(),
                defaults.tokenTrust(),
                new RateLimit(limit.enabled(), limit.requests(), limit.window()),
                List.of());
    }

    private static Authenticator authenticator(Registrar registrar) {
        return new Authenticator(registrar.database(), HttpSettings.defaults().tokenTrust(), System::nanoTime);
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
