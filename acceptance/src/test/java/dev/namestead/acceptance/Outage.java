package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.proof.Figures;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * A registrar with three registries, each a program of its own, one of which fails: dead, then slow, then lying. The customers of the other
 * two must not notice. Turns with the third in health and in trouble alternate, so that a busy machine weighs on both alike.
 */
final class Outage implements AutoCloseable {
    static final String UNANSWERED = "creates at the others that were not done within the wait";

    /** Each sells one extension of its own: com, xyz, and org at the one that fails. */
    private static final String CATALOG = "extensions: {org: {registry: third}}\n";

    private static final int WORKERS = 4;
    private static final Duration PACE = Duration.ofMillis(250);

    private final Registries first;
    private final Registries second;
    private final Registries third;
    private final Gate gate;
    private final Namestead server;
    private final Customer customer;
    private final List<Accepted> accepted = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger serverErrors = new AtomicInteger();
    private final AtomicLong numbers = new AtomicLong();

    /**
     * @param shared whether the second one stands behind the gate too: the fault that must turn it red
     * @param wait how long a create may take to count as served
     * @param starter of the programs
     */
    Outage(boolean shared, Duration wait, BiFunction<Path, List<String>, Program> starter) {
        first = Registries.start("outage-first", starter);
        second = Registries.start("outage-second", starter);
        third = Registries.start("outage-third", starter);
        gate = new Gate(
                third.variables().get("EPP_THICK_HOST"),
                Integer.parseInt(third.variables().get("EPP_THICK_PORT")));
        var catalog = Workplace.write(Workplace.directory("outage").resolve("catalog.yaml"), CATALOG);
        String settings = "registries:\n"
                + settings("thin", first, "THIN", first.variables().get("EPP_THIN_PORT"))
                + settings("thick", shared ? third : second, "THICK", port(shared))
                + settings("third", third, "THICK", "" + gate.port())
                + "sandbox: {control_url: '" + first.variables().get("SANDBOX_CONTROL_URL") + "', control_token: '"
                + first.variables().get("SANDBOX_CONTROL_TOKEN") + "'}\ncatalog: {file: " + catalog + "}\n"
                + "http: {wait_window: " + wait.toSeconds() + "s}\n";
        server = Namestead.withSettings("outage", settings).begin(starter);
        customer = server.sandbox().customer(Map.of("limit", 1_000_000));
    }

    private String port(boolean shared) {
        return shared ? "" + gate.port() : second.variables().get("EPP_THICK_PORT");
    }

    /** A tenth of what real registries may take, so that a proof does not take a day. */
    private static String settings(String id, Registries program, String kind, String port) {
        Variables variables = program.variables();
        return """
                - id: %s
                  host: %s
                  port: %s
                  user: %s
                  password: '%s'
                  ca_file: %s
                  contacts: %s
                  deadlines: {session: 2s, query: 1s, transform: 2s}
                """.formatted(
                        id,
                        variables.get("EPP_" + kind + "_HOST"),
                        port,
                        variables.get("EPP_" + kind + "_USER"),
                        variables.get("EPP_" + kind + "_PASSWORD"),
                        variables.get("EPP_CA"),
                        kind.toLowerCase(java.util.Locale.ROOT));
    }

    /** How the third registry fails. */
    enum Trouble {
        DEAD,
        SLOW,
        LYING
    }

    void begin(Trouble trouble) {
        switch (trouble) {
            case DEAD -> gate.shut();
            // Every answer comes after its deadline, which is five times the service level.
            case SLOW -> third.fault(Map.of("action", "delay", "millis", 2_500, "chance", 1));
            case LYING -> {
                third.fault(Map.of("command", "domain:check", "action", "garbage", "chance", 0.5, "seed", 1));
                third.fault(Map.of("command", "domain:create", "action", "wrong-id", "chance", 0.5, "seed", 2));
                third.fault(Map.of("command", "domain:create", "action", "garbage", "chance", 1));
                third.fault(Map.of("command", "domain:info", "action", "garbage", "chance", 1));
                third.fault(Map.of("command", "contact:create", "action", "wrong-id", "chance", 0.5, "seed", 3));
            }
        }
    }

    void end(Trouble trouble) {
        if (trouble == Trouble.DEAD) {
            gate.open();
        } else {
            third.mend();
        }
    }

    /** What came of a turn: the waits of those who asked the others, and how many were not served. */
    record Turn(List<Long> micros, int unanswered) {
        Turn and(Turn other) {
            var all = new ArrayList<>(micros);
            all.addAll(other.micros);
            return new Turn(all, unanswered + other.unanswered);
        }

        double millis(double quantile) {
            List<Long> sorted = micros.stream().sorted().toList();
            return sorted.isEmpty() ? 0 : sorted.get((int) (quantile * (sorted.size() - 1))) / 1e3;
        }

        static Turn none() {
            return new Turn(List.of(), 0);
        }
    }

    /** Registrations at all three at a steady pace for so long; only the others' are measured, from when they were due. */
    Turn turn(Duration length) {
        var micros = Collections.synchronizedList(new ArrayList<Long>());
        var unanswered = new AtomicInteger();
        long end = System.nanoTime() + length.toNanos();
        var lines = new ArrayList<Callable<Boolean>>();
        for (int worker = 0; worker < WORKERS; worker++) {
            for (String extension : List.of("com", "xyz")) {
                lines.add(() -> measured(extension, end, micros, unanswered));
            }
        }
        lines.add(() -> unmeasured(end));
        Together.run(lines);
        return new Turn(List.copyOf(micros), unanswered.get());
    }

    private boolean measured(String extension, long end, List<Long> micros, AtomicInteger unanswered)
            throws IOException, InterruptedException {
        URI creates = URI.create(server.url() + customer.path("/registrations"));
        try (var connection = new LoadClient.Connection(creates)) {
            long due = System.nanoTime() + (long) (Math.random() * PACE.toNanos());
            while (due < end) {
                pauseUntil(due);
                String body = "{\"domain_name\":\"o" + numbers.incrementAndGet() + "." + extension + "\"}";
                int status = connection.exchange(LoadClient.request("POST", creates, customer.token(), body)
                        .getBytes(StandardCharsets.US_ASCII));
                micros.add((System.nanoTime() - due) / 1_000);
                unanswered.addAndGet(status == 201 ? 0 : 1);
                serverErrors.addAndGet(status >= 500 ? 1 : 0);
                due = Math.max(due + PACE.toNanos(), System.nanoTime() - PACE.toNanos());
            }
        }
        return true;
    }

    /** At the one that fails: orders that are not waited for, checks that name all three, and what is known of old ones. */
    private boolean unmeasured(long end) throws InterruptedException {
        String old = "";
        while (System.nanoTime() < end) {
            long number = numbers.incrementAndGet();
            String name = "o" + number + ".org";
            Answer answer = customer.registerAsync(name);
            Accepted.of("registration", customer, name, answer).ifPresent(accepted::add);
            seen(answer);
            if (number % 8 == 0 && !old.isEmpty()) {
                seen(customer.check("c" + number + ".com", "c" + number + ".xyz", "c" + number + ".org"));
                seen(customer.registrationStatus(old));
                seen(customer.get("/registrations?per_page=5"));
            }
            old = name;
            pauseUntil(System.nanoTime() + PACE.toNanos() / 2);
        }
        return true;
    }

    private void seen(Answer answer) {
        serverErrors.addAndGet(answer.status() >= 500 ? 1 : 0);
    }

    private static void pauseUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }

    /** So many hours of business time without the third one, with orders for it every hour; then how long it takes to do them all. */
    Duration hoursWithout(Duration outage, int parts) {
        begin(Trouble.DEAD);
        for (int part = 0; part < parts; part++) {
            for (int i = 0; i < 10; i++) {
                String name = "o" + numbers.incrementAndGet() + ".org";
                Answer answer = customer.registerAsync(name);
                accepted.add(Accepted.of("registration", customer, name, answer).orElseThrow());
            }
            seen(customer.register("o" + numbers.incrementAndGet() + ".com").expect(201));
            Duration by = outage.dividedBy(parts);
            server.sandbox().advance(by);
            for (Registries other : List.of(second, third)) {
                other.control().post("/clock", "{\"advance\":\"" + by + "\"}").expect(200);
            }
        }
        end(Trouble.DEAD);
        return drained();
    }

    /** How long it takes from now until nothing is under way any more. */
    Duration drained() {
        long began = System.nanoTime();
        invariants().awaitQuiet(Duration.ofMinutes(3));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Invariants invariants() {
        return Invariants.of(
                () -> Books.of(server),
                () -> new Holdings(Map.of(
                        "thin", held(first, "thin"), "thick", held(second, "thick"), "third", held(third, "thick"))));
    }

    private static Map<String, Holdings.Holding> held(Registries program, String id) {
        return Holdings.read(program.variables()).byRegistry().getOrDefault(id, Map.of());
    }

    /** What must hold however it went: nothing was answered 5xx, nothing was lost, and everything was bought. */
    void judge(Figures figures) {
        figures.atMost("answers 5xx", serverErrors.get(), 0);
        List<String> violations = invariants().violations(accepted);
        violations.stream().limit(20).forEach(figures::remark);
        figures.atMost("violated invariants", violations.size(), 0);
        figures.atLeast("registrations at the one that failed", count("third", "succeeded"), accepted.size());
        figures.atMost("registrations that failed", count("%", "failed"), 0);
    }

    private long count(String lane, String state) {
        try (Connection books = Books.of(server).open();
                var query = books.prepareStatement("SELECT count(*) FROM workflow WHERE lane LIKE ? AND state = ?")) {
            query.setString(1, lane);
            query.setString(2, state);
            try (var rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getLong(1);
            }
        } catch (SQLException broken) {
            throw new AssertionError(broken);
        }
    }

    @Override
    public void close() {
        server.close();
        gate.close();
        List.of(first, second, third).forEach(Registries::close);
    }
}
