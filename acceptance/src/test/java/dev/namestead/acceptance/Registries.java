package dev.namestead.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The sandbox registries as a program of their own: {@code namestead sandbox}. */
final class Registries implements AutoCloseable {
    private final Path data;
    private Program program;
    private Variables variables;

    private Registries(Path data) {
        this.data = data;
    }

    static Registries start(String name) {
        return new Registries(Workplace.directory(name).resolve("registries")).begin();
    }

    /** Starts the program, again on the addresses that it had, and waits until it takes connections. */
    Registries begin() {
        Path ready = data.resolve("sandbox-registries.env");
        delete(ready);
        program = Program.start(data.resolveSibling("registries.log"), List.of("sandbox", "--data", data.toString()));
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (!program.isAlive()) {
                        throw new AssertionError("namestead sandbox ended while starting\n" + program.logTail());
                    }
                    return Files.exists(ready);
                });
        variables = Variables.read(ready);
        return this;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a server's settings that concern the registries, as YAML. */
    String settings() {
        return "registries:\n" + settings("thick") + settings("thin") + "sandbox:\n  control_url: "
                + variables.get("SANDBOX_CONTROL_URL") + "\n  control_token: "
                + variables.get("SANDBOX_CONTROL_TOKEN") + "\n";
    }

    private String settings(String id) {
        String prefix = "EPP_" + id.toUpperCase(java.util.Locale.ROOT) + "_";
        return """
                - id: %s
                  host: %s
                  port: %s
                  user: %s
                  password: '%s'
                  ca_file: %s
                  contacts: %s
                  deadlines: {session: 5s, query: 5s, transform: 5s}
                """.formatted(
                        id,
                        variables.get(prefix + "HOST"),
                        variables.get(prefix + "PORT"),
                        variables.get(prefix + "USER"),
                        variables.get(prefix + "PASSWORD"),
                        variables.get("EPP_CA"),
                        id);
    }

    /** What it wrote when it was ready: addresses, logins, the control address. */
    Variables variables() {
        return variables;
    }

    /** Whether the registry of the name holds it, by its own word. */
    boolean has(String name) {
        var control = new Api(
                URI.create(variables.get("SANDBOX_CONTROL_URL")), Api.bearer(variables.get("SANDBOX_CONTROL_TOKEN")));
        String registry = Sandbox.registryOf(name);
        return control.get("/registries/" + registry + "/domains/" + name).status() == 200;
    }

    void kill() {
        program.kill();
    }

    @Override
    public void close() {
        program.close();
    }
}
