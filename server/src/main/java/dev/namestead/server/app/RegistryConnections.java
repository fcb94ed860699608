package dev.namestead.server.app;

import dev.namestead.server.app.configuration.RegistryConfiguration;
import dev.namestead.server.app.configuration.RegistryConfiguration.ClientCertificate;
import dev.namestead.server.app.configuration.RegistryConfiguration.ContactModel;
import dev.namestead.server.app.configuration.Secret;
import dev.namestead.server.registry.epp.RegistrySettings;
import dev.namestead.server.registry.epp.TlsFiles;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Turns the configured registries into what the EPP adapter wants. */
final class RegistryConnections {
    /** Commands of one registry that wait at once: more would only find their deadlines over. */
    private static final int MAX_WAITING = 1000;

    private RegistryConnections() {}

    /** @param lease after which a silent node loses what it holds; messages are asked for more seldom than leases are extended */
    static List<RegistrySettings> of(List<RegistryConfiguration> registries, Duration lease) {
        return registries.stream().map(registry -> one(registry, lease)).toList();
    }

    private static RegistrySettings one(RegistryConfiguration registry, Duration lease) {
        Duration pollLease = lease.plus(registry.pollEvery().multipliedBy(3));
        SSLContext tls = TlsFiles.context(
                registry.ca(),
                registry.clientCertificate().map(ClientCertificate::certificate),
                registry.clientCertificate().map(ClientCertificate::key));
        RegistryConfiguration.Dialect dialect = registry.dialect();
        RegistrySettings.Address address = new RegistrySettings.Address(
                registry.host(), registry.port(), registry.serverName(), tls, Set.copyOf(dialect.pins()));
        RegistrySettings settings = RegistrySettings.of(
                registry.id(),
                address,
                registry.user(),
                registry.password().value(),
                registry.contacts() == ContactModel.THICK);
        return settings.withNextPassword(
                        registry.nextPassword().map(Secret::value).orElse(null))
                .withPrefixes(dialect.prefixes())
                .withSubProducts(dialect.subProducts())
                .withRate(new RegistrySettings.Rate(dialect.commands(), dialect.per(), dialect.burst()))
                .withPolling(new RegistrySettings.Polling(registry.pollEvery(), pollLease))
                .withSessions(sessions(registry.sessions()))
                .withPauses(new RegistrySettings.Pauses(
                        registry.sessions().loginPause(),
                        RegistrySettings.Pauses.DEFAULT.first(),
                        RegistrySettings.Pauses.DEFAULT.longest()))
                .withDeadlines(new RegistrySettings.Deadlines(
                        registry.deadlines().session(),
                        registry.deadlines().query(),
                        registry.deadlines().transform()));
    }

    private static RegistrySettings.Sessions sessions(RegistryConfiguration.Sessions sessions) {
        return new RegistrySettings.Sessions(
                sessions.max(),
                MAX_WAITING,
                sessions.idle(),
                sessions.helloAfter(),
                sessions.maxAge(),
                sessions.maxCommands());
    }
}
