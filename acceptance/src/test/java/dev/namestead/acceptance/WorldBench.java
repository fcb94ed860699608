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

/**
 * {@code ./dev bench worlds}: how soon a world is there, one after the other and fifty at once, and what fifty of them cost, each with a name
 * and a clock that moves by a year. With a server as a user starts it.
 */
class WorldBench {
    private static final int WORLDS = 50;
    private static final int WARM_UP = 10;
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Figures figures = Figures.of("Worlds");

    @Test
    void figures() throws Exception {
        try (Namestead server =
                Namestead.at(Workplace.directory("worlds").resolve("data")).beginByLauncher()) {
            URI sandbox = URI.create(server.variable("SANDBOX_URL"));
            long begun = System.nanoTime();
            SandboxWorld.create(sandbox, LIFETIME).close();
            figures.remark("the first one since the start took %.0f ms".formatted(millisSince(begun)));
            for (int i = 0; i < WARM_UP; i++) {
                SandboxWorld.create(sandbox, LIFETIME).close();
            }
            oneAfterTheOther(sandbox);
            atOnce(server, sandbox);
        }
        figures.conclude();
    }

    private static double millisSince(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }

    private void oneAfterTheOther(URI sandbox) {
        List<SandboxWorld> worlds = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < WORLDS; i++) {
            long begun = System.nanoTime();
            worlds.add(SandboxWorld.create(sandbox, LIFETIME));
            millis.add(millisSince(begun));
        }
        Collections.sort(millis);
        figures.atMost("a world is made in, ms, median of " + WORLDS, millis.get(WORLDS / 2), 300);
        figures.remark(
                "one was asked for as soon as the one before was there; the quickest took %.0f ms, the slowest %.0f ms"
                        .formatted(millis.getFirst(), millis.getLast()));
        worlds.forEach(SandboxWorld::close);
    }

    private void atOnce(Namestead server, URI sandbox) throws Exception {
        long alone = server.program().residentKilobytes();
        long begun = System.nanoTime();
        List<SandboxWorld> worlds = together(
                Collections.nCopies(WORLDS, (Callable<SandboxWorld>) () -> SandboxWorld.create(sandbox, LIFETIME)));
        figures.remark("%d were asked for at once: all there after %.1f s".formatted(WORLDS, millisSince(begun) / 1e3));
        Instant before = worlds.getFirst().now();
        begun = System.nanoTime();
        List<Boolean> right = together(worlds.stream()
                .map(world -> (Callable<Boolean>) () -> aYear(world))
                .toList());
        figures.atLeast(
                "worlds of " + WORLDS + " at once whose name lived as it should",
                right.stream().filter(each -> each).count(),
                WORLDS);
        figures.remark(
                "a registration and 400 days in each of them at once: %.1f s".formatted(millisSince(begun) / 1e3));
        figures.atLeast(
                "worlds whose clock moved by itself",
                worlds.stream()
                        .filter(world -> world.now().isAfter(before.plus(Duration.ofDays(399))))
                        .count(),
                WORLDS);
        long most = server.program().residentKilobytes();
        figures.atMost("resident memory of the server with " + WORLDS + " worlds (GB)", most / 1e6, 1.0);
        figures.remark("it was %.2f GB before they were made".formatted(alone / 1e6));
        worlds.forEach(SandboxWorld::close);
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
