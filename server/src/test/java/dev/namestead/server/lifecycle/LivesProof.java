package dev.namestead.server.lifecycle;

import dev.namestead.proof.Figures;
import dev.namestead.server.database.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Random lives of ten years, a hundred side by side: {@code ./dev lives --seeds N [--seed FIRST]}. */
class LivesProof {
    private static final int SIDE_BY_SIDE = 100;
    private static final int MOST_REPORTS = 20;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @Test
    void lives(@TempDir Path directory) {
        long first = Long.getLong("namestead.lives.seed", 1);
        int seeds = Integer.getInteger("namestead.lives.seeds", 100);
        Figures figures = Figures.of("Lives");
        LifeJudge.Counts counts = LifeJudge.Counts.none();
        int broken = 0;
        int lived = 0;
        double slowest = 0;
        while (lived < seeds && broken < MOST_REPORTS) {
            int some = Math.min(SIDE_BY_SIDE, seeds - lived);
            Lives.Outcome outcome = world(directory.resolve("world-" + lived), first + lived, some);
            outcome.broken().forEach(System.out::println);
            broken += outcome.broken().size();
            counts = counts.plus(outcome.counts());
            slowest = Math.max(slowest, outcome.took().toMillis() / 1000.0);
            lived += some;
        }
        figures.atLeast("lives of ten years", lived, seeds);
        figures.atMost("rules broken", broken, 0);
        figures.atLeast("registrations", counts.registrations(), seeds * 0.9);
        figures.atLeast("renewals", counts.renewals(), seeds);
        figures.atLeast("names that died or were deleted", counts.deletions(), seeds / 4.0);
        figures.atLeast("faults that hit", counts.faults(), seeds / 10.0);
        figures.atMost("a hundred lives of ten years, s", slowest, 120);
        figures.remark("%s, seeds from %d on".formatted(counts, first));
        figures.conclude();
    }

    private static Lives.Outcome world(Path directory, long first, int seeds) {
        try (Lives lives = new Lives(DATABASE.database(), directory, LifecycleSettings.DEFAULT)) {
            return lives.live(first, seeds);
        }
    }
}
