package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.acceptance.Outage.Trouble;
import dev.namestead.acceptance.Outage.Turn;
import dev.namestead.proof.Figures;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./dev outage}: all of it but the timed ratios, which belong to the long form; and what must turn it red. */
class OutageIT {
    /** What no queue behind a failing registry could keep, and any machine does. */
    private static final Duration GENEROUS = Duration.ofSeconds(60);

    @Test
    void aRegistryThatFails_touchesNobodyElses() {
        Figures figures = Figures.of("A registry that fails, in short");
        try (var outage = new Outage(false, GENEROUS, Program::start)) {
            for (Trouble trouble : Trouble.values()) {
                outage.begin(trouble);
                served(trouble.toString(), outage.turn(Duration.ofSeconds(2)), figures);
                outage.end(trouble);
            }
            Duration drained = outage.hoursWithout(Duration.ofHours(14).plusMinutes(24), 3);
            figures.remark("drained after 14.4 hours of business time in %.1f s".formatted(drained.toMillis() / 1e3));
            outage.judge(figures);
        }
        figures.conclude();
    }

    @Test
    void aSecondRegistryBehindTheSameDoor_wouldShow() {
        Figures figures = Figures.of("Two behind one door");
        try (var outage = new Outage(true, Duration.ofSeconds(2), Program::start)) {
            outage.begin(Trouble.DEAD);
            served("DEAD", outage.turn(Duration.ofSeconds(1)), figures);
            outage.end(Trouble.DEAD);
        }
        assertThat(figures.failed()).contains("DEAD: " + Outage.UNANSWERED);
    }

    private static void served(String trouble, Turn turn, Figures figures) {
        figures.atLeast(trouble + ": creates at the others", turn.micros().size(), 5);
        figures.atMost(trouble + ": " + Outage.UNANSWERED, turn.unanswered(), 0);
        figures.remark("%s: slowest create at the others %.0f ms".formatted(trouble, turn.millis(1)));
    }
}
