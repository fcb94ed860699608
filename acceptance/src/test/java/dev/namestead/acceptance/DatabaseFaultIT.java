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
        // What has reached the operating system outlives a killed process: all is to wait in memory, for ten seconds at
        // the longest.
        String[] forgetful = {
            "synchronous_commit=off", "wal_writer_delay=10s", "wal_writer_flush_after=1GB", "wal_buffers=64MB"
        };
        try (var faults = new DatabaseFaults("dbfault-planted", forgetful)) {
            // One of them may come right after those ten seconds.
            for (int kills = 0; kills < 3; kills++) {
                faults.load().awaitMore(10);
                faults.kill();
            }
            faults.conclude(figures, 3);
        }
        assertThat(figures.failed()).contains("acknowledged writes lost");
    }
}
