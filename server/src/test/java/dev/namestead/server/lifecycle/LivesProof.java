package dev.namestead.server.lifecycle;

import dev.namestead.proof.Figures;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.Catalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random lives of ten years: {@code ./dev lives --seeds N [--seed FIRST]}. The first hundred are lived as a server lives by default, from one due
 * instant to the next; the others in larger worlds, three at once, whose clock stops four times a day, and whose registries are read more seldom,
 * so that more depends on what they tell by themselves. A hundred alone are timed.
 */
class LivesProof {
    private static final int TIMED = 100;
    /** Registries take a thousand faults of a world, and each life has about two. */
    private static final int SIDE_BY_SIDE = 400;

    /** One of so many worlds lives with the registries that are like real ones. */
    private static final int EACH = 4;

    private static final int MOST_REPORTS = 20;
    private static final Pace SELDOM = Pace.EXACT
            .with(
                    LifecycleSettings.DEFAULT.expiry(),
                    new LifecycleSettings.Sweep(Duration.ofDays(60), Duration.ofDays(10), Duration.ofDays(60), 1000))
            .with(Duration.ofHours(6));

    /** As many worlds are lived at once. */
    @RegisterExtension
    static final TestDatabase ONE = new TestDatabase();

    @RegisterExtension
    static final TestDatabase OTHER = new TestDatabase();

    @RegisterExtension
    static final TestDatabase THIRD = new TestDatabase();

    private final int seeds = Integer.getInteger("namestead.lives.seeds", 10_000);
    private final long first = Long.getLong("namestead.lives.seed", 1);
    private final Figures figures = Figures.of(seeds > TIMED ? "Lives" : "Lives of a hundred names");
    private LifeJudge.Counts counts = LifeJudge.Counts.none();
    private int begun;
    private int lived;
    private int broken;

    /** So many seeds from this one on. */
    private record Part(int from, int some) {}

    @Test
    void lives(@TempDir Path directory) throws Exception {
        long from = System.nanoTime();
        try (LifeRegistries plain = LifeRegistries.plain(directory.resolve("plain"));
                LifeRegistries personal = LifeRegistries.of(
                        directory.resolve("personal"), Catalog.builtIn(), LifeByRegistryIT.REGISTRIES)) {
            Duration took = live(ONE.database(), plain, Pace.EXACT, next(TIMED).orElseThrow());
            if (seeds <= TIMED) {
                figures.atMost("ten years of all of them, s", seconds(took), 120);
            }
            try (var lanes = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> all = Stream.of(ONE, OTHER, THIRD)
                        .<Future<?>>map(lane -> lanes.submit(() -> live(lane.database(), plain, personal)))
                        .toList();
                for (Future<?> lane : all) {
                    lane.get();
                }
            }
        }
        judge(lived, broken, counts);
        figures.remark("%s, seeds %d to %d, %.0f s"
                .formatted(counts, first, first + lived - 1, (System.nanoTime() - from) / 1e9));
        figures.conclude();
    }

    private void live(Database database, LifeRegistries plain, LifeRegistries personal) {
        for (Optional<Part> part = next(SIDE_BY_SIDE); part.isPresent(); part = next(SIDE_BY_SIDE)) {
            boolean turn = part.get().from() / SIDE_BY_SIDE % EACH == 1;
            live(database, turn ? personal : plain, SELDOM, part.get());
        }
    }

    private synchronized Optional<Part> next(int most) {
        int some = Math.min(most, seeds - begun);
        if (some == 0 || broken >= MOST_REPORTS) {
            return Optional.empty();
        }
        begun += some;
        return Optional.of(new Part(begun - some, some));
    }

    private Duration live(Database database, LifeRegistries registries, Pace pace, Part part) {
        try (Lives lives = new Lives(database, registries.open(), pace)) {
            Lives.Outcome outcome = lives.live(first + part.from(), part.some());
            add(part, outcome);
            return outcome.took();
        }
    }

    private synchronized void add(Part part, Lives.Outcome outcome) {
        outcome.broken().forEach(System.out::println);
        broken += outcome.broken().size();
        counts = counts.plus(outcome.counts());
        lived += part.some();
        System.out.printf(
                "%d lives, the last %d in %.0f s, %d rules broken%n",
                lived, part.some(), seconds(outcome.took()), broken);
    }

    private void judge(int lived, int broken, LifeJudge.Counts counts) {
        figures.atLeast("lives of ten years", lived, seeds);
        figures.atMost("rules broken", broken, 0);
        figures.atLeast("registrations", counts.registrations(), seeds * 0.9);
        figures.atLeast("renewals", counts.renewals(), seeds);
        figures.atLeast("renewals that failed", counts.failedRenewals(), seeds / 10.0);
        figures.atLeast("names that died or were deleted", counts.deletions(), seeds / 4.0);
        figures.atLeast("names that were restored", counts.restores(), seeds / 20.0);
        figures.atLeast("faults that hit", counts.faults(), seeds / 10.0);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
