package dev.namestead.acceptance;

import dev.namestead.server.database.DatabaseSettings;
import dev.namestead.server.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Two servers on one PostgreSQL, registries apart: what a proof with several nodes runs on. */
final class NodePair implements AutoCloseable {
    /** Of each registry, over both nodes. */
    static final int SESSIONS = 4;

    static final Duration WORKFLOW_LEASE = Duration.ofSeconds(2);
    static final Duration NODE_LEASE = Duration.ofSeconds(6);
    static final Duration POLL_EVERY = Duration.ofMillis(500);

    private final EmbeddedPostgres postgres;
    private final Registries registries;
    private final Path stops;
    private final List<Node> nodes;
    private final DatabaseSettings database;

    private NodePair(String name) {
        Path directory = Workplace.directory(name);
        postgres = EmbeddedPostgres.start(directory.resolve("postgres"), EmbeddedPostgres.defaultCache());
        database = postgres.settings(2, Duration.ofSeconds(10));
        registries = Registries.start(name + "-registries", "--sessions", "" + SESSIONS);
        stops = directory.resolve("stops");
        try {
            Files.createDirectories(stops);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path settings = Workplace.write(directory.resolve("namestead.yaml"), settings(directory));
        nodes = List.of(new Node("one", directory, settings, stops), new Node("two", directory, settings, stops));
        nodes.forEach(Node::begin);
    }

    static NodePair start(String name) {
        return new NodePair(name);
    }

    private String settings(Path directory) {
        String each = """
                sessions: {max: %d}
                poll_every: %dms
                deadlines: {session: 5s, query: 5s, transform: 15s}
                """.formatted(SESSIONS, POLL_EVERY.toMillis());
        return registries.settings(each)
                + """
                database: {url: '%s', user: %s, password: '%s', pool_size: 12}
                secret_key_file: %s
                nodes: {lease: %ds}
                workflow: {lease: %ds}
                """.formatted(
                                database.url(),
                                database.user(),
                                database.password(),
                                directory.resolve("secret.key"),
                                NODE_LEASE.toSeconds(),
                                WORKFLOW_LEASE.toSeconds());
    }

    Node one() {
        return nodes.getFirst();
    }

    Node two() {
        return nodes.getLast();
    }

    Node named(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Node other(Node node) {
        return node == one() ? two() : one();
    }

    List<Node> nodes() {
        return nodes;
    }

    Registries registries() {
        return registries;
    }

    /** The directory of {@link StoppingRegistries}. */
    Path stops() {
        return stops;
    }

    /** A customer for as many names as a proof buys, as the sandbox answers it. */
    Answer account() {
        return one().sandbox().post("/sandbox/accounts", "{\"limit\":1000000}").expect(201);
    }

    Invariants invariants() {
        return Invariants.of(
                () -> new Books(database.url(), database.user(), database.password()),
                () -> Holdings.read(registries.variables()));
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
        registries.close();
        postgres.close();
    }
}
