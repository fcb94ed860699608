package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The recipe for pytest in {@code docs/testing.md}, run as it stands in {@code acceptance/python}. */
@OnSharedServer
class PythonRecipeIT {
    private static final Path TESTS = Workplace.root().resolve("acceptance/python");

    private final Namestead server;

    PythonRecipeIT(Namestead server) {
        this.server = server;
    }

    @Test
    void theRecipeForPytest_works() throws Exception {
        if (run("--version") != 0) {
            System.out.println("SKIPPED: python3 with pytest is missing, so the recipe for it was not tried");
            Assumptions.abort("python3 with pytest is missing");
        }
        Path output = Files.createTempFile(server.data().getParent(), "pytest", ".log");
        assertThat(run(output, "-q", "-p", "no:cacheprovider", TESTS.toString()))
                .as(() -> read(output))
                .isZero();
    }

    private int run(String argument) throws Exception {
        return run(Files.createTempFile(server.data().getParent(), "pytest", ".log"), argument);
    }

    private int run(Path output, String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(java.util.List.of("python3", "-B", "-m", "pytest"));
        command.addAll(java.util.List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("SANDBOX_URL", server.variable("SANDBOX_URL"));
        try {
            Process process = builder.start();
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return process.exitValue();
        } catch (IOException missing) {
            return -1;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
