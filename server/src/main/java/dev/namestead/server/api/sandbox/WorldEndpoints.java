package dev.namestead.server.api.sandbox;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.api.http.JsonObject;
import dev.namestead.server.sandbox.Worlds;
import dev.namestead.server.sandbox.Worlds.Login;
import dev.namestead.server.sandbox.Worlds.Made;
import dev.namestead.server.sandbox.Worlds.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes worlds for tests, and lets them go. */
final class WorldEndpoints {
    private static final int DEFAULT_SECONDS = 3600;
    private static final int MOST_SECONDS = 86_400;

    private final Worlds worlds;

    WorldEndpoints(Worlds worlds) {
        this.worlds = worlds;
    }

    /**
     * @param baseUrl of the API, as the official clients want it
     * @param accountId and the tokens are told to whoever made the world, once
     */
    record Shown(
            String id,
            Instant endsAt,
            String baseUrl,
            String sandboxUrl,
            @Nullable String accountId,
            @Nullable String token,
            @Nullable String readToken,
            List<Login> registries,
            List<String> snapshots) {

        static Shown of(World world) {
            return new Shown(
                    world.id(),
                    world.endsAt(),
                    world.address() + "/client/v4",
                    world.address() + "/sandbox",
                    null,
                    null,
                    null,
                    world.registries(),
                    world.snapshots());
        }

        static Shown of(Made made) {
            Shown world = of(made.world());
            return new Shown(
                    world.id,
                    world.endsAt,
                    world.baseUrl,
                    world.sandboxUrl,
                    made.account().account().value(),
                    made.account().token().token(),
                    made.account().readToken().token(),
                    world.registries,
                    world.snapshots);
        }
    }

    Answer create(Call call) {
        JsonObject body = call.body().only("seconds");
        Duration lifetime =
                Duration.ofSeconds(body.integer("seconds", 1, MOST_SECONDS).orElse(DEFAULT_SECONDS));
        return now(() -> Answer.of(201, Shown.of(worlds.create(call.actor(), lifetime))));
    }

    Answer list(Call call) {
        return Answer.ok(worlds.all().stream().map(Shown::of).toList());
    }

    Answer show(Call call) {
        return answer(call, worlds.find(id(call)));
    }

    Answer delete(Call call) {
        if (!worlds.delete(id(call))) {
            throw absent(call);
        }
        return Answer.ok(Map.of());
    }

    Answer snapshot(Call call) {
        String name = call.body().only("name").text("name").orElse("first");
        if (!name.matches("[a-z0-9]{1,32}")) {
            throw new RefusedException(Refusal.INVALID, "name must be 1 to 32 lower-case letters and digits", "/name");
        }
        return now(() -> worlds.snapshot(id(call), name)
                .map(world -> Answer.of(201, Shown.of(world)))
                .orElseThrow(() -> absent(call)));
    }

    Answer restore(Call call) {
        return now(() -> answer(call, worlds.restore(id(call), call.parameter("snapshot"))));
    }

    private static Answer now(Supplier<Answer> work) {
        try {
            return RegistryProxy.translated(work);
        } catch (IllegalStateException notNow) {
            throw new RefusedException(Refusal.CONFLICT, String.valueOf(notNow.getMessage()));
        }
    }

    private static Answer answer(Call call, Optional<World> world) {
        return world.map(found -> Answer.ok(Shown.of(found))).orElseThrow(() -> absent(call));
    }

    private static String id(Call call) {
        return call.parameter("world");
    }

    private static RefusedException absent(Call call) {
        return new RefusedException(Refusal.NOT_FOUND, "There is no such world or snapshot");
    }
}
