package dev.namestead.acceptance;

import static org.awaitility.Awaitility.await;

import dev.namestead.proof.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server with its own PostgreSQL, which is killed: the server starts it again by itself. */
final class EmbeddedFaults {
    private EmbeddedFaults() {}

    static void kill(Figures figures, int times) {
        var seconds = new ArrayList<Double>();
        List<String> violations;
        DatabaseLoad load;
        try (Registries registries = Registries.start("embedded-faults-registries");
                Namestead server = Namestead.configured(
                        "embedded-faults",
                        registries.settings() + "database: {acquire_timeout: 2s}\nworkflow: {lease: 4s}\n")) {
            load = new DatabaseLoad(server.sandbox().customer(Map.of("limit", 1_000_000)));
            try (load) {
                for (int i = 0; i < times; i++) {
                    load.awaitMore(5);
                    long old = postmaster(server);
                    long from = System.nanoTime();
                    ProcessHandle.of(old).ifPresent(ProcessHandle::destroyForcibly);
                    await().atMost(Duration.ofSeconds(30))
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> postmaster(server) != old && postmaster(server) != 0);
                    load.awaitMore(3);
                    seconds.add((System.nanoTime() - from) / 1e9);
                }
            }
            Invariants invariants = Invariants.of(server, registries);
            invariants.awaitQuiet(Duration.ofMinutes(1));
            violations = invariants.violations(load.accepted());
        }
        figures.atLeast("kills of the embedded database", seconds.size(), times);
        figures.atLeast("names accepted on it meanwhile", load.accepted().size(), 8.0 * times);
        figures.inTime(
                "kill to accepting again, longest (s)",
                seconds.stream().mapToDouble(Double::doubleValue).max().orElse(99),
                10);
        figures.atMost("invariants violated on it", violations.size(), 0);
        figures.atMost("answers on it other than success and 503", load.wrong().size(), 0);
        violations.stream().limit(10).forEach(figures::remark);
        load.wrong().stream().limit(5).forEach(figures::remark);
    }

    /** Zero while there is none. */
    private static long postmaster(Namestead server) {
        Path file = server.data().resolve("postgres/cluster/postmaster.pid");
        try {
            List<String> lines = Files.readAllLines(file);
            boolean ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
            return ready ? Long.parseLong(lines.getFirst().strip()) : 0;
        } catch (IOException | NumberFormatException notThere) {
            return 0;
        }
    }
}
