package dev.namestead.server.app;

import dev.namestead.server.app.configuration.RegistryConfiguration;
import dev.namestead.server.app.configuration.RegistryConfiguration.ClientCertificate;
import dev.namestead.server.app.configuration.RegistryConfiguration.ContactModel;
import dev.namestead.server.registry.epp.RegistrySettings;
import dev.namestead.server.registry.epp.TlsFiles;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Turns the configured registries into what the EPP adapter wants. */
final class RegistryConnections {
    private RegistryConnections() {}

    static List<RegistrySettings> of(List<RegistryConfiguration> registries) {
        return registries.stream().map(RegistryConnections::one).toList();
    }

    private static RegistrySettings one(RegistryConfiguration registry) {
        SSLContext tls = TlsFiles.context(
                registry.ca(),
                registry.clientCertificate().map(ClientCertificate::certificate),
                registry.clientCertificate().map(ClientCertificate::key));
        RegistrySettings.Address address =
                new RegistrySettings.Address(registry.host(), registry.port(), registry.serverName(), tls);
        RegistrySettings settings = RegistrySettings.of(
                registry.id(),
                address,
                registry.user(),
                registry.password().value(),
                registry.contacts() == ContactModel.THICK);
        return settings.withPolling(
                        new RegistrySettings.Polling(registry.pollEvery(), RegistrySettings.Polling.DEFAULT.lease()))
                .withSessions(RegistrySettings.Sessions.of(
                        registry.sessions().max(), registry.sessions().idle()))
                .withDeadlines(new RegistrySettings.Deadlines(
                        registry.deadlines().session(),
                        registry.deadlines().query(),
                        registry.deadlines().transform()));
    }
}
