package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.proof.Figures;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./dev lost}, and the fault that must turn it red. */
class LostAnswersIT {
    @Test
    void lostAndLateAnswers_neverGiveAWrongOutcome_andAWrongOneWouldShow() {
        try (var proof = new LostAnswers()) {
            proof.loseAnswers(1);
            Figures figures = Figures.of("Lost and late answers");
            proof.run("few", 300, Duration.ofMinutes(2), figures);
            figures.conclude();

            proof.mend();
            proof.lie();
            Figures lied = Figures.of("A registry that lies");
            proof.run("lied", 25, Duration.ofSeconds(20), lied);
            assertThat(lied.failed()).contains(LostAnswers.WRONG, LostAnswers.FAILED_BUT_HELD);
        }
    }
}
