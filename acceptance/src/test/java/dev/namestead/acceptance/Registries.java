package dev.namestead.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The sandbox registries as a program of their own: {@code namestead sandbox}. */
final class Registries implements AutoCloseable {
    private final Path data;
    private final List<String> more;
    private Program program;
    private Variables variables;

    private Registries(Path data, List<String> more) {
        this.data = data;
        this.more = more;
    }

    static Registries start(String name, String... more) {
        return new Registries(Workplace.directory(name).resolve("registries"), List.of(more)).begin();
    }

    /** By another way of starting the program. */
    static Registries start(String name, BiFunction<Path, List<String>, Program> starter) {
        return new Registries(Workplace.directory(name).resolve("registries"), List.of())
                .launch(starter)
                .awaitReady();
    }

    /** Starts the program, again on the addresses that it had, and waits until it takes connections. */
    Registries begin() {
        return launch(Program::start).awaitReady();
    }

    /** Starts the program and does not wait. */
    Registries launch(BiFunction<Path, List<String>, Program> starter) {
        delete(ready());
        var arguments = new ArrayList<>(List.of("sandbox", "--data", data.toString()));
        arguments.addAll(more);
        program = starter.apply(data.resolveSibling("registries.log"), arguments);
        return this;
    }

    private Path ready() {
        return data.resolve("sandbox-registries.env");
    }

    Registries awaitReady() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (!program.isAlive()) {
                        throw new AssertionError("namestead sandbox ended while starting\n" + program.logTail());
                    }
                    return Files.exists(ready());
                });
        variables = Variables.read(ready());
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
        return settings("deadlines: {session: 5s, query: 5s, transform: 5s}");
    }

    /** The same with these lines, instead of deadlines, for each registry. */
    String settings(String each) {
        return "registries:\n" + settings("thick", each) + settings("thin", each) + "sandbox:\n  control_url: "
                + variables.get("SANDBOX_CONTROL_URL") + "\n  control_token: "
                + variables.get("SANDBOX_CONTROL_TOKEN") + "\n";
    }

    private String settings(String id, String more) {
        String prefix = "EPP_" + id.toUpperCase(java.util.Locale.ROOT) + "_";
        return """
                - id: %s
                  host: %s
                  port: %s
                  user: %s
                  password: '%s'
                  ca_file: %s
                  contacts: %s
                  %s
                """.formatted(
                        id,
                        variables.get(prefix + "HOST"),
                        variables.get(prefix + "PORT"),
                        variables.get(prefix + "USER"),
                        variables.get(prefix + "PASSWORD"),
                        variables.get("EPP_CA"),
                        id,
                        more.indent(2).strip());
    }

    /** Their control address: what they hold, what passed, how many sessions there are. */
    Api control() {
        return new Api(
                URI.create(variables.get("SANDBOX_CONTROL_URL")), Api.bearer(variables.get("SANDBOX_CONTROL_TOKEN")));
    }

    /** What it wrote when it was ready: addresses, logins, the control address. */
    Variables variables() {
        return variables;
    }

    /** Orders them to misbehave. */
    void fault(Map<String, Object> fault) {
        control().post("/faults", Api.JSON.writeValueAsString(fault)).expect(201);
    }

    /** From now on they behave. */
    void mend() {
        control().send("DELETE", "/faults", Map.of(), null).expect(200);
    }

    /** Whether the registry of the name holds it, by its own word. */
    boolean has(String name) {
        String registry = Sandbox.registryOf(name);
        return control().get("/registries/" + registry + "/domains/" + name).status() == 200;
    }

    void kill() {
        program.kill();
    }

    @Override
    public void close() {
        program.close();
    }
}
