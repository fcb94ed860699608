package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.proof.Figures;
import org.junit.jupiter.api.Test;

/** The short form of {@link DatabaseFaultProof}, and its planted fault. */
class DatabaseFaultIT {

    @Test
    void databaseThatBreaks_losesNothingThatWasAcknowledged() {
        var figures = Figures.of("Faults of the database, short");
        try (var faults = new DatabaseFaults("dbfault")) {
            faults.terminateBackends();
            faults.loseCommits(3, 2);
            faults.kill();
            if (faults.hasSmallDisks()) {
                faults.fillDataDisk();
            } else {
                System.out.println("SKIPPED: no disk is filled, for this machine lets us mount none");
            }
            faults.failOver();
            faults.conclude(figures, 8);
        }
        figures.conclude();
    }

    @Test
    void embeddedDatabaseThatIsKilled_isStartedAgainByItsServer() {
        var figures = Figures.of("Kills of the embedded database, short");
        EmbeddedFaults.kill(figures, 2);
        figures.conclude();
    }

    @Test
    void databaseThatForgetsWhatItAcknowledged_isFound() {
        var figures = Figures.of("Faults of the database with a planted one");
        try (var faults = new DatabaseFaults("dbfault-planted", "synchronous_commit=off", "wal_writer_delay=10s")) {
            faults.load().awaitMore(20);
            faults.kill();
            faults.conclude(figures, 1);
        }
        assertThat(figures.failed()).contains("acknowledged writes lost");
    }
}
