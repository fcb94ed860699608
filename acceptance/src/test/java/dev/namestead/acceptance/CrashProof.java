package dev.namestead.acceptance;

import dev.namestead.acceptance.CrashPlan.Kill;
import dev.namestead.proof.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * {@code ./dev crash --kills N --seed S}: server, database and registries are killed at random instants and at every named one, once and
 * twice in a row, under load, and every so often the whole is judged. Not part of the tests: its name keeps it out; {@link CrashIT} is
 * its short form, and holds the planted faults that must turn it red.
 */
class CrashProof {
    private static final int KILLS = Integer.getInteger("namestead.crash.kills", 1_000);
    private static final long SEED = Long.getLong("namestead.crash.seed", System.nanoTime());
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final double LOAD = 0.6;
    private static final int JUDGED_EVERY = 100;

    @Test
    void kills() throws Exception {
        var figures = Figures.of("Crash loop");
        try (var loop = new CrashLoop("crash-proof")) {
            double capacity = loop.capacity(WARM_UP);
            loop.load().pace(LOAD * capacity);
            var violations = new ArrayList<String>();
            long from = System.nanoTime();
            for (List<Kill> part : plan()) {
                loop.run(part);
                violations.addAll(loop.violations());
                if (!violations.isEmpty()) {
                    break;
                }
            }
            figures.remark(String.format(
                    Locale.ROOT,
                    "seed %d; %.0f registrations a second when nothing dies, asked for %.0f; %d kills in %.0f s: %s",
                    SEED,
                    capacity,
                    LOAD * capacity,
                    loop.allDeaths(),
                    (System.nanoTime() - from) / 1e9,
                    loop.deaths()));
            CrashFigures.report(figures, loop, violations, KILLS);
            CrashFigures.reportTimes(figures, loop);
        }
        figures.conclude();
    }

    /** All named instants, once and twice, then random ones; judged after each part. */
    private static List<List<Kill>> plan() {
        var plan = new CrashPlan(SEED);
        var named = new ArrayList<>(plan.atEveryInstant(false));
        named.addAll(plan.atEveryInstant(true));
        var parts = new ArrayList<List<Kill>>();
        int left = KILLS;
        if (deaths(named) <= KILLS) {
            parts.add(named);
            left -= deaths(named);
        }
        while (left > 0) {
            List<Kill> part = plan.atRandom(Math.min(left, JUDGED_EVERY));
            parts.add(part);
            left -= deaths(part);
        }
        return parts;
    }

    private static int deaths(List<Kill> kills) {
        return kills.stream().mapToInt(Kill::deaths).sum();
    }
}
