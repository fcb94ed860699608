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

/** A server under test: {@code namestead serve} on a free port with a data directory of its own. */
final class Namestead implements AutoCloseable {
    /** The documentation's account, which every sandbox has. */
    static final String DEMO_ACCOUNT = "023e105f4ecef8ad9ca31a8372d0c353";

    private static final Duration START = Duration.ofSeconds(60);

    private final Path data;
    private final List<String> arguments;
    private Program program;
    private Variables variables = new Variables(Map.of());

    private Namestead(Path data, List<String> arguments) {
        this.data = data;
        this.arguments = arguments;
    }

    /** Starts a server on a new directory and waits until it is ready. */
    static Namestead start(String name, String... more) {
        return at(Workplace.directory(name).resolve("data"), more).begin();
    }

    /** Starts a server on a new directory with these settings (YAML). */
    static Namestead configured(String name, String settings) {
        return withSettings(name, settings).begin();
    }

    /** The same, not started yet. */
    static Namestead withSettings(String name, String settings) {
        Path directory = Workplace.directory(name);
        Path file = Workplace.write(directory.resolve("namestead.yaml"), settings);
        return at(directory.resolve("data"), "--config", file.toString());
    }

    /** A server that is not started yet. */
    static Namestead at(Path data, String... more) {
        var arguments = new ArrayList<>(List.of("serve", "--port", "0", "--data", data.toString()));
        arguments.addAll(List.of(more));
        return new Namestead(data, arguments);
    }

    /** Starts the program, again or for the first time, and waits for {@code sandbox.env}, which is written when it is ready. */
    Namestead begin() {
        return begin(Program::start);
    }

    /** As a user starts it, by {@code ./namestead}. */
    Namestead beginByLauncher() {
        return begin(Program::startByLauncher);
    }

    /** By another way of starting the program, which gets the log and the arguments. */
    Namestead begin(BiFunction<Path, List<String>, Program> starter) {
        return launch(starter).awaitReady();
    }

    /** Starts the program and does not wait. */
    Namestead launch(BiFunction<Path, List<String>, Program> starter) {
        removeVariables();
        program = starter.apply(log(), arguments);
        return this;
    }

    Namestead awaitReady() {
        try {
            await().atMost(START).pollInterval(Duration.ofMillis(20)).until(() -> {
                if (!program.isAlive()) {
                    throw new AssertionError("namestead ended while starting\n" + program.logTail());
                }
                return Files.exists(variablesFile());
            });
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            String tail = program.logTail();
            program.kill();
            throw new AssertionError("namestead was not ready within " + START + "\n" + tail, e);
        }
        variables = Variables.read(variablesFile());
        return this;
    }

    private void removeVariables() {
        try {
            Files.deleteIfExists(variablesFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether other tests use it, too, and count on its time. */
    boolean isShared() {
        return data.getParent().getFileName().toString().startsWith(SharedServer.NAME);
    }

    Path data() {
        return data;
    }

    Path variablesFile() {
        return data.resolve("sandbox.env");
    }

    Path log() {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    Program program() {
        return program;
    }

    /** A variable of {@code sandbox.env}. */
    String variable(String name) {
        return variables.get(name);
    }

    Map<String, String> variables() {
        return variables.all();
    }

    /** The address of the API, which ends in {@code /client/v4}. */
    URI url() {
        return URI.create(variable("REGISTRAR_URL"));
    }

    /** The address of the server itself: health, sandbox controls, pages. */
    URI origin() {
        return url().resolve("/");
    }

    /** The API as nobody: without credentials. */
    Api anonymous() {
        return new Api(url(), Map.of());
    }

    /** The demo account, by its token. */
    Customer demo() {
        return new Customer(variable("REGISTRAR_ACCOUNT"), variable("REGISTRAR_TOKEN"), anonymous());
    }

    Sandbox sandbox() {
        return new Sandbox(this);
    }

    /** SIGTERM; fails unless the program ends in time. */
    int stop() {
        return program.stop();
    }

    /** SIGKILL to the server's process alone. */
    void kill() {
        program.kill();
    }

    /** SIGKILL to the server and to all that it started, the database first or last as it comes. */
    void killEverything() {
        List<ProcessHandle> family = program.family();
        family.forEach(ProcessHandle::destroyForcibly);
        program.awaitExit();
    }

    /** Stops the server and removes what it kept; its log stays. */
    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
        Workplace.remove(data);
    }
}
