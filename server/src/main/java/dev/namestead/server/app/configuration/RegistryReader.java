package dev.namestead.server.app.configuration;

import dev.namestead.server.app.configuration.RegistryConfiguration.ClientCertificate;
import dev.namestead.server.app.configuration.RegistryConfiguration.ContactModel;
import dev.namestead.server.app.configuration.RegistryConfiguration.Deadlines;
import dev.namestead.server.app.configuration.RegistryConfiguration.Dialect;
import dev.namestead.server.app.configuration.RegistryConfiguration.Sessions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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
                secrets.optional(section, "next_password"),
                section.optional("ca_file", Values.readableFile(directory)),
                clientCertificate(),
                section.choice("contacts", ContactModel.THICK),
                section.value(
                        "poll_every",
                        Values.duration(Duration.ofMillis(100), Duration.ofDays(1)),
                        RegistryConfiguration.POLL_EVERY),
                section.list("extensions", text -> Values.text(text).toLowerCase(Locale.ROOT), List.of()),
                sessions(section.section("sessions")),
                deadlines(section.section("deadlines")),
                dialect());
        section.end();
        return registry;
    }

    private Dialect dialect() {
        List<String> pins = section.list("server_key_pins", RegistryReader::pin, List.of());
        List<Map.Entry<String, String>> prefixes = section.list("prefixes", RegistryReader::prefix, List.of());
        List<Map.Entry<String, String>> products = section.list("sub_products", RegistryReader::subProduct, List.of());
        Section rate = section.section("rate");
        Dialect dialect = new Dialect(
                pins,
                map(prefixes),
                map(products),
                section.value("pipelined", Values.integer(1, 50), 1),
                rate.value("commands", Values.integer(0, 1_000_000), 0),
                rate.value("per", Values.duration(Duration.ofSeconds(1), Duration.ofDays(1)), Duration.ofSeconds(1)),
                rate.value("burst", Values.integer(0, 1_000_000), 1));
        rate.end();
        return dialect;
    }

    private static Map<String, String> map(List<Map.Entry<String, String>> entries) {
        return entries.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, Map.Entry::getValue, (first, second) -> second));
    }

    /** As {@code com=dotCOM}. */
    private static Map.Entry<String, String> subProduct(String text) {
        String[] parts = Values.text(text).split("=", 2);
        if (parts.length != 2 || !parts[0].matches("[a-z0-9.-]+") || parts[1].isBlank()) {
            throw new IllegalArgumentException("must have the form extension=product");
        }
        return Map.entry(parts[0], parts[1].strip());
    }

    private static String pin(String text) {
        String pin = Values.text(text);
        boolean digest = pin.matches("[A-Za-z0-9+/]{43}=");
        if (!digest) {
            throw new IllegalArgumentException("must be a SHA-256 digest in base 64");
        }
        return pin;
    }

    /** As {@code fee=urn:ietf:params:xml:ns:epp:fee-1.0}. */
    private static Map.Entry<String, String> prefix(String text) {
        String[] parts = Values.text(text).split("=", 2);
        if (parts.length != 2 || !parts[0].matches("[A-Za-z_][A-Za-z0-9_.-]*") || parts[1].isBlank()) {
            throw new IllegalArgumentException("must have the form prefix=namespace");
        }
        return Map.entry(parts[1].strip(), parts[0]);
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
                        "hello_after",
                        Values.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
                        Sessions.DEFAULT.helloAfter()),
                section.value(
                        "max_age",
                        Values.duration(Duration.ofSeconds(10), Duration.ofDays(365)),
                        Sessions.DEFAULT.maxAge()),
                section.value("max_commands", Values.integer(1, 1_000_000_000), Sessions.DEFAULT.maxCommands()),
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
