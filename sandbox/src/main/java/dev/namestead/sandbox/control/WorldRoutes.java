package dev.namestead.sandbox.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the control address offers under {@code /worlds}: worlds are made and removed there, and each has all that the first one has. */
final class WorldRoutes {
    private static final String ID = "[a-z0-9]{1,32}";
    private static final Duration LONGEST = Duration.ofDays(2);

    private final WorldHost host;
    private final JsonMapper json = ControlJson.mapper();

    WorldRoutes(WorldHost host) {
        this.host = host;
    }

    record WorldBody(@Nullable String id, @Nullable Long seconds) {}

    record SnapshotBody(@Nullable String id) {}

    /** The path begins with {@code worlds}. */
    ControlReply answer(ControlRequest request) {
        List<String> path = request.path();
        if (path.size() == 1) {
            return request.method().equals("GET")
                    ? ControlReply.ok(Map.of(
                            "worlds", host.all().stream().map(HostedWorld::view).toList()))
                    : open(request);
        }
        HostedWorld world = host.find(path.get(1))
                .orElseThrow(() -> new ControlProblem(404, "There is no world " + path.get(1) + "."));
        if (path.size() == 2) {
            return one(request, world);
        }
        return path.get(2).equals("snapshots")
                ? snapshots(request, world)
                : world.routes().answer(request.below(2));
    }

    private ControlReply open(ControlRequest request) {
        requirePost(request);
        WorldBody body = ControlJson.read(json, request.body(), WorldBody.class);
        String id = named(body.id());
        try {
            return new ControlReply(201, host.open(id, lifetime(body)).view());
        } catch (IllegalArgumentException e) {
            throw new ControlProblem(409, String.valueOf(e.getMessage()));
        }
    }

    private static Duration lifetime(WorldBody body) {
        return Optional.ofNullable(body.seconds())
                .map(Duration::ofSeconds)
                .filter(asked -> asked.isPositive() && asked.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> new ControlProblem(400, "seconds is 1 to " + LONGEST.toSeconds() + "."));
    }

    private ControlReply one(ControlRequest request, HostedWorld world) {
        if (request.method().equals("DELETE")) {
            host.remove(request.path().get(1));
            return ControlReply.ok(Map.of());
        }
        return switch (request.method()) {
            case "GET" -> ControlReply.ok(world.view());
            case "POST" -> {
                WorldBody body = ControlJson.read(json, request.body(), WorldBody.class);
                world.endAt(Instant.now().plus(lifetime(body)));
                yield ControlReply.ok(world.view());
            }
            default -> throw new ControlProblem(405, "GET, POST and DELETE are understood here.");
        };
    }

    private ControlReply snapshots(ControlRequest request, HostedWorld world) {
        requirePost(request);
        List<String> path = request.path();
        if (path.size() == 3) {
            String id = named(
                    ControlJson.read(json, request.body(), SnapshotBody.class).id());
            try {
                world.snapshot(id);
            } catch (IllegalArgumentException e) {
                throw new ControlProblem(409, String.valueOf(e.getMessage()));
            }
            return new ControlReply(201, world.view());
        }
        if (path.size() != 5 || !path.get(4).equals("restore")) {
            throw new ControlProblem(404, "There is no such address.");
        }
        if (!world.restore(path.get(3))) {
            throw new ControlProblem(404, "There is no snapshot " + path.get(3) + ".");
        }
        return ControlReply.ok(world.view());
    }

    private static String named(@Nullable String id) {
        if (id == null || !id.matches(ID)) {
            throw new ControlProblem(400, "id is 1 to 32 lower-case letters and digits.");
        }
        return id;
    }

    private static void requirePost(ControlRequest request) {
        if (!request.method().equals("POST")) {
            throw new ControlProblem(405, "POST is understood here.");
        }
    }
}
