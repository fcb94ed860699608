package dev.namestead.acceptance;

import static org.awaitility.Awaitility.await;

import dev.namestead.acceptance.CrashPlan.Kill;
import dev.namestead.acceptance.CrashPlan.Victim;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A registrar that is killed over and over on one and the same data directory, with registries apart, while customers buy and edit. The
 * server is the real one in a process of its own ({@link CrashServer}).
 */
final class CrashLoop implements AutoCloseable {
    private static final int CUSTOMERS = 4;
    private static final int AT_ONCE = 12;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration TO_BE_READY = Duration.ofSeconds(60);
    /** An armed server whose instant does not come dies all the same. */
    private static final Duration FOR_ITS_INSTANT = Duration.ofSeconds(30);

    private final Path directory;
    private final Registries registries;
    private final Namestead server;
    private final CrashLoad load;
    private final List<Recovery.Outage> outages = new ArrayList<>();
    private final Map<Victim, Integer> deaths = new HashMap<>();
    private final List<String> missed = new ArrayList<>();
    private CrashServer.Fault fault = CrashServer.Fault.NONE;
    private CrashServer.Instant armed;

    CrashLoop(String name) {
        directory = Workplace.directory(name);
        registries = Registries.start(name);
        Workplace.write(directory.resolve("namestead.yaml"), registries.settings());
        server = Namestead.at(directory.resolve("data"));
        server.begin(this::start);
        List<Customer> customers = IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> server.sandbox().customer(Map.of("limit", 1_000_000)))
                .toList();
        load = new CrashLoad(this::url, customers);
    }

    private Program start(Path log, List<String> ignored) {
        return Program.startMain(log, CrashServer.class, Program.FOR_SECONDS, serverArguments());
    }

    private String[] serverArguments() {
        return new String[] {
            armed == null ? "-" : armed.toString(),
            fault.name(),
            server.data().toString(),
            directory.resolve("namestead.yaml").toString()
        };
    }

    private URI url() {
        return server.url();
    }

    CrashLoad load() {
        return load;
    }

    Map<Victim, Integer> deaths() {
        return Map.copyOf(deaths);
    }

    int allDeaths() {
        return deaths.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The named instants that were armed and did not come. */
    List<String> missed() {
        return List.copyOf(missed);
    }

    Customer customer() {
        return server.sandbox().customer().at(server);
    }

    Registries registries() {
        return registries;
    }

    /** Lets the server die at an instant of one registration, and start again with a planted fault. */
    Answer dieOnce(CrashServer.Instant at, CrashServer.Fault planted, String name)
            throws InterruptedException, IOException {
        died(Victim.SERVER, server::kill);
        armed = at;
        server.begin(this::start);
        pull();
        Customer customer = server.sandbox().customer();
        customer.registerAsync(name).expect(202);
        awaitInstant();
        armed = null;
        fault = planted;
        server.begin(this::start);
        fault = CrashServer.Fault.NONE;
        return customer.at(server).awaitRegistration(name, "succeeded", "failed");
    }

    /** Registrations per second that the server completes when it is asked for as many as it can; warms up first. */
    double capacity(Duration measured) throws InterruptedException {
        load.begin(AT_ONCE);
        Thread.sleep(measured.toMillis());
        long before = load.succeeded();
        Thread.sleep(measured.toMillis());
        double perSecond = (load.succeeded() - before) * 1e3 / measured.toMillis();
        load.end();
        return perSecond;
    }

    /** All these kills under load; in the end everything runs again and everybody has come to an end. */
    void run(List<Kill> kills) throws InterruptedException, IOException {
        load.begin(AT_ONCE);
        for (int i = 0; i < kills.size(); i++) {
            strike(kills.get(i), i + 1 < kills.size() ? kills.get(i + 1) : null);
            if (i % 25 == 24) {
                System.out.println("  (" + allDeaths() + " kills, " + load.succeeded() + " registrations)");
            }
        }
        load.end();
    }

    private void strike(Kill kill, Kill next) throws InterruptedException, IOException {
        var following = next == null ? null : next.at();
        switch (kill.victim()) {
            case AT_INSTANT -> atInstant(kill, following);
            case SERVER -> server(kill, following, server::kill);
            case SERVER_AND_DATABASE -> server(kill, following, server::killEverything);
            case DATABASE -> database(kill);
            case REGISTRIES -> registries(kill);
        }
    }

    /** Lets what the last death interrupted come to its end, within reason, but where a death amid recovery is wanted; then the load runs. */
    private void live(Kill kill) throws InterruptedException {
        if (kill.patient() && !outages.isEmpty()) {
            Recovery.awaitEnd(Books.of(server), outages.getLast().killed(), LONGEST_WAIT);
        }
        Thread.sleep(kill.after().toMillis());
    }

    private void server(Kill kill, CrashServer.Instant following, Runnable death) throws InterruptedException {
        live(kill);
        Instant at = died(kill.victim(), death);
        if (kill.again() != null) {
            armed = null;
            server.launch(this::start);
            Thread.sleep(kill.again().toMillis());
            died(kill.victim(), death);
        }
        restart(at, following);
    }

    private void restart(Instant killedAt, CrashServer.Instant following) {
        armed = following;
        Instant started = Instant.now();
        server.launch(this::start);
        try {
            server.awaitReady();
        } catch (AssertionError notReady) {
            // An armed server may die of its instant before it is ready: then it has kept its word already.
            if (armed == null || server.program().isAlive()) {
                throw notReady;
            }
        }
        outages.add(new Recovery.Outage(killedAt, started));
    }

    private void atInstant(Kill kill, CrashServer.Instant following) throws InterruptedException, IOException {
        if (!kill.at().equals(armed)) {
            Instant at = died(Victim.SERVER, server::kill);
            restart(at, kill.at());
        }
        live(kill);
        pull();
        Instant at = awaitInstant();
        if (kill.again() != null) {
            // The same instant, this time of what was interrupted by it.
            pull();
            restart(
                    at,
                    new CrashServer.Instant(
                            kill.at().kind(), kill.at().step(), kill.at().point(), 1));
            at = awaitInstant();
        }
        restart(at, following);
    }

    private void pull() throws IOException {
        Path trigger = CrashServer.trigger(server.data());
        if (!Files.exists(trigger)) {
            Files.createFile(trigger);
        }
    }

    private Instant awaitInstant() throws InterruptedException, IOException {
        if (!server.program().endsWithin(FOR_ITS_INSTANT)) {
            missed.add(armed.toString());
        }
        Instant at = died(Victim.AT_INSTANT, server::kill);
        Files.deleteIfExists(CrashServer.trigger(server.data()));
        return at;
    }

    private void database(Kill kill) throws InterruptedException, IOException {
        live(kill);
        Instant at = died(kill.victim(), this::killPostmaster);
        if (kill.again() != null) {
            Thread.sleep(kill.again().toMillis());
            died(kill.victim(), this::killPostmaster);
        }
        awaitServing();
        outages.add(new Recovery.Outage(at, at));
    }

    /** The postmaster that serves; none where it is being started again at this very moment. */
    private void killPostmaster() {
        try {
            Path file = server.data().resolve("postgres/cluster/postmaster.pid");
            if (Files.exists(file)) {
                ProcessHandle.of(Long.parseLong(
                                Files.readAllLines(file).getFirst().strip()))
                        .ifPresent(ProcessHandle::destroyForcibly);
            }
        } catch (IOException | NumberFormatException | java.util.NoSuchElementException justGone) {
            // It is on its way out or in; the next start has to cope with that.
        }
    }

    private void awaitServing() {
        await("the database to serve again")
                .atMost(TO_BE_READY)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> {
                    if (!server.program().isAlive()) {
                        throw new AssertionError("the server did not survive its database\n"
                                + server.program().logTail());
                    }
                    return server.anonymous()
                                    .with(Api.bearer(server.variable("REGISTRAR_TOKEN")))
                                    .get(server.demo().path("/registrations/example.com"))
                                    .status()
                            == 200;
                });
    }

    private void registries(Kill kill) throws InterruptedException {
        live(kill);
        Instant at = died(kill.victim(), registries::kill);
        if (kill.again() != null) {
            registries.launch(Program::start);
            Thread.sleep(kill.again().toMillis());
            died(kill.victim(), registries::kill);
        }
        Instant started = Instant.now();
        registries.begin();
        outages.add(new Recovery.Outage(at, started));
    }

    private Instant died(Victim victim, Runnable death) {
        Instant at = Instant.now();
        death.run();
        deaths.merge(victim, 1, Integer::sum);
        return at;
    }

    /** What is wrong with the whole, in words, once it has come to rest. */
    List<String> violations() {
        if (!server.program().isAlive()) {
            armed = null;
            server.begin(this::start);
        }
        Invariants invariants = Invariants.of(server, registries);
        invariants.awaitQuiet(Duration.ofSeconds(60));
        var all = new ArrayList<>(load.complaints());
        all.addAll(invariants.violations(load.accepted()));
        all.addAll(Recovery.lostEdits(Books.of(server), load.autoRenew()));
        return all;
    }

    /** How long what was interrupted took to its end. */
    Recovery recovery() {
        return Recovery.of(Books.of(server), outages);
    }

    @Override
    public void close() {
        server.close();
        registries.close();
    }
}
