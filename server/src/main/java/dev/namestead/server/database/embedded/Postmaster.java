package dev.namestead.server.database.embedded;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One run of the {@code postgres} program, from its launch until it has ended. */
final class Postmaster {

    /** Replay of the log after a crash may take its time, and must be let finish. */
    private static final Duration RECOVERY = Duration.ofMinutes(5);

    private final Process process;
    private final Cluster cluster;
    private final Path log;

    private Postmaster(Process process, Cluster cluster, Path log) {
        this.process = process;
        this.cluster = cluster;
        this.log = log;
    }

    /** Launches it on loopback; the calling thread must live as long as the server is wanted. */
    static Postmaster launch(Cluster cluster, int port, Path log) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", cluster.data().toString()));
        List<String> settings = List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "jit=off",
                // Statements' errors reach the registrar; here they would only keep customers' data in a file.
                "log_min_messages=log",
                "log_checkpoints=off",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_line_prefix=%m [%p] ");
        settings.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        ProcessBuilder builder = Command.prepare(cluster.command(arguments)).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        return new Postmaster(builder.start(), cluster, log);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits until it serves. */
    void awaitReady(BooleanSupplier abandoned) throws InterruptedException {
        long end = System.nanoTime() + RECOVERY.toNanos();
        while (PidFile.read(cluster.data())
                .filter(file -> file.ready() && file.pid() == process.pid())
                .isEmpty()) {
            if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                throw new EmbeddedPostgresException("PostgreSQL ended with code " + process.exitValue()
                        + " while starting; the end of " + log + ":\n" + lastLines());
            }
            if (System.nanoTime() > end || abandoned.getAsBoolean()) {
                throw new EmbeddedPostgresException("PostgreSQL did not become ready; see " + log);
            }
        }
    }

    CompletableFuture<Process> end() {
        return process.onExit();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends sessions and writes everything out; ends at once what does not heed this within the time. */
    void stop(Duration atMost) throws InterruptedException {
        signal("INT");
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            signal("QUIT");
            process.waitFor();
        }
    }

    boolean couldNotBind() {
        return lastLines().contains("could not bind");
    }

    private void signal(String name) {
        if (process.isAlive()) {
            LinuxProcesses.signal(process.pid(), name);
        }
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException unreadable) {
            return "";
        }
    }
}
