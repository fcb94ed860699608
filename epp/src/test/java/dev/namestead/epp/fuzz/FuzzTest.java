package dev.namestead.epp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.fuzz.FuzzRun.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./dev fuzz}, and the proof that it can find something. */
class FuzzTest {

    static final Path FOLDER = Path.of("target", "fuzz").toAbsolutePath();

    @Test
    void theFirstHundredThousandInputs_findNothing() {
        FuzzTarget.runSame(List.of(FuzzTarget.values()), FOLDER, Duration.ofSeconds(30), 100_000);
    }

    @Test
    void aPlantedFault_isFound_byCoverageAndNotByChance() {
        Outcome outcome = new FuzzRun(FOLDER, PlantedFaultFuzzer.class)
                .run(Duration.ofSeconds(30), List.of(), List.of(new byte[] {0, 0, 0, 12, 1, 2, 3, 4, 5, 6, 7, 8}));
        assertThat(outcome.findings()).as(outcome.log()).isNotEmpty();
        assertThat(outcome.log()).contains("the planted fault");
    }
}
