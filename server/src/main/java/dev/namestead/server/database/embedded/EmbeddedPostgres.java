package dev.namestead.server.database.embedded;

import dev.namestead.server.database.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A PostgreSQL server that lives in a directory and belongs to this process: made at first use, started
 * again when it dies, stopped when closed. After {@code kill -9} of anything the next start works.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private final DirectoryLock lock;
    private final Cluster cluster;
    private final Supervisor supervisor;

    private EmbeddedPostgres(DirectoryLock lock, Cluster cluster, Supervisor supervisor) {
        this.lock = lock;
        this.cluster = cluster;
        this.supervisor = supervisor;
    }

    /**
     * Starts the server of this directory; returns once it accepts connections.
     *
     * @param directory becomes the server's own; held by a lock until {@link #close()}
     * @param cache where the unpacked programs are kept, shared by all directories; where it cannot be
     *     written, the directory keeps them itself
     * @throws DirectoryInUseException another server holds the directory
     * @throws EmbeddedPostgresException anything else that prevents the start
     */
    public static EmbeddedPostgres start(Path directory, Path cache) {
        Path real = realDirectory(directory);
        DirectoryLock lock = DirectoryLock.acquire(real);
        try {
            Cluster cluster = Cluster.open(real, PostgresBinaries.unpackedIn(cache, real.resolve("programs")));
            Supervisor supervisor = new Supervisor(real, cluster);
            supervisor.start();
            return new EmbeddedPostgres(lock, cluster, supervisor);
        } catch (RuntimeException | Error failure) {
            lock.close();
            throw failure;
        }
    }

    /** Where programs are unpacked unless told otherwise: for root a place that other users can read. */
    public static Path defaultCache() {
        if (System.getProperty("user.name").equals("root")) {
            return Path.of("/var/cache/namestead");
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        String home = System.getenv("HOME");
        Path base = xdg != null && !xdg.isBlank()
                ? Path.of(xdg)
                : Path.of(home != null && !home.isBlank() ? home : System.getProperty("user.home"), ".cache");
        return base.resolve("namestead");
    }

    /** How to reach the server that another process runs on this directory; empty if none does. */
    public static Optional<DatabaseSettings> runningIn(Path directory, int poolSize, Duration acquireTimeout) {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        Path real = realDirectory(directory);
        try {
            DirectoryLock.acquire(real).close();
            return Optional.empty();
        } catch (DirectoryInUseException running) {
            return Optional.of(ConnectionFile.read(real).settings(poolSize, acquireTimeout));
        }
    }

    /** The registrar's own database on this server. */
    public DatabaseSettings settings(int poolSize, Duration acquireTimeout) {
        return supervisor.connection().settings(poolSize, acquireTimeout);
    }

    /** The same server with every right, for whoever makes further databases. */
    public DatabaseSettings administration() {
        return new DatabaseSettings(
                ApplicationDatabase.url(supervisor.port(), "postgres"),
                Cluster.SUPERUSER,
                cluster.password(),
                2,
                Duration.ofSeconds(10));
    }

    /** The process that serves now; empty while it is started again. */
    public Optional<Long> pid() {
        return supervisor.pid();
    }

    /** Ends sessions, writes everything out and frees the directory. */
    @Override
    public void close() {
        try {
            supervisor.stop();
        } finally {
            lock.close();
        }
    }

    private static Path realDirectory(Path directory) {
        try {
            FileTree.openDirectory(directory);
            return directory.toRealPath();
        } catch (IOException failure) {
            throw new EmbeddedPostgresException(
                    "the data directory " + directory + " cannot be made: " + failure, failure);
        }
    }
}
