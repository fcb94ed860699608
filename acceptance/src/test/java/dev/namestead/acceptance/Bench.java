package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.proof.Figures;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * The figures of {@code ./dev bench}, one line each: name, value, goal, PASS or FAIL. Ratios are taken in one run, in turns, so that a busy
 * machine weighs on both sides alike. Not part of the tests: its name keeps it out.
 */
class Bench {
    private static final int PARKED = 5_000;
    private final Figures figures = Figures.of("Speed and memory");

    @Test
    void figures() throws Exception {
        build();
        startingAgain();
        parkedCreates();
        figures.conclude();
    }

    /** The launcher builds where the sources are newer, which is no part of any figure. */
    private static void build() {
        Path log = Workplace.directory("bench-build").resolve("build.log");
        var build = Program.startByLauncher(log, List.of("version"));
        assertThat(build.awaitExit(Duration.ofMinutes(15))).as(build.logTail()).isZero();
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private void startingAgain() {
        var server =
                Namestead.at(Workplace.directory("bench-start").resolve("data")).begin();
        var seconds = new ArrayList<Double>();
        for (int i = 0; i < 5; i++) {
            server.stop();
            long from = System.nanoTime();
            server.beginByLauncher();
            seconds.add((System.nanoTime() - from) / 1e9);
        }
        server.close();
        figures.atMost("start to ready, not the first time (s)", median(seconds), 2.5);
    }

    private void parkedCreates() throws Exception {
        try (var server = Namestead.withSettings("bench-parked", "http: {wait_window: 90s}\n")
                .beginByLauncher()) {
            var customer = server.sandbox().customer(Map.of("limit", 2 * PARKED));
            var answers = new ConcurrentHashMap<String, Integer>();
            URI creates = URI.create(server.url() + customer.path("/registrations"));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var running = new ArrayList<Future<?>>();
                for (int i = 0; i < PARKED; i++) {
                    String name = "parked-" + i + "-slow.com";
                    running.add(threads.submit(
                            () -> answers.merge(create(creates, customer.token(), name), 1, Integer::sum)));
                    // A figure of memory, not of speed: nobody has to wait for a connection to the database.
                    Thread.sleep(Duration.ofMillis(5));
                }
                long most = 0;
                Instant end = Instant.now().plusSeconds(15);
                while (Instant.now().isBefore(end)) {
                    most = Math.max(most, server.program().residentKilobytes());
                    Thread.sleep(Duration.ofMillis(250));
                }
                int early =
                        answers.values().stream().mapToInt(Integer::intValue).sum();
                figures.remark("%d creates were parked when the memory was read".formatted(PARKED - early));
                figures.atMost("resident memory with 5,000 parked creates (GB)", most / 1e6, 0.8);
                for (var future : running) {
                    future.get();
                }
            }
            figures.remark("answers to the creates: " + answers);
            int good = answers.getOrDefault("201", 0) + answers.getOrDefault("202", 0);
            figures.atMost("errors among 5,000 parked creates", PARKED - good, 0);
        }
    }

    /** The status of the answer, or what went wrong. */
    private static String create(URI creates, String token, String name) {
        byte[] request = LoadClient.request("POST", creates, token, "{\"domain_name\":\"" + name + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
        try (var connection = new LoadClient.Connection(creates)) {
            return Integer.toString(connection.exchange(request));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
