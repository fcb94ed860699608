package dev.namestead.acceptance;

import dev.namestead.api.RegistrationRequest;
import dev.namestead.api.RegistrationStatus;
import dev.namestead.api.WorkflowState;
import dev.namestead.api.testing.SandboxWorld;
import dev.namestead.proof.Figures;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** {@code ./dev bench worlds}: how soon a world is there, and fifty of them at once, each with a name and a clock that moves by a year. */
class WorldBench {
    private static final int WORLDS = 50;
    private static final int WARM_UP = 5;
    private static final Duration LIFETIME = Duration.ofHours(1);

    @Test
    void figures() throws Exception {
        var figures = Figures.of("Worlds");
        try (Namestead server = Namestead.start("worlds")) {
            URI sandbox = URI.create(server.variable("SANDBOX_URL"));
            for (int i = 0; i < WARM_UP; i++) {
                SandboxWorld.create(sandbox, LIFETIME).close();
            }
            List<SandboxWorld> worlds = new ArrayList<>();
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < WORLDS; i++) {
                long begun = System.nanoTime();
                worlds.add(SandboxWorld.create(sandbox, LIFETIME));
                millis.add((System.nanoTime() - begun) / 1e6);
            }
            Collections.sort(millis);
            figures.atMost("a world is made in, ms, median of " + WORLDS, millis.get(WORLDS / 2), 300);
            figures.remark("the slowest took %.0f ms, while all before it stood".formatted(millis.getLast()));
            Instant before = worlds.getFirst().now();
            long begun = System.nanoTime();
            List<Boolean> right = together(worlds.stream()
                    .map(world -> (Callable<Boolean>) () -> aYear(world))
                    .toList());
            figures.atLeast(
                    "worlds of " + WORLDS + " at once whose name lived as it should",
                    right.stream().filter(each -> each).count(),
                    WORLDS);
            figures.remark("a registration and 400 days in each of them at once: %.1f s"
                    .formatted((System.nanoTime() - begun) / 1e9));
            figures.atLeast(
                    "worlds whose clock moved by itself",
                    worlds.stream()
                            .filter(world -> world.now().isAfter(before.plus(Duration.ofDays(399))))
                            .count(),
                    WORLDS);
            worlds.forEach(SandboxWorld::close);
        }
        figures.conclude();
    }

    private static boolean aYear(SandboxWorld world) {
        try (var client = world.client()) {
            boolean bought = client.register(RegistrationRequest.express("tea-house.com"))
                    .state()
                    .equals(WorkflowState.SUCCEEDED.wire());
            world.advance(Duration.ofDays(400));
            return bought && !client.get("tea-house.com").status().equals(RegistrationStatus.ACTIVE.wire());
        }
    }

    private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        List<T> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> each : threads.invokeAll(tasks)) {
                results.add(each.get());
            }
        }
        return results;
    }
}
