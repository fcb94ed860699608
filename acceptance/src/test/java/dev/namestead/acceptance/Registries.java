package dev.namestead.acceptance;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The sandbox registries as a program of their own: {@code namestead sandbox}. */
final class Registries implements AutoCloseable {
    private final Path data;
    private Program program;

    private Registries(Path data) {
        this.data = data;
    }

    static Registries start(String name) {
        return new Registries(Workplace.directory(name).resolve("registries")).begin();
    }

    /** Starts the program, again on the same addresses, and waits until it takes connections. */
    Registries begin() {
        Path ready = data.resolve("registries.env");
        try {
            Files.deleteIfExists(ready);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        program = Program.start(
                data.resolveSibling("registries.log"), List.of("sandbox", "--port", "0", "--data", data.toString()));
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            if (!program.isAlive()) {
                throw new AssertionError("namestead sandbox ended while starting\n" + program.logTail());
            }
            return Files.exists(ready);
        });
        return this;
    }

    /** What {@code namestead serve} needs to use these registries instead of its own. */
    String[] arguments() {
        return new String[] {"--registries", data.resolve("registries.env").toString()};
    }

    void kill() {
        program.kill();
    }

    @Override
    public void close() {
        if (program.isAlive()) {
            program.stop();
        }
    }
}
