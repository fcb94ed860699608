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
        return RegistrySettings.of(
                        registry.id(),
                        address,
                        registry.user(),
                        registry.password().value(),
                        registry.contacts() == ContactModel.THICK)
                .with(it -> {
                    it.nextPassword = registry.nextPassword().map(Secret::value).orElse(null);
                    it.prefixes = dialect.prefixes();
                    it.subProducts = dialect.subProducts();
                    it.pipelined = dialect.pipelined();
                    it.rate = new RegistrySettings.Rate(dialect.commands(), dialect.per(), dialect.burst());
                    it.polling = new RegistrySettings.Polling(registry.pollEvery(), pollLease);
                    it.sessions = sessions(registry.sessions());
                    it.pauses = new RegistrySettings.Pauses(
                            registry.sessions().loginPause(), it.pauses.first(), it.pauses.longest());
                    it.deadlines = deadlines(registry.deadlines());
                });
    }

    private static RegistrySettings.Deadlines deadlines(RegistryConfiguration.Deadlines deadlines) {
        return new RegistrySettings.Deadlines(deadlines.session(), deadlines.query(), deadlines.transform());
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
