package dev.namestead.acceptance;

import dev.namestead.proof.Figures;
import org.junit.jupiter.api.Test;

/**
 * {@code ./dev dbfault}: a hundred faults of the database under load. The planted fault is a PostgreSQL that acknowledges what it has not
 * written yet, see {@link DatabaseFaultIT}.
 */
class DatabaseFaultProof {
    @Test
    void figures() {
        var figures = Figures.of("Faults of the database");
        try (var faults = new DatabaseFaults("dbfault-proof")) {
            for (int round = 0; round < 9; round++) {
                faults.terminateBackends();
                faults.loseCommits(3, 2);
                faults.terminateBackends();
                faults.kill();
            }
            if (faults.hasSmallDisks()) {
                for (int round = 0; round < 2; round++) {
                    faults.fillDataDisk();
                    faults.fillWalDisk();
                }
            } else {
                figures.remark("SKIPPED: no disk was filled, for this machine lets us mount none");
            }
            faults.loseCommits(6, 4);
            faults.failOver();
            for (int round = 0; round < 8; round++) {
                faults.kill();
                faults.terminateBackends();
            }
            faults.conclude(figures, 90);
        }
        EmbeddedFaults.kill(figures, 10);
        figures.conclude();
    }
}
