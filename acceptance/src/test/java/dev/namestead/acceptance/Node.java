package dev.namestead.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** One server of several on a database: {@link NodeMain} as a child process, with a data directory of its own. */
final class Node implements AutoCloseable {
    private final String name;
    private final Path directory;
    private final Path settings;
    private final Path stops;
    private Program program;
    private String origin = "";

    /** @param stops the directory of {@link StoppingRegistries} */
    Node(String name, Path directory, Path settings, Path stops) {
        this.name = name;
        this.directory = directory.resolve(name);
        this.settings = settings;
        this.stops = stops;
    }

    /** Starts it, again or for the first time, and waits until it is ready. */
    Node begin() {
        Path url = directory.resolve("data/url");
        try {
            Files.createDirectories(url.getParent());
            Files.deleteIfExists(url);
            program = Program.startMain(
                    log(),
                    NodeMain.class,
                    Program.FOR_SECONDS,
                    settings.toString(),
                    url.getParent().toString(),
                    stops.toString(),
                    name);
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        if (!program.isAlive()) {
                            throw new AssertionError(name + " ended while starting\n" + program.logTail());
                        }
                        return Files.exists(url);
                    });
            origin = Files.readString(url).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Path log() {
        return directory.resolve("node.log");
    }

    String name() {
        return name;
    }

    Program program() {
        return program;
    }

    Api sandbox() {
        return new Api(URI.create(origin), Map.of());
    }

    Api api() {
        return new Api(URI.create(origin + "/client/v4"), Map.of());
    }

    /** The customer, served by this node. */
    Customer serving(Answer account) {
        return new Customer(account.text("/account_id"), account.text("/token"), api());
    }

    @Override
    public void close() {
        if (program != null && program.isAlive()) {
            program.kill();
        }
    }
}
