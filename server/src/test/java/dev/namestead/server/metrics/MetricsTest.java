package dev.namestead.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.registry.RegistryMeter.Asking;
import dev.namestead.server.registry.RegistryMeter.Kind;
import dev.namestead.server.registry.RegistryMeter.Tally;
import dev.namestead.server.registry.RegistryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Asking CREATE = new Asking(Kind.TRANSFORM, "domain:create");

    private final Metrics metrics = new Metrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    private static RegistryState state(String problem, String credential) {
        return new RegistryState(2, 1, 4, 3, problem, credential);
    }

    @Test
    void aRegistry_isShownAsItStandsWhenSomebodyLooks() {
        RegistryState[] now = {state(null, null)};
        metrics.watch("thick", () -> now[0]);

        assertThat(metrics.text().lines())
                .contains(
                        "namestead_registry_sessions{registry=\"thick\",use=\"busy\"} 2.0",
                        "namestead_registry_sessions{registry=\"thick\",use=\"idle\"} 1.0",
                        "namestead_registry_sessions_allowed{registry=\"thick\"} 4.0",
                        "namestead_registry_waiting{registry=\"thick\"} 3.0",
                        "namestead_registry_circuit_open{registry=\"thick\"} 0.0")
                .noneMatch(line -> line.startsWith("namestead_registry_credential{"));

        now[0] = state("the line is cut", "0a1b2c3d");

        assertThat(metrics.text().lines())
                .contains(
                        "namestead_registry_circuit_open{registry=\"thick\"} 1.0",
                        "namestead_registry_credential{credential=\"0a1b2c3d\",registry=\"thick\"} 1.0");
    }

    @Test
    void aPasswordThatWasChanged_isShownInPlaceOfTheOldOne() {
        RegistryState[] now = {state(null, "0a1b2c3d")};
        metrics.watch("thick", () -> now[0]);
        metrics.text();

        now[0] = state(null, "99887766");

        assertThat(metrics.text()).contains("99887766").doesNotContain("0a1b2c3d");
    }

    @Test
    void commands_areCountedByCode_andTheirRoundTripsByClass() {
        Tally creates = metrics.tally("thick", CREATE);
        creates.answered(1000, Duration.ofMillis(30));
        creates.answered(2302, Duration.ofMillis(1500));
        creates.unanswered();
        metrics.tally("thick", CREATE).answered(Tally.OTHER_CODE, Duration.ofMillis(30));

        String labels = "command=\"domain:create\",kind=\"transform\",registry=\"thick\"";
        assertThat(metrics.text().lines())
                .contains(
                        counted("1000", 1),
                        counted("2302", 1),
                        counted("none", 1),
                        counted("other", 1),
                        "namestead_registry_round_trip_seconds_count{" + labels + "} 3",
                        "namestead_registry_round_trip_seconds_bucket{" + labels + ",le=\"0.05\"} 2",
                        "namestead_registry_round_trip_seconds_bucket{" + labels + ",le=\"2.0\"} 3");
    }

    private static String counted(String code, int times) {
        return "namestead_registry_answers_total{code=\"" + code
                + "\",command=\"domain:create\",kind=\"transform\",registry=\"thick\"} " + times + ".0";
    }

    @Test
    void sessionsThatCouldNotBeOpened_areCountedByReason() {
        metrics.noSession("thin", "closed_before_greeting");
        metrics.noSession("thin", "closed_before_greeting");

        assertThat(metrics.text())
                .contains("namestead_registry_sessions_failed_total"
                        + "{reason=\"closed_before_greeting\",registry=\"thin\"} 2.0");
    }

    @Test
    void everyFigureOfARegistry_isDocumented_andEveryDocumentedOneIsThere() throws IOException {
        metrics.watch("thick", () -> state(null, "0a1b2c3d"));
        metrics.tally("thick", CREATE).answered(1000, Duration.ofMillis(30));
        metrics.noSession("thick", "timeout");

        String document = Files.readString(Path.of("../docs/metrics.md"));
        assertThat(names(Pattern.compile("(?m)^\\| `(namestead_registry_[a-z_]+)`"), document))
                .containsExactlyInAnyOrderElementsOf(
                        names(Pattern.compile("(?m)^# TYPE (namestead_registry_[a-z_]+)"), metrics.text()));
    }

    /** Of a histogram one line stands for all its parts, and its maximum for itself. */
    private static TreeSet<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1).replaceFirst("_(bucket|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
