package dev.namestead.acceptance;

import dev.namestead.acceptance.Outage.Trouble;
import dev.namestead.acceptance.Outage.Turn;
import dev.namestead.proof.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code ./dev outage}: the long form of {@link OutageIT}, with the timed ratios that need a quiet machine and many samples. */
class OutageProof {
    private static final int ROUNDS = Integer.getInteger("namestead.outage.rounds", 8);
    private static final Duration TURN = Duration.ofSeconds(20);

    @Test
    void aRegistryThatFails_touchesNobodyElses() {
        Figures figures = Figures.of("A registry that fails");
        // As they are run: programs that compile little are quick to start, and too slow to measure.
        try (var outage = new Outage(false, Duration.ofSeconds(10), Program::startByLauncher)) {
            outage.turn(Duration.ofSeconds(30));
            for (Trouble trouble : Trouble.values()) {
                inTurns(outage, trouble, figures);
            }
            Duration drained = outage.hoursWithout(Duration.ofHours(14).plusMinutes(24), 12);
            figures.atMost("drained after 14.4 hours of business time (s)", drained.toMillis() / 1e3, 60);
            outage.judge(figures);
        }
        figures.conclude();
    }

    /** Turns in health and in trouble by pairs, which comes first by turns, so that what else the machine does weighs on both alike. */
    private static void inTurns(Outage outage, Trouble trouble, Figures figures) {
        Turn healthy = Turn.none();
        Turn troubled = Turn.none();
        var ratios = new ArrayList<Double>();
        Duration slowest = Duration.ZERO;
        for (int round = 0; round < ROUNDS; round++) {
            Turn before = round % 2 == 0 ? outage.turn(TURN) : Turn.none();
            outage.begin(trouble);
            Turn during = outage.turn(TURN);
            outage.end(trouble);
            Duration drained = outage.drained();
            slowest = drained.compareTo(slowest) > 0 ? drained : slowest;
            Turn well = round % 2 == 0 ? before : outage.turn(TURN);
            ratios.add(during.millis(0.99) / well.millis(0.99));
            healthy = healthy.and(well);
            troubled = troubled.and(during);
        }
        String third = "third registry " + trouble.name().toLowerCase(Locale.ROOT);
        figures.atLeast(third + ": creates at the others", troubled.micros().size(), 300.0 * ROUNDS);
        figures.atMost(third + ": " + Outage.UNANSWERED, troubled.unanswered(), 0);
        figures.atMost(third + ": p99 of the others, of that in health (median of pairs)", median(ratios), 1.1);
        figures.atMost(third + ": drained after its return (s)", slowest.toMillis() / 1e3, 60);
        figures.remark(String.format(
                Locale.ROOT,
                "%s: p50 %.1f and p99 %.1f ms, in health %.1f and %.1f; pairs from %.2f to %.2f",
                third,
                troubled.millis(0.5),
                troubled.millis(0.99),
                healthy.millis(0.5),
                healthy.millis(0.99),
                Collections.min(ratios),
                Collections.max(ratios)));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
