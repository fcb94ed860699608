package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.client.EppClient;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import dev.namestead.proof.Figures;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/**
 * The figures of {@code ./dev bench throughput}: what is got done in a second beside what the database, and the registry, could do at most
 * with the same work. Both sides take turns in one run.
 */
class ThroughputBench {
    private static final int CLIENTS = 64;
    private static final int ACCOUNTS = 8;
    private static final int NAMES = 20;
    private static final int ROUNDS = 3;
    /** The sandbox's limit for one registrar. */
    private static final int SESSIONS = 8;

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration TURN = Duration.ofSeconds(10);

    private final Figures figures = Figures.of("Throughput");
    private final AtomicInteger next = new AtomicInteger();

    /** One request after the other by one client; the status of the answer. */
    private interface Client {
        int request(LoadClient.Connection connection) throws IOException;
    }

    private interface Clients {
        Client number(int i);
    }

    @Test
    void figures() throws Exception {
        try (var server = Namestead.at(Workplace.directory("bench-throughput").resolve("data"))
                .beginByLauncher()) {
            registrations(server);
            checks(server);
        }
        figures.conclude();
    }

    private void registrations(Namestead server) throws Exception {
        var customers = new ArrayList<Customer>();
        for (int i = 0; i < ACCOUNTS; i++) {
            customers.add(server.sandbox().customer(Map.of("limit", 1_000_000)));
        }
        Clients clients = i -> connection -> connection.exchange(create(server, customers.get(i % ACCOUNTS)));
        Books books = Books.of(server);
        load(server.url(), clients, 201, WARM_UP);
        var ratios = new ArrayList<Double>();
        double best = 0;
        RawWrites raw = null;
        for (int round = 0; round < ROUNDS; round++) {
            var before = RawWrites.written(books);
            double completed = load(server.url(), clients, 201, TURN);
            if (raw == null) {
                // The statistics of a backend reach the view within a second of its idleness.
                Thread.sleep(Duration.ofSeconds(2));
                var each = RawWrites.written(books).each(before, Math.round(completed * TURN.toMillis() / 1000.0));
                figures.remark("a registration writes " + each);
                raw = new RawWrites(books, each);
                raw.perSecond(CLIENTS, Duration.ofSeconds(3));
            }
            double written = raw.perSecond(CLIENTS, TURN);
            figures.remark("%.0f registrations a second beside %.0f raw ones".formatted(completed, written));
            ratios.add(completed / written);
            best = Math.max(best, completed);
        }
        figures.atLeast("registrations per second, at best", best, 1);
        figures.atLeast("registrations / raw transactions of the same rows", median(ratios), 0.25);
    }

    private byte[] create(Namestead server, Customer customer) {
        return request(
                server, customer, "/registrations", "{\"domain_name\":\"bench-" + next.incrementAndGet() + ".com\"}");
    }

    private void checks(Namestead server) throws Exception {
        Customer customer = server.sandbox().customer();
        Clients clients = i -> connection -> connection.exchange(
                request(server, customer, "/domain-check", Api.JSON.writeValueAsString(Map.of("domains", names()))));
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS + 1; round++) {
            double direct = directChecks(server);
            double checked = load(server.url(), clients, 200, TURN);
            figures.remark("%.0f checks of %d names a second by the API, %.0f at the registry"
                    .formatted(checked, NAMES, direct));
            if (round > 0) {
                ratios.add(checked / direct);
            }
        }
        figures.atLeast("checks of 20 names / the registry's own", median(ratios), 0.6);
    }

    private List<String> names() {
        int batch = next.incrementAndGet();
        var names = new ArrayList<String>();
        for (int i = 0; i < NAMES; i++) {
            names.add("check-" + batch + "-" + i + ".com");
        }
        return names;
    }

    /** As fast as the registry answers another registrar through as many sessions as the server may have. */
    private double directChecks(Namestead server) throws Exception {
        String host = server.variable("EPP_THIN_HOST");
        var endpoint = EppEndpoint.of(
                host,
                Integer.parseInt(server.variable("EPP_THIN_PORT")),
                host,
                TlsMaterial.trusting(Files.readString(Path.of(server.variable("EPP_CA"))))
                        .context());
        var credentials = new EppCredentials(
                server.variable("EPP_THIN_OTHER_USER"),
                server.variable("EPP_THIN_OTHER_PASSWORD"),
                null,
                List.of(EppNamespace.DOMAIN),
                List.of());
        var done = new LongAdder();
        try (var watchdog = new Watchdog();
                var threads = Executors.newFixedThreadPool(SESSIONS)) {
            var client = new EppClient(endpoint, EppCodec.standard(), watchdog, FrameListener.NONE, this::clTrid);
            var sessions = new ArrayList<EppSession>();
            for (int i = 0; i < SESSIONS; i++) {
                sessions.add(client.open(credentials, ANSWER));
            }
            long end = System.nanoTime() + TURN.toNanos();
            var running = new ArrayList<Future<?>>();
            for (EppSession session : sessions) {
                running.add(threads.submit(() -> {
                    try (session) {
                        while (System.nanoTime() < end) {
                            var check = EppCommand.of(new DomainCommand.Check(names()), clTrid());
                            assertThat(session.request(check, ANSWER).isSuccess())
                                    .isTrue();
                            done.increment();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
        return done.sum() / (TURN.toNanos() / 1e9);
    }

    private String clTrid() {
        return "BENCH-" + next.incrementAndGet();
    }

    private static byte[] request(Namestead server, Customer customer, String rest, String body) {
        return LoadClient.request("POST", URI.create(server.url() + customer.path(rest)), customer.token(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Answers of the wanted status in a second; any other fails the bench. */
    private static double load(URI uri, Clients clients, int wanted, Duration duration) throws Exception {
        var done = new LongAdder();
        long end = System.nanoTime() + duration.toNanos();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < CLIENTS; i++) {
                Client client = clients.number(i);
                running.add(threads.submit(() -> {
                    try (var connection = new LoadClient.Connection(uri)) {
                        while (System.nanoTime() < end) {
                            assertThat(client.request(connection)).isEqualTo(wanted);
                            done.increment();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
        return done.sum() / (duration.toNanos() / 1e9);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
