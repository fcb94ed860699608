package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.proof.Figures;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The short form of {@link NodesProof}, and its planted fault. */
class NodesIT {

    @Test
    void twoNodesOnOneDatabase_killedStoppedAndRaced_workAsOne() {
        var figures = Figures.of("Two nodes, short");
        try (NodePair pair = NodePair.start("nodes")) {
            NodesRun run = new NodesRun(pair, figures);
            run.resultsOnTheOtherNode(40);
            run.races(2);
            run.heldCreates(1);
            run.heldRenewals(1);
            run.killsAndStops(1, 1, Duration.ofSeconds(3));
            run.onePoller(Duration.ofSeconds(4));
            run.judge();
        }
        figures.conclude();
    }

    @Test
    void aFenceThatAlwaysSaysYes_isFound() {
        var figures = Figures.of("Two nodes with a planted fault");
        try (NodePair pair = NodePair.start("nodes-planted")) {
            Workplace.write(pair.stops().resolve("fence-open"), "");
            new NodesRun(pair, figures).heldCreates(1);
        }
        assertThat(figures.failed()).contains("commands for one of these creates");
    }
}
