package dev.namestead.acceptance;

import dev.namestead.server.workflow.WorkflowProbe.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Which kills in which order: the same for the same seed. */
final class CrashPlan {
    /** Each workflow's steps. */
    static final Map<String, List<String>> STEPS = Map.of(
            "registration", List.of("check", "confirm", "authorise", "contact", "create", "capture", "lock"),
            "update", List.of("registry", "record"),
            "renewal", List.of("price", "authorise", "renew", "capture", "resume"));

    /** How long the load runs after a start at most before something dies. */
    private static final int LONGEST_LIFE_MILLIS = 600;
    /** The second of two deaths falls into the start after the first. */
    private static final int LONGEST_START_MILLIS = 500;

    /** Who dies. */
    enum Victim {
        SERVER,
        DATABASE,
        SERVER_AND_DATABASE,
        REGISTRIES,
        /** The server by its own hand, at a named instant. */
        AT_INSTANT
    }

    /**
     * A death, or two.
     *
     * @param patient whether what the last death interrupted may come to its end before
     * @param after how long the load runs then
     * @param again how long after the start begins it dies a second time; null where once is enough
     * @param at for {@link Victim#AT_INSTANT} only
     */
    record Kill(Victim victim, boolean patient, Duration after, Duration again, CrashServer.Instant at) {
        int deaths() {
            return again == null ? 1 : 2;
        }
    }

    private final Random random;

    CrashPlan(long seed) {
        this.random = new Random(seed);
    }

    /** Deaths of each victim at random instants. */
    List<Kill> atRandom(int deaths) {
        var kills = new ArrayList<Kill>();
        for (int left = deaths; left > 0; left -= kills.getLast().deaths()) {
            int dice = random.nextInt(20);
            Victim victim = dice < 10
                    ? Victim.SERVER
                    : dice < 13 ? Victim.DATABASE : dice < 17 ? Victim.SERVER_AND_DATABASE : Victim.REGISTRIES;
            kills.add(new Kill(
                    victim, random.nextInt(4) > 0, life(), left > 1 && random.nextInt(3) == 0 ? start() : null, null));
        }
        return kills;
    }

    /** Each victim once, at random instants, half of them twice in a row. */
    List<Kill> oneOfEach() {
        return List.of(
                new Kill(Victim.SERVER, true, life(), start(), null),
                new Kill(Victim.DATABASE, true, life(), null, null),
                new Kill(Victim.SERVER_AND_DATABASE, true, life(), start(), null),
                new Kill(Victim.REGISTRIES, true, life(), null, null));
    }

    /** Each named instant of each step once, or twice in a row. */
    List<Kill> atEveryInstant(boolean twice) {
        var kills = new ArrayList<Kill>();
        STEPS.forEach((kind, steps) -> steps.forEach(step -> {
            for (Point point : Point.values()) {
                var at = new CrashServer.Instant(kind, step, point, 1 + random.nextInt(3));
                kills.add(new Kill(Victim.AT_INSTANT, true, Duration.ZERO, twice ? Duration.ZERO : null, at));
            }
        }));
        return kills;
    }

    private Duration life() {
        return Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS));
    }

    private Duration start() {
        return Duration.ofMillis(random.nextInt(LONGEST_START_MILLIS));
    }
}
