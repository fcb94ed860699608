package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.database.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a production server needs beside itself: a database and registries of its own, a configuration, and an operator's commands. */
final class ProductionSite implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory;
    private final EmbeddedPostgres postgres;
    private final Registries registries;
    private final Path config;

    ProductionSite(String name) {
        directory = Workplace.directory(name);
        // Any PostgreSQL will do; this one is at hand.
        postgres = EmbeddedPostgres.start(directory.resolve("postgres"), EmbeddedPostgres.defaultCache());
        registries = Registries.start(name + "-registries");
        config = Workplace.write(directory.resolve("namestead.yaml"), settings("production"));
    }

    /** The configuration for this mode. */
    String settings(String mode) {
        var database = postgres.settings(10, PATIENCE);
        String registriesOnly = registries.settings().replaceAll("(?s)sandbox:\\n.*", "");
        return """
                mode: %s
                database:
                  url: '%s'
                  user: %s
                  password: '%s'
                registration:
                  default_name_servers: [ns1.ada.example, ns2.ada.example]
                """.formatted(mode, database.url(), database.user(), database.password()) + registriesOnly;
    }

    Path directory() {
        return directory;
    }

    Registries registries() {
        return registries;
    }

    ProductionServer serve(List<String> jvmFlags) {
        return ProductionServer.start(config, data(), jvmFlags);
    }

    private Path data() {
        return directory.resolve("data");
    }

    /** A command of the operator's, which must succeed; the first line of what it prints. */
    String operator(String group, String command, String... arguments) {
        var all = new ArrayList<>(List.of(group, command, "--config", config.toString(), "--data", data().toString()));
        all.addAll(List.of(arguments));
        var ended = Program.run(Workplace.directory("command").resolve("command.log"), all.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return ended.output().lines().findFirst().orElse("");
    }

    /** The account has agreed and has a contact: it may register. */
    void letRegister(String account) {
        operator("account", "agree", account, "2026-01");
        operator(
                "account",
                "contact",
                account,
                "--name",
                "Ada King",
                "--email",
                "ada@example.org",
                "--phone",
                "+44.2071234567",
                "--street",
                "12 St James's Square",
                "--city",
                "London",
                "--postal-code",
                "SW1Y 4JH",
                "--country",
                "GB");
    }

    @Override
    public void close() {
        registries.close();
        postgres.close();
    }
}
