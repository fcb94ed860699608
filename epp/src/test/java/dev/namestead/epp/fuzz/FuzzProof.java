package dev.namestead.epp.fuzz;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code ./dev fuzz [--target T] [--seconds N]}: so long for each target, or for one. Its name keeps it out of the tests. */
class FuzzProof {

    @Test
    void findsNothing() {
        Duration time = Duration.ofSeconds(Long.getLong("namestead.fuzz.seconds", 60));
        String one = System.getProperty("namestead.fuzz.target", "");
        List<FuzzTarget> targets = one.isEmpty()
                ? List.of(FuzzTarget.values())
                : List.of(FuzzTarget.valueOf(one.toUpperCase(Locale.ROOT)));
        FuzzTarget.run(targets, FuzzTest.FOLDER, time);
    }
}
