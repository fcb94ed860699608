package dev.namestead.server.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one postmaster running on one port until told to stop. Its thread launches the process and lives
 * as long as it: the kernel tells PostgreSQL to stop when that thread ends, however it ends ({@link RunAs}).
 */
final class Supervisor {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration SHUTDOWN = Duration.ofSeconds(30);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final int PORTS_TRIED = 5;
    private static final long LARGEST_LOG_BYTES = 10_000_000;

    private final Path directory;
    private final Cluster cluster;
    private final Thread thread;
    private final CompletableFuture<ConnectionFile> firstReady = new CompletableFuture<>();
    private final CompletableFuture<Void> stopping = new CompletableFuture<>();
    private volatile int port;
    private volatile @Nullable Postmaster current;

    Supervisor(Path directory, Cluster cluster) {
        this.directory = directory;
        this.cluster = cluster;
        this.thread = Thread.ofPlatform().daemon().name("postgres-supervisor").unstarted(this::run);
    }

    /** Returns once the server accepts connections. */
    void start() {
        thread.start();
        try {
            firstReady.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof EmbeddedPostgresException known
                    ? known
                    : new EmbeddedPostgresException("PostgreSQL cannot be started in " + directory, failure);
        }
    }

    void stop() {
        stopping.complete(null);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    ConnectionFile connection() {
        return firstReady.join();
    }

    int port() {
        return port;
    }

    Optional<Long> pid() {
        return Optional.ofNullable(current).map(Postmaster::pid);
    }

    private void run() {
        while (!stopping.isDone()) {
            try {
                serveOnce();
            } catch (InterruptedException interrupted) {
                return;
            } catch (IOException | RuntimeException failure) {
                if (firstReady.completeExceptionally(failure)) {
                    return;
                }
                LOG.error("PostgreSQL could not be started again, another attempt follows", failure);
                pause();
            }
        }
    }

    /** One life of a postmaster, from launch to end; it never outlives this method. */
    private void serveOnce() throws IOException, InterruptedException {
        cluster.clearRemains();
        rotateLog();
        Postmaster postmaster = launch();
        try {
            new ApplicationDatabase(port, cluster.password()).prepare();
            ConnectionFile connection = new ConnectionFile(
                    ApplicationDatabase.url(port, ApplicationDatabase.NAME),
                    ApplicationDatabase.NAME,
                    cluster.password());
            connection.write(directory);
            current = postmaster;
            firstReady.complete(connection);
            CompletableFuture.anyOf(postmaster.end(), stopping).join();
        } finally {
            current = null;
            ConnectionFile.remove(directory);
            if (!stopping.isDone() && !postmaster.isAlive()) {
                LOG.error("PostgreSQL ended by itself and is started again; see {}", log());
            }
            postmaster.stop(SHUTDOWN);
        }
    }

    /** The first launch looks for a port; later ones keep it, because the pool knows that address. */
    private Postmaster launch() throws IOException, InterruptedException {
        boolean first = !firstReady.isDone();
        for (int attempt = 1; ; attempt++) {
            if (first) {
                port = Postmaster.freePort();
            }
            Postmaster postmaster = Postmaster.launch(cluster, port, log());
            try {
                postmaster.awaitReady(stopping::isDone);
                return postmaster;
            } catch (EmbeddedPostgresException failure) {
                postmaster.stop(SHUTDOWN);
                if (!first || attempt == PORTS_TRIED || !postmaster.couldNotBind()) {
                    throw failure;
                }
            }
        }
    }

    private Path log() {
        return directory.resolve("postgres.log");
    }

    private void rotateLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LARGEST_LOG_BYTES) {
            Files.move(log(), directory.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void pause() {
        try {
            stopping.get(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException over) {
            LOG.debug("next attempt");
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
