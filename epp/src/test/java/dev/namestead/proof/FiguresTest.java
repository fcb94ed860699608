package dev.namestead.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
    @TempDir
    Path directory;

    @AfterEach
    void forgetTheFile() {
        System.clearProperty("namestead.proof");
    }

    @Test
    void aMissedGoal_failsTheProofByName() {
        var figures = Figures.of("Kills");
        figures.atLeast("registrations", 9, 10);
        figures.atMost("violations", 0, 0);

        assertThat(figures.failed()).containsExactly("registrations");
        assertThatThrownBy(figures::conclude).isInstanceOf(AssertionError.class).hasMessageContaining("registrations");
    }

    @Test
    void eachProof_replacesItsOwnSectionAndLeavesTheOthers() throws Exception {
        Path file = directory.resolve("docs/proof.md");
        System.setProperty("namestead.proof", file.toString());
        conclude("Kills", 100);
        conclude("Seeds", 7);
        conclude("Kills", 200);

        assertThat(Files.readString(file))
                .startsWith("# What was proved")
                .containsOnlyOnce("## Kills")
                .containsOnlyOnce("## Seeds")
                .contains("| done | 200 | >= 1 | PASS |", "| done | 7 | >= 1 | PASS |")
                .doesNotContain("| done | 100 |");
    }

    private static void conclude(String title, double value) {
        var figures = Figures.of(title);
        figures.atLeast("done", value, 1);
        figures.conclude();
    }
}
