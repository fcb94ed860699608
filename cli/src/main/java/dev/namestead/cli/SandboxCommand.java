package dev.namestead.cli;

import dev.namestead.sandbox.SandboxProgram;
import dev.namestead.sandbox.SandboxRegistries;
import dev.namestead.server.app.configuration.DataDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code namestead sandbox}: the sandbox registries as a program of their own. */
@Command(
        name = "sandbox",
        description = "Starts the sandbox registries apart from a registrar.",
        mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--data", paramLabel = "DIR", description = "where they keep their files; by default ./data")
    private Path data = Path.of("data");

    @Option(
            names = "--registries",
            paramLabel = "ID",
            split = ",",
            description = "which registries, such as v,g,thick; what several sell is left to the first;"
                    + " by default thick and thin, and all others beside them to practise with")
    private List<String> chosen = List.of();

    @Option(
            names = "--port",
            paramLabel = "ID=N",
            split = ",",
            description = "EPP port of a registry; by default the last or any free one")
    private Map<String, Integer> ports = Map.of();

    @Option(names = "--thick-port", paramLabel = "N", description = "the same as --port thick=N")
    private int thickPort;

    @Option(names = "--thin-port", paramLabel = "N", description = "the same as --port thin=N")
    private int thinPort;

    @Option(
            names = "--control-port",
            paramLabel = "N",
            description = "the same of the control address: clock, faults, reset")
    private int controlPort;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            description = "sessions that one registrar may hold at each registry")
    private @Nullable Integer sessions;

    @Option(
            names = "--slow-answer",
            paramLabel = "DURATION",
            description = "how long a -slow name takes, such as PT12S")
    private @Nullable Duration slowAnswer;

    @Override
    public Integer call() throws IOException {
        Path directory = data.toAbsolutePath().normalize();
        DataDirectory.make(directory);
        ByteLines lines = new ByteLines();
        Running running = new Running();
        try {
            SandboxRegistries registries = running.closing(SandboxProgram.run(
                    new SandboxProgram.Arguments(directory, chosen, allPorts(), controlPort, sessions, slowAnswer),
                    lines.stream()));
            Path settings = SandboxConnection.settingsApart(directory);
            SandboxConnection.of(registries, chosen).writeSettings(settings);
            SandboxConnection.toPractice(registries).writeSettings(SandboxConnection.practiceBeside(settings));
            spec.commandLine().getOut().print(lines.text());
            spec.commandLine().getOut().println("A registrar on them: namestead serve --config " + settings);
            spec.commandLine().getOut().flush();
        } catch (IllegalStateException | IllegalArgumentException refused) {
            running.closeQuietly();
            throw new RefusedException(String.valueOf(refused.getMessage()));
        } catch (RuntimeException | IOException failure) {
            running.closeQuietly();
            throw failure;
        }
        return running.untilStopped();
    }

    private Map<String, Integer> allPorts() {
        Map<String, Integer> all = new HashMap<>(ports);
        all.putIfAbsent("thick", thickPort);
        all.putIfAbsent("thin", thinPort);
        return all;
    }

    /** What the registries' own program prints goes to wherever this command prints. */
    private static final class ByteLines {
        private final java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();

        PrintStream stream() {
            return new PrintStream(bytes, true, StandardCharsets.UTF_8);
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
