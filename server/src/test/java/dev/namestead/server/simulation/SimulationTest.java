package dev.namestead.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.simulation.Simulation.Run;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of {@link SimulationProof}, and what makes it worth anything: it repeats itself, and it finds mistakes. */
class SimulationTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int SEEDS = 100;
    private static final QuietLog LOG = new QuietLog();

    @BeforeAll
    static void quiet() {
        LOG.off();
    }

    @AfterAll
    static void loud() {
        LOG.on();
    }

    @Test
    void manySeeds_breakNoRule() {
        SimulationProof.prove(DATABASE.settings(), 1, SEEDS).conclude();
    }

    @Test
    void aSeed_repeatsItselfToTheLetter() {
        try (Simulation one = new Simulation(DATABASE.settings(), PlantedFault.NOTHING)) {
            for (long seed = 1; seed <= 10; seed++) {
                Run first = one.run(seed);
                one.run(seed + 1000);
                Run again = one.run(seed);
                assertThat(again.traceHash()).as("seed %d", seed).isEqualTo(first.traceHash());
                assertThat(again.lines()).isEqualTo(first.lines());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NOTHING", mode = EnumSource.Mode.EXCLUDE)
    void aPlantedFault_isFound(PlantedFault planted) {
        try (Simulation simulation = new Simulation(DATABASE.settings(), planted)) {
            for (long seed = 1; seed <= SEEDS; seed++) {
                Run run = simulation.run(seed);
                if (!run.broken().isEmpty()) {
                    assertThat(run.report()).contains("seed " + seed);
                    System.out.println(planted + " is found by seed " + seed + ": " + run.broken());
                    return;
                }
            }
        }
        throw new AssertionError(planted + " was not found within " + SEEDS + " seeds");
    }
}
