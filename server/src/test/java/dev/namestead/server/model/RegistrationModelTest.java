package dev.namestead.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.model.ModelChecker.Checked;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The short form of {@link RegistrationModelProof}. */
class RegistrationModelTest {
    @TempDir
    Path folder;

    @Test
    void theModel_withOneAttempt_breaksNoRule() throws Exception {
        Checked checked = new ModelChecker(folder).check(1, Optional.empty(), 2);

        assertThat(checked.violated()).as(checked.output()).isEmpty();
        assertThat(checked.complete()).as(checked.output()).isTrue();
        assertThat(checked.states()).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @CsvSource({
        "AbsenceIsNoProof, NeverFailedWhileTheRegistryHoldsIt",
        "PaymentHasKey, CapturedAtMostOnce",
    })
    void aRuleThatIsSwitchedOff_isMissed(String rule, String broken) throws Exception {
        Checked checked = new ModelChecker(folder).check(1, Optional.of(rule), 2);

        assertThat(checked.violated()).as(checked.output()).contains(broken);
    }
}
