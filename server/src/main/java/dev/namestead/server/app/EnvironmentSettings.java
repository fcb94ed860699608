package dev.namestead.server.app;

import dev.namestead.server.api.HttpSettings;
import dev.namestead.server.api.http.RateLimit;
import dev.namestead.server.api.http.Waiting;
import dev.namestead.server.api.registrar.RegistrarRoutes;
import dev.namestead.server.app.Environment.Ground;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.app.configuration.HttpConfiguration;
import dev.namestead.server.app.configuration.MailConfiguration;
import dev.namestead.server.app.configuration.PaymentConfiguration;
import dev.namestead.server.app.configuration.RegistrationConfiguration;
import dev.namestead.server.app.configuration.RegistryConfiguration;
import dev.namestead.server.app.configuration.WorkflowConfiguration;
import dev.namestead.server.database.EnvironmentMode;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.history.Histories;
import dev.namestead.server.notice.Mailer;
import dev.namestead.server.notice.SmtpMailer;
import dev.namestead.server.registration.RegistrationSettings;
import dev.namestead.server.registry.epp.EppRegistries;
import dev.namestead.server.search.SearchSettings;
import dev.namestead.server.workflow.Machine;
import dev.namestead.server.workflow.WorkflowSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the features want to know, out of the configuration. */
final class EnvironmentSettings {
    private final Configuration configuration;

    EnvironmentSettings(Configuration configuration) {
        this.configuration = configuration;
    }

    Registrar.Parts parts(Ground ground, EppRegistries registries) {
        return new Registrar.Parts(
                ground.database(),
                ground.catalog(),
                ground.instruments().registries().apply(registries),
                ground.secrets(),
                registrationSettings(ground.url()),
                LifecycleSettingsFrom.configuration(configuration.lifecycle()),
                workflowSettings(configuration.workflow(), ground.node()),
                new SearchSettings(
                        configuration.search().checkDeadline(),
                        configuration.search().keepKnowledge()),
                configuration.payment().provider() == PaymentConfiguration.Provider.SANDBOX
                        ? PaymentChoice.SANDBOX
                        : PaymentChoice.INVOICE,
                mailer(configuration.mail()),
                ground.instruments().probe(),
                Machine.REAL,
                ground.bell());
    }

    /** What the configured registries can sell of the catalog. */
    static Catalog catalog(Configuration configuration) {
        Catalog whole = configuration.catalog().file().map(Catalog::withChanges).orElseGet(Catalog::builtIn);
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

    private RegistrationSettings registrationSettings(Supplier<URI> url) {
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
                () -> registration.publicUrl().orElseGet(url).toString(),
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
                mail.bouncesTo(),
                smtp.startTls());
    }

    RegistrarRoutes.Features features(Registrar registrar) {
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
                registrar.lifecycle().changeAddress(),
                registrar.cancelWorkflow(),
                registrar.registrations(),
                registrar.workflows(),
                registrar.ledger(),
                new Histories(registrar.database()),
                new Waiting(http.waitWindow(), http.maxWaiters()),
                "Namestead");
    }

    HttpSettings http() {
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
}
