package dev.namestead.epp.fuzz;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code ./dev fuzz --seconds N}: so long for each target. Its name keeps it out of the tests. */
class FuzzProof {

    @Test
    void findsNothing() {
        Duration time = Duration.ofSeconds(Long.getLong("namestead.fuzz.seconds", 60));
        Fuzzing.all(FuzzTest.FOLDER, time).conclude();
    }
}
