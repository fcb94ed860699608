package dev.namestead.server.simulation;

import dev.namestead.proof.Figures;
import dev.namestead.server.database.DatabaseSettings;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.simulation.Simulation.Run;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Many runs of the simulation, each from its seed: {@code ./dev simulate --seeds N [--seed S]}. The planted faults of {@link PlantedFault}
 * turn it red.
 */
class SimulationProof {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int MOST_REPORTS = 3;

    @Test
    void simulate() {
        new QuietLog().off();
        long first = Long.getLong("namestead.simulate.seed", 1);
        int seeds = Integer.getInteger("namestead.simulate.seeds", 10_000);
        prove(DATABASE.settings(), first, seeds).conclude();
    }

    static Figures prove(DatabaseSettings database, long first, int seeds) {
        Figures figures = Figures.of("Simulation");
        long begun = System.nanoTime();
        int broken = 0;
        int succeeded = 0;
        int failed = 0;
        long lines = 0;
        Set<String> different = new LinkedHashSet<>();
        try (Simulation simulation = new Simulation(database, PlantedFault.NOTHING)) {
            for (long seed = first; seed < first + seeds && broken < MOST_REPORTS; seed++) {
                Run run = simulation.run(seed);
                if (!run.broken().isEmpty()) {
                    broken++;
                    System.out.println(run.report());
                }
                succeeded += run.succeeded();
                failed += run.failed();
                lines += run.lines();
                different.add(run.traceHash());
            }
            long seconds = Math.max(1, (System.nanoTime() - begun) / 1_000_000_000);
            figures.atMost("seeds that broke a rule", broken, 0);
            figures.atLeast("seeds run, each another story", different.size(), seeds);
            figures.atLeast("workflows that succeeded", succeeded, seeds / 2.0);
            figures.atLeast("workflows that failed", failed, seeds / 4.0);
            figures.remark("%d events in the traces, %d SQL statements, %d s, seeds from %d on"
                    .formatted(lines, simulation.statements(), seconds, first));
        }
        return figures;
    }
}
