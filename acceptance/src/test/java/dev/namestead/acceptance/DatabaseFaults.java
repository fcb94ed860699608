package dev.namestead.acceptance;

import static org.awaitility.Awaitility.await;

import dev.namestead.proof.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A server on an operator's PostgreSQL, what breaks of it, and how soon the server is well again. */
final class DatabaseFaults implements AutoCloseable {
    private static final String BACKENDS = "FROM pg_stat_activity WHERE usename = 'namestead'";

    private final Path directory;
    private final Optional<SmallDisk> dataDisk;
    private final Optional<SmallDisk> walDisk;
    private final RawPostgres primary;
    private final RawPostgres standby;
    private final CommitProxy proxy;
    private final Registries registries;
    private final Namestead server;
    private final DatabaseLoad load;
    private final List<Double> recoveries = new ArrayList<>();
    private RawPostgres serving;
    private int faults;

    /** @param options more settings of PostgreSQL */
    DatabaseFaults(String name, String... options) {
        directory = Workplace.directory(name);
        Path data = directory.resolve("postgres");
        dataDisk = SmallDisk.mount(data, 250);
        walDisk = dataDisk.flatMap(_ -> SmallDisk.mount(directory.resolve("wal"), 160));
        primary = RawPostgres.make(data.resolve("primary"), options);
        walDisk.ifPresent(disk -> moveWal(primary.cluster(), disk.directory()));
        standby = primary.over(directory.resolve("standby/cluster"));
        primary.begin();
        serving = primary;
        proxy = new CommitProxy(primary.port());
        registries = Registries.start(name + "-registries");
        server = Namestead.configured(name + "-server", settings());
        load = new DatabaseLoad(server.sandbox().customer(java.util.Map.of("limit", 1_000_000)));
        // A database that forgets is to forget orders, not that it was ever set up.
        primary.ask("CHECKPOINT");
        load.awaitMore(10);
    }

    private String settings() {
        Books books = primary.books();
        return registries.settings() + """
                database:
                  url: 'jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/namestead?targetServerType=primary'
                  user: %s
                  password: '%s'
                  pool_size: 10
                  acquire_timeout: 2s
                workflow: {lease: 4s}
                """.formatted(proxy.port(), standby.port(), books.user(), books.password());
    }

    private static void moveWal(Path cluster, Path disk) {
        run(
                "sh",
                "-c",
                "cp -a \"$0/pg_wal\" \"$1/pg_wal\" && rm -r \"$0/pg_wal\" && ln -s \"$1/pg_wal\" \"$0/pg_wal\"",
                cluster.toString(),
                disk.toString());
    }

    private static void run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String told = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0 && !told.contains("No such file")) {
                throw new AssertionError(String.join(" ", command) + ": " + told);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** All connections are ended by the database. */
    void terminateBackends() {
        faults++;
        serving.ask("SELECT pg_terminate_backend(pid) " + BACKENDS);
        recovered();
    }

    /** The answers to some commits are lost, and some commits before they are asked for. */
    void loseCommits(int swallowed, int keptBack) {
        faults += swallowed + keptBack;
        int before = proxy.cut();
        proxy.swallow(swallowed);
        proxy.keepBack(keptBack);
        await().atMost(Duration.ofSeconds(60)).until(() -> proxy.cut() >= before + swallowed + keptBack);
        recovered();
    }

    /** SIGKILL to all of PostgreSQL; it is started again. */
    void kill() {
        faults++;
        serving.kill();
        serving.begin();
        recovered();
    }

    /** The volume of the data is full for a while: writes fail, reads go on. */
    void fillDataDisk() {
        SmallDisk disk = dataDisk.orElseThrow();
        faults++;
        disk.fill();
        // So that something has to grow.
        growUntilFull();
        int reads = load.reads();
        await().atMost(Duration.ofSeconds(20)).until(() -> load.reads() > reads + 5);
        disk.free();
        recovered();
    }

    private void growUntilFull() {
        try {
            serving.ask("CREATE TABLE IF NOT EXISTS ballast AS SELECT generate_series(1, 10000000) n");
        } catch (AssertionError full) {
            // As intended.
        }
    }

    /** The volume of the log is full: PostgreSQL panics, and starts again once there is room. */
    void fillWalDisk() {
        SmallDisk disk = walDisk.orElseThrow();
        faults++;
        disk.fill();
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try {
            while (serving.isAlive() && System.nanoTime() < until) {
                serving.ask("SELECT pg_logical_emit_message(false, 'proof', repeat('x', 1000000)), pg_switch_wal()");
            }
        } catch (AssertionError panic) {
            // As intended.
        }
        pause(Duration.ofSeconds(1));
        disk.free();
        serving.begin();
        recovered();
    }

    /** The primary is lost for good, and a standby that has every acknowledged commit takes its place. */
    void failOver() {
        faults++;
        copyToStandby();
        standbyBegins();
        primary.ask("ALTER SYSTEM SET synchronous_standby_names = '*'");
        primary.ask("SELECT pg_reload_conf()");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> primary.ask("SELECT coalesce(max(sync_state), '') FROM pg_stat_replication")
                        .equals("sync"));
        load.awaitMore(10);
        primary.kill();
        standby.ask("SELECT pg_promote(true, 20)");
        serving = standby;
        recovered();
    }

    private void copyToStandby() {
        Path copy = standby.cluster();
        run("mkdir", "-p", copy.getParent().toString());
        try (var backup = primary.admin();
                var statement = backup.createStatement()) {
            statement.execute("SELECT pg_backup_start('proof', true)");
            run("cp", "-a", primary.cluster().toString(), copy.toString());
            String label;
            try (var rows = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                rows.next();
                label = rows.getString(1);
            }
            Files.deleteIfExists(copy.resolve("postmaster.pid"));
            Files.writeString(copy.resolve("backup_label"), label);
            Files.writeString(copy.resolve("standby.signal"), "");
        } catch (java.sql.SQLException | IOException broken) {
            throw new AssertionError("no base backup", broken);
        }
        run(
                "sh",
                "-c",
                "rm -rf \"$0/pg_wal\" && mkdir -m 700 \"$0/pg_wal\" && chown -R --reference=\"$1\" \"$0\"",
                copy.toString(),
                primary.cluster().toString());
    }

    private void standbyBegins() {
        Workplace.write(
                standby.cluster().resolve("postgresql.auto.conf"), """
                primary_conninfo = 'host=127.0.0.1 port=%d user=postgres password=%s application_name=standby'
                """.formatted(primary.port(), primary.password()));
        standby.begin();
    }

    /** From now, when the database can be asked, until the server is ready and has accepted something. */
    private void recovered() {
        long from = System.nanoTime();
        Api health = new Api(java.net.URI.create(server.origin().toString().replaceAll("/$", "")), java.util.Map.of());
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> health.get("/healthz/ready").status() == 200);
        load.awaitMore(3);
        recoveries.add((System.nanoTime() - from) / 1e9);
    }

    boolean hasSmallDisks() {
        return walDisk.isPresent();
    }

    DatabaseLoad load() {
        return load;
    }

    /** Ends the load, and says what came of it all. */
    void conclude(Figures figures, int goal) {
        load.close();
        Supplier<Books> books = serving::books;
        Invariants invariants = Invariants.of(books, () -> Holdings.read(registries.variables()));
        invariants.awaitQuiet(Duration.ofMinutes(1));
        List<String> violations = invariants.violations(load.accepted());
        long lost = violations.stream()
                .filter(told -> told.contains("has no workflow"))
                .count();
        figures.atLeast("faults of the database", faults, goal);
        figures.atLeast("names accepted meanwhile", load.accepted().size(), 3.0 * goal);
        figures.atLeast("reads answered meanwhile", load.reads(), 2.0 * goal);
        figures.atMost("acknowledged writes lost", lost, 0);
        figures.atMost("invariants violated", violations.size(), 0);
        figures.atMost(
                "answers other than success and 503 with Retry-After",
                load.wrong().size(),
                0);
        figures.inTime(
                "database back to server ready and accepting, longest (s)",
                recoveries.stream().mapToDouble(Double::doubleValue).max().orElse(99),
                5);
        figures.remark(load.unavailable() + " answers were 503");
        violations.stream().limit(10).forEach(figures::remark);
        load.wrong().stream().limit(5).forEach(figures::remark);
    }

    /** The small disk, which has it, is gone afterwards. */
    private void keepLog() {
        try {
            Files.copy(primary.log(), directory.resolve("postgres.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        keepLog();
        load.close();
        server.close();
        registries.close();
        proxy.close();
        primary.close();
        standby.close();
        walDisk.ifPresent(SmallDisk::close);
        dataDisk.ifPresent(SmallDisk::close);
    }
}
