package dev.namestead.cli;

import dev.namestead.sandbox.SandboxRegistries;
import dev.namestead.sandbox.profile.RegistryProfile;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.app.configuration.RegistryConfiguration;
import dev.namestead.server.app.configuration.RegistryConfiguration.ClientCertificate;
import dev.namestead.server.app.configuration.RegistryConfiguration.ContactModel;
import dev.namestead.server.app.configuration.RegistryConfiguration.Deadlines;
import dev.namestead.server.app.configuration.RegistryConfiguration.Dialect;
import dev.namestead.server.app.configuration.RegistryConfiguration.Sessions;
import dev.namestead.server.app.configuration.SandboxConfiguration;
import dev.namestead.server.app.configuration.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a registrar reaches sandbox registries: the same settings, whether they run inside its process or apart. */
record SandboxConnection(
        List<RegistryConfiguration> registries, List<String> chosen, SandboxConfiguration.Control control) {
    private static final String SETTINGS = "sandbox-registries.yaml";
    private static final String PRACTICE = "practice-registries.yaml";

    /** Messages decide what tests wait for. */
    private static final Duration POLL_EVERY = Duration.ofSeconds(1);
    /** Less than the registries allow, so that somebody else can log in beside us. */
    private static final Sessions SESSIONS = Sessions.of(8);

    /** @param chosen the ids of the registries, where each holds what it sells, whatever the catalog says; else none */
    static SandboxConnection of(SandboxRegistries running, List<String> chosen) {
        return of(running, running.profiles(), chosen);
    }

    /** To the registries beside them, which no registrar uses unless it is told to; people do. */
    static SandboxConnection toPractice(SandboxRegistries running) {
        return of(running, running.practice(), List.of());
    }

    private static SandboxConnection of(
            SandboxRegistries running, List<RegistryProfile> profiles, List<String> chosen) {
        return new SandboxConnection(
                profiles.stream()
                        .map(profile -> registry(running, profile, !chosen.isEmpty()))
                        .toList(),
                chosen,
                new SandboxConfiguration.Control(URI.create(running.controlUrl()), new Secret(running.controlToken())));
    }

    Configuration in(Configuration configuration) {
        return configuration.withRegistries(registries, new SandboxConfiguration(chosen, Optional.of(control)));
    }

    /** Where {@code serve} writes the settings of the registries inside it, for as long as it runs. */
    static Path settingsOfServer(Path dataDirectory) {
        return dataDirectory.resolve("registries").resolve(SETTINGS);
    }

    /** Where {@code sandbox} writes the settings of the registries apart. */
    static Path settingsApart(Path dataDirectory) {
        return dataDirectory.resolve(SETTINGS);
    }

    /** Where the settings of the registries stand that are there to practise with. */
    static Path practiceBeside(Path settings) {
        return settings.resolveSibling(PRACTICE);
    }

    /** A configuration for {@code serve --config}, readable by its owner only. */
    void writeSettings(Path file) throws IOException {
        StringBuilder yaml = new StringBuilder("# Written at each start of these sandbox registries.\nregistries:\n");
        for (RegistryConfiguration one : registries) {
            yaml.append("""
                - id: %s
                  host: %s
                  port: %d
                  user: %s
                  password: '%s'
                  ca_file: '%s'
                  contacts: %s
                  poll_every: 1s
                  sessions:
                    max: 8
                """.formatted(
                            one.id(),
                            one.host(),
                            one.port(),
                            one.user(),
                            quotable(one.password().value()),
                            quotable(one.ca().map(Path::toString).orElse("")),
                            one.contacts().name().toLowerCase(Locale.ROOT)));
            one.clientCertificate()
                    .ifPresent(shown -> yaml.append("  client_certificate_file: '")
                            .append(quotable(shown.certificate().toString()))
                            .append("'\n  client_key_file: '")
                            .append(quotable(shown.key().toString()))
                            .append("'\n"));
            Map<String, String> products = new TreeMap<>(one.dialect().subProducts());
            if (!products.isEmpty()) {
                yaml.append("  sub_products: [")
                        .append(products.entrySet().stream()
                                .map(product -> product.getKey() + "=" + product.getValue())
                                .collect(Collectors.joining(", ")))
                        .append("]\n");
            }
            if (!one.extensions().isEmpty()) {
                yaml.append("  extensions: ").append(one.extensions()).append('\n');
            }
        }
        yaml.append("sandbox:\n  registries: " + chosen + "\n  control_url: " + control.url() + "\n  control_token: '"
                + quotable(control.token().value()) + "'\n");
        VariablesFile.writeOwnersOnly(file, yaml.toString());
    }

    private static String quotable(String text) {
        return text.replace("'", "''");
    }

    /** What a registry of several extensions wants to be told in each command. */
    private static Map<String, String> subProducts(RegistryProfile profile) {
        Map<String, String> products = new TreeMap<>();
        if (profile.wantsSubProduct()) {
            profile.extensions().forEach((extension, terms) -> {
                if (terms.subProduct() != null) {
                    products.put(extension, terms.subProduct());
                }
            });
        }
        return products;
    }

    private static RegistryConfiguration registry(SandboxRegistries running, RegistryProfile profile, boolean chosen) {
        String id = profile.id();
        return new RegistryConfiguration(
                id,
                running.host(),
                running.port(id),
                running.host(),
                running.logins().registrar(),
                new Secret(running.logins().passwords().getOrDefault(id, "")),
                Optional.empty(),
                Optional.of(running.authorityPem()),
                profile.habits().clientCertificate()
                        ? Optional.of(new ClientCertificate(
                                running.certificatePem(running.logins().registrar()),
                                running.keyPem(running.logins().registrar())))
                        : Optional.empty(),
                profile.isThick() ? ContactModel.THICK : ContactModel.THIN,
                POLL_EVERY,
                chosen ? List.copyOf(profile.extensions().keySet()) : List.of(),
                SESSIONS,
                Deadlines.DEFAULT,
                Dialect.of(subProducts(profile)));
    }
}
