package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs last: each operation of the OpenAPI description was used by some acceptance test. */
@Isolated("comes after all that run side by side")
@Order(Integer.MAX_VALUE)
class CoverageIT {

    @Test
    void everyOperationOfTheDescription_wasExercised() throws Exception {
        List<String> missing = allClasses().stream()
                .filter(name -> !ClassesThatRan.contains(name))
                .toList();
        Assumptions.assumeTrue(missing.isEmpty(), "SKIPPED: only a part of the suite ran, without " + missing);

        assertThat(Contract.ofTheProject().notExercised()).isEmpty();
    }

    private static List<String> allClasses() throws IOException, URISyntaxException {
        Path here = Path.of(CoverageIT.class.getResource("CoverageIT.class").toURI());
        try (var files = Files.list(here.getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("IT.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
        }
    }
}
