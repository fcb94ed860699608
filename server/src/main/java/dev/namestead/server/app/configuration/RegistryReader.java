package dev.namestead.server.app.configuration;

import dev.namestead.server.app.configuration.RegistryConfiguration.ClientCertificate;
import dev.namestead.server.app.configuration.RegistryConfiguration.ContactModel;
import dev.namestead.server.app.configuration.RegistryConfiguration.Deadlines;
import dev.namestead.server.app.configuration.RegistryConfiguration.Sessions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads one entry of {@code registries}. */
final class RegistryReader {

    private static final Function<String, Duration> DEADLINE =
            Values.duration(Duration.ofMillis(100), Duration.ofMinutes(10));

    private final Section section;
    private final SecretReader secrets;
    private final Path directory;

    RegistryReader(Section section, SecretReader secrets, Path directory) {
        this.section = section;
        this.secrets = secrets;
        this.directory = directory;
    }

    RegistryConfiguration read() {
        String host = section.required("host", Values::text, "");
        RegistryConfiguration registry = new RegistryConfiguration(
                section.required("id", Values.id(), ""),
                host,
                section.value("port", Values.integer(1, 65_535), 700),
                section.value("server_name", Values::text, host),
                section.required("user", Values::text, ""),
                secrets.required(section, "password"),
                section.optional("ca_file", Values.readableFile(directory)),
                clientCertificate(),
                section.choice("contacts", ContactModel.THICK),
                section.value(
                        "poll_every",
                        Values.duration(Duration.ofMillis(100), Duration.ofDays(1)),
                        RegistryConfiguration.POLL_EVERY),
                section.list("extensions", text -> Values.text(text).toLowerCase(Locale.ROOT), List.of()),
                sessions(section.section("sessions")),
                deadlines(section.section("deadlines")));
        section.end();
        return registry;
    }

    private Optional<ClientCertificate> clientCertificate() {
        Optional<Path> certificate = section.optional("client_certificate_file", Values.readableFile(directory));
        Optional<Path> key = section.optional("client_key_file", Values.readableFile(directory));
        if (section.has("client_certificate_file") != section.has("client_key_file")) {
            section.problem("client_certificate_file", "and client_key_file come together");
        }
        return certificate.flatMap(one -> key.map(other -> new ClientCertificate(one, other)));
    }

    private static Sessions sessions(Section section) {
        Sessions sessions = new Sessions(
                section.value("max", Values.integer(1, 1000), Sessions.DEFAULT.max()),
                section.value(
                        "idle", Values.duration(Duration.ofSeconds(1), Duration.ofDays(1)), Sessions.DEFAULT.idle()),
                section.value(
                        "login_pause",
                        Values.duration(Duration.ofMillis(100), Duration.ofDays(1)),
                        Sessions.DEFAULT.loginPause()));
        section.end();
        return sessions;
    }

    private static Deadlines deadlines(Section section) {
        Deadlines deadlines = new Deadlines(
                section.value("session", DEADLINE, Deadlines.DEFAULT.session()),
                section.value("query", DEADLINE, Deadlines.DEFAULT.query()),
                section.value("transform", DEADLINE, Deadlines.DEFAULT.transform()));
        section.end();
        return deadlines;
    }
}
