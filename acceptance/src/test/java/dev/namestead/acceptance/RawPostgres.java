package dev.namestead.acceptance;

import dev.namestead.server.database.DatabaseSettings;
import dev.namestead.server.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL as an operator would have it: nobody watches over it but the proof, which kills it and starts it again. */
final class RawPostgres implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    /** A start that was disturbed, say by a full disk, may never come to its end. */
    private static final Duration ONE_START = Duration.ofSeconds(15);

    private final Path cluster;
    private final DatabaseSettings administration;
    private final int port = freePort();
    private final List<String> options;
    private Process process;

    private RawPostgres(Path cluster, DatabaseSettings administration, List<String> options) {
        this.cluster = cluster;
        this.administration = administration;
        this.options = options;
    }

    /** A new one below the directory, with the registrar's role and database; not started. */
    static RawPostgres make(Path directory, String... options) {
        try (EmbeddedPostgres made = EmbeddedPostgres.start(directory, EmbeddedPostgres.defaultCache())) {
            return new RawPostgres(directory.resolve("cluster"), made.administration(), List.of(options));
        }
    }

    /** Another one over a copy of this one's files. */
    RawPostgres over(Path copy, String... others) {
        return new RawPostgres(copy, administration, List.of(others));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and returns when it can be asked. What an earlier life left may take its time to go. */
    RawPostgres begin() {
        long until = System.nanoTime() + START.toNanos();
        long again = System.nanoTime() + ONE_START.toNanos();
        while (true) {
            if (process == null || !process.isAlive()) {
                launch();
            } else if (System.nanoTime() > again) {
                kill();
                again = System.nanoTime() + ONE_START.toNanos();
                continue;
            }
            try (var answering = admin()) {
                return this;
            } catch (SQLException notYet) {
                if (System.nanoTime() > until) {
                    throw new AssertionError("PostgreSQL does not start, see " + log(), notYet);
                }
                pause();
            }
        }
    }

    private void launch() {
        var words = new ArrayList<>(as());
        words.addAll(List.of(program().toString(), "-D", cluster.toString()));
        var settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "max_wal_size=64MB",
                "min_wal_size=32MB",
                "wal_keep_size=48MB",
                "wal_retrieve_retry_interval=200ms",
                "timezone=UTC"));
        settings.addAll(options);
        settings.forEach(setting -> words.addAll(List.of("-c", setting)));
        try {
            process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path log() {
        return cluster.resolveSibling(cluster.getFileName() + ".log");
    }

    /** It refuses to run as root: as whoever owns its files. */
    private List<String> as() {
        int uid = attribute("unix:uid");
        if (uid == 0) {
            return List.of("unshare", "--user");
        }
        return System.getProperty("user.name").equals("root")
                ? List.of("setpriv", "--reuid=" + uid, "--regid=" + attribute("unix:gid"), "--clear-groups")
                : List.of();
    }

    private int attribute(String name) {
        try {
            return (int) Files.getAttribute(cluster, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path program() {
        try (var cached = Files.list(EmbeddedPostgres.defaultCache())) {
            return cached.map(each -> each.resolve("bin/postgres"))
                    .filter(Files::exists)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path cluster() {
        return cluster;
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String password() {
        return administration.password();
    }

    /** The registrar's database, as its own role. */
    Books books() {
        return new Books("jdbc:postgresql://127.0.0.1:" + port + "/namestead", "namestead", password());
    }

    /** Every right, on the registrar's database. */
    Connection admin() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/namestead?connectTimeout=2&socketTimeout=20",
                administration.user(),
                password());
    }

    /** Runs a statement with every right; the first column of its last row, or nothing. */
    String ask(String sql) {
        try (var connection = admin();
                var statement = connection.createStatement()) {
            String last = "";
            if (statement.execute(sql)) {
                var rows = statement.getResultSet();
                while (rows.next()) {
                    last = String.valueOf(rows.getString(1));
                }
            }
            return last;
        } catch (SQLException broken) {
            throw new AssertionError(sql, broken);
        }
    }

    /** SIGKILL to the postmaster and to all its children. */
    void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        awaitEnd();
    }

    void awaitEnd() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new AssertionError("PostgreSQL does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(30);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }
}
