package dev.namestead.acceptance;

import dev.namestead.proof.Figures;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * {@code ./dev nodes}: two servers on one PostgreSQL do what one would, whichever is killed or stopped, also between a create's intent and its
 * first byte. The planted fault is a fence that always says yes, see {@link NodesIT}.
 */
class NodesProof {
    @Test
    void figures() {
        var figures = Figures.of("Two nodes on one database");
        try (NodePair pair = NodePair.start("nodes-proof")) {
            NodesRun run = new NodesRun(pair, figures);
            run.resultsOnTheOtherNode(400);
            run.races(50);
            run.heldCreates(10);
            run.heldRenewals(10);
            run.killsAndStops(10, 10, Duration.ofSeconds(3));
            run.killsAndStops(0, 2, Duration.ofSeconds(25));
            run.onePoller(Duration.ofSeconds(10));
            run.judge();
        }
        figures.conclude();
    }
}
