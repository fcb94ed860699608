package dev.namestead.server.model;

import dev.namestead.proof.Figures;
import dev.namestead.server.model.ModelChecker.Checked;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All states of the model with three attempts, and for each rule a story in which it is missed: {@code ./dev model}. */
class RegistrationModelProof {
    private static final int WORKERS = Runtime.getRuntime().availableProcessors();

    @TempDir
    Path folder;

    @Test
    void model() throws Exception {
        Figures figures = Figures.of("Model of the registration");
        ModelChecker checker = new ModelChecker(folder);
        long begun = System.nanoTime();
        Checked whole = checker.check(3, Optional.empty(), WORKERS);
        if (!whole.complete()) {
            System.out.println(whole.output());
        }
        figures.atLeast("distinct states, all there are", whole.complete() ? whole.states() : 0, 1_000_000);
        figures.atMost("invariants violated", whole.violated().isPresent() ? 1 : 0, 0);
        int missed = 0;
        for (String rule : checker.rules()) {
            Checked without = checker.check(2, Optional.of(rule), WORKERS);
            missed += without.violated().isPresent() ? 1 : 0;
            figures.remark(
                    "without %s: %s".formatted(rule, without.violated().orElse("nothing breaks, so it is no rule")));
        }
        figures.atLeast("rules whose absence is found", missed, checker.rules().size());
        figures.remark("%d s".formatted((System.nanoTime() - begun) / 1_000_000_000));
        figures.conclude();
    }
}
