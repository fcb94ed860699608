package dev.namestead.server.lifecycle;

import dev.namestead.proof.Figures;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.Catalog;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random lives of ten years: {@code ./dev lives --seeds N [--seed FIRST]}. The first hundred are lived as a server lives by default, from one due
 * instant to the next; the others in larger worlds whose clock stops four times a day, and whose registries are read more seldom, so that more
 * depends on what they tell by themselves. A hundred alone are timed.
 */
class LivesProof {
    private static final int TIMED = 100;
    private static final int SIDE_BY_SIDE = 500;
    /** One of so many worlds lives with the registries that are like real ones. */
    private static final int EACH = 4;

    private static final int MOST_REPORTS = 20;
    private static final Pace SELDOM = Pace.EXACT
            .with(
                    LifecycleSettings.DEFAULT.expiry(),
                    new LifecycleSettings.Sweep(Duration.ofDays(60), Duration.ofDays(10), Duration.ofDays(60), 1000))
            .with(Duration.ofHours(6));

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final int seeds = Integer.getInteger("namestead.lives.seeds", 10_000);
    private final Figures figures = Figures.of(seeds > TIMED ? "Lives" : "Lives of a hundred names");

    @Test
    void lives(@TempDir Path directory) {
        long first = Long.getLong("namestead.lives.seed", 1);
        LifeJudge.Counts counts = LifeJudge.Counts.none();
        int broken = 0;
        int lived = 0;
        Duration all = Duration.ZERO;
        try (LifeRegistries plain = LifeRegistries.plain(directory.resolve("plain"));
                LifeRegistries personal = LifeRegistries.of(
                        directory.resolve("personal"), Catalog.builtIn(), LifeByRegistryIT.REGISTRIES)) {
            while (lived < seeds && broken < MOST_REPORTS) {
                int some = Math.min(lived == 0 ? TIMED : SIDE_BY_SIDE, seeds - lived);
                Pace pace = lived == 0 ? Pace.EXACT : SELDOM;
                boolean turn = lived / SIDE_BY_SIDE % EACH == 1;
                Lives.Outcome outcome = world(turn ? personal : plain, pace, first + lived, some);
                outcome.broken().forEach(System.out::println);
                if (seeds <= TIMED) {
                    figures.atMost("ten years of all of them, s", seconds(outcome.took()), 120);
                }
                broken += outcome.broken().size();
                counts = counts.plus(outcome.counts());
                all = all.plus(outcome.took());
                lived += some;
                System.out.printf("%d lives in %.0f s, %d rules broken%n", lived, seconds(all), broken);
            }
        }
        judge(lived, broken, counts);
        figures.remark("%s, seeds %d to %d, %.0f s".formatted(counts, first, first + lived - 1, seconds(all)));
        figures.conclude();
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

    private static Lives.Outcome world(LifeRegistries registries, Pace pace, long first, int seeds) {
        try (Lives lives = new Lives(DATABASE.database(), registries.open(), pace)) {
            return lives.live(first, seeds);
        }
    }
}
