package dev.namestead.acceptance;

import dev.namestead.proof.Figures;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code ./dev lost}: the long form of {@link LostAnswersIT}, which also holds the planted fault that turns it red. */
class LostAnswersProof {
    @Test
    void lostAndLateAnswers_neverGiveAWrongOutcome() {
        int creates = Integer.getInteger("namestead.lost.creates", 10_000);
        long seed = Long.getLong("namestead.lost.seed", 1);
        Figures figures = Figures.of("Lost and late answers");
        try (var proof = new LostAnswers()) {
            proof.loseAnswers(seed);
            proof.run("lost", creates, Duration.ofMinutes(20), figures);
        }
        figures.remark("seed " + seed);
        figures.conclude();
    }
}
