package dev.namestead.server.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one PostgreSQL: the database cluster, and beside it (outside of the database) the password
 * of its superuser. Made complete or not at all; cleaned of what a crash left behind before each start.
 */
final class Cluster {

    static final String SUPERUSER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(5);
    private static final Duration CHILDREN_NOTICE = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(10);

    private final Path data;
    private final PostgresBinaries binaries;
    private final RunAs runAs;
    private final String password;

    private Cluster(Path data, PostgresBinaries binaries, RunAs runAs, String password) {
        this.data = data;
        this.binaries = binaries;
        this.runAs = runAs;
        this.password = password;
    }

    /** Opens the cluster of the directory, which the caller has locked; makes it if there is none. */
    static Cluster open(Path directory, PostgresBinaries binaries) {
        Path data = directory.resolve("cluster");
        RunAs runAs = RunAs.choose(directory, data, binaries.program("postgres"));
        try {
            Cluster cluster = new Cluster(data, binaries, runAs, password(directory, Files.isDirectory(data)));
            if (!Files.isDirectory(data)) {
                cluster.initialise(directory);
            }
            return cluster;
        } catch (IOException failure) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL cannot be set up in " + directory + ": " + failure, failure);
        }
    }

    Path data() {
        return data;
    }

    String password() {
        return password;
    }

    List<String> command(List<String> arguments) {
        List<String> words = new ArrayList<>(runAs.command());
        words.add(binaries.program("postgres").toString());
        words.addAll(arguments);
        return words;
    }

    /**
     * Ends what is left of a server whose supervisor was killed, then removes its stale pid file. Only
     * processes that are proven to be ours receive a signal.
     */
    void clearRemains() {
        clearRemains(data);
        try {
            // PostgreSQL would take a zombie, or a stranger who got the number since, for a living postmaster.
            Files.deleteIfExists(data.resolve(PidFile.NAME));
        } catch (IOException failure) {
            throw new EmbeddedPostgresException("a stale pid file cannot be removed from " + data, failure);
        }
    }

    private static void clearRemains(Path data) {
        List<Long> left = LinuxProcesses.postgresOf(data);
        if (left.isEmpty()) {
            return;
        }
        LOG.info("PostgreSQL of {} outlived its server and is stopped first", data);
        Optional<PidFile> postmaster = PidFile.read(data).filter(file -> left.contains(file.pid()));
        postmaster.ifPresent(file -> LinuxProcesses.signal(file.pid(), "INT"));
        // Without a postmaster its children end by themselves once they notice.
        if (allEnd(data, postmaster.isPresent() ? FAST_SHUTDOWN : CHILDREN_NOTICE)) {
            return;
        }
        LinuxProcesses.postgresOf(data).forEach(pid -> LinuxProcesses.signal(pid, "KILL"));
        if (!allEnd(data, CHILDREN_NOTICE)) {
            throw new EmbeddedPostgresException(
                    "old PostgreSQL processes of " + data + " do not end: " + LinuxProcesses.postgresOf(data));
        }
    }

    /** Under another name until it is whole, so that a kill in between leaves nothing half made. */
    private void initialise(Path directory) throws IOException {
        Path unfinished = directory.resolve("cluster.unfinished");
        clearRemains(unfinished);
        FileTree.delete(unfinished);
        Files.createDirectory(unfinished);
        runAs.own(unfinished);
        Path passwordFile = unfinished.resolveSibling("cluster.password");
        FileTree.writeSecret(passwordFile, password);
        runAs.own(passwordFile);
        List<String> words = new ArrayList<>(runAs.command());
        words.add(binaries.program("initdb").toString());
        words.addAll(List.of("-D", unfinished.toString(), "--no-instructions"));
        words.addAll(List.of("-U", SUPERUSER, "--pwfile=" + passwordFile, "-A", "scram-sha-256"));
        // The builtin provider sorts the same on every machine, whatever its C library.
        words.addAll(List.of("-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        Command initdb = Command.run(words);
        Files.deleteIfExists(passwordFile);
        if (!initdb.succeeded()) {
            throw new EmbeddedPostgresException("initdb failed in " + directory + ": " + initdb.output());
        }
        Files.move(unfinished, data);
    }

    private static String password(Path directory, boolean clusterExists) throws IOException {
        Path file = directory.resolve("password");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        if (clusterExists) {
            throw new EmbeddedPostgresException("the file " + file + " with the database's password is missing");
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        FileTree.writeSecret(file, password);
        return password;
    }

    private static boolean allEnd(Path data, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!LinuxProcesses.postgresOf(data).isEmpty()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }
}
