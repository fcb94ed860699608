package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.proof.Figures;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
    private static final int ROUNDS = 3;
    /** Until both sides are compiled, and rounds that count; short, so that a busy machine weighs on both alike. */
    private static final int CHECKS_WARM_UP = 6;

    private static final int CHECKS_ROUNDS = 7;
    private static final Duration CHECKS_TURN = Duration.ofSeconds(5);
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

    /** As people check: a word, and under which extensions it can be had. */
    private void checks(Namestead server) throws Exception {
        Customer customer = server.sandbox().customer();
        Clients clients = i -> connection -> connection.exchange(request(
                server,
                customer,
                "/domain-check",
                Api.JSON.writeValueAsString(Map.of("domains", RegistryChecks.names(next.incrementAndGet())))));
        var registries = new RegistryChecks(server, next);
        var ratios = new ArrayList<Double>();
        double best = 0;
        for (int round = -CHECKS_WARM_UP; round < CHECKS_ROUNDS; round++) {
            double direct = registries.perSecond(CHECKS_TURN);
            double checked = load(server.url(), clients, 200, CHECKS_TURN);
            if (round >= 0) {
                figures.remark("%.0f checks of %d names a second by the API, %.0f at the registries"
                        .formatted(checked, RegistryChecks.NAMES, direct));
                ratios.add(checked / direct);
                best = Math.max(best, checked);
            }
        }
        figures.atLeast("checks of 20 names / the registries' own", median(ratios), 0.6);
        figures.atLeast("checks of 20 names per second, at best", best, 10);
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
