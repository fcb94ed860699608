package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an operator's collector gets to see of the registries. */
@OnSharedServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsIT {
    private final Namestead server;
    private final Sandbox sandbox;
    private final Customer customer;

    MetricsIT(Namestead server) {
        this.server = server;
        sandbox = server.sandbox();
        customer = sandbox.customer();
    }

    @AfterEach
    void mend() {
        sandbox.api().send("DELETE", "/sandbox/faults", Map.of(), null);
    }

    private String metrics() {
        Answer answer = sandbox.api().get("/metrics").expect(200);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        return answer.http().body();
    }

    /** The value of a figure that has all of these labels; 0 where it is not there yet. */
    private double figure(String name, String... labels) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> java.util.stream.Stream.of(labels).allMatch(line::contains))
                .mapToDouble(MetricsIT::value)
                .sum();
    }

    private static double value(String line) {
        Matcher found = Pattern.compile("} (\\S+)$").matcher(line);
        assertThat(found.find()).as(line).isTrue();
        return Double.parseDouble(found.group(1));
    }

    @Test
    void aRegistration_isCounted_withItsRoundTripsByClass() {
        double before = figure("namestead_registry_answers_total", "\"domain:create\"", "\"thin\"", "\"1000\"");

        customer.register("metrics-counted.com").expect(201);

        assertThat(figure("namestead_registry_answers_total", "\"domain:create\"", "\"thin\"", "\"1000\""))
                .isGreaterThanOrEqualTo(before + 1);
        assertThat(figure("namestead_registry_round_trip_seconds_count", "\"domain:create\"", "\"transform\""))
                .isPositive();
        assertThat(figure("namestead_registry_round_trip_seconds_count", "\"domain:check\"", "\"query\""))
                .isPositive();
        assertThat(figure("namestead_registry_answers_total", "\"login\"", "\"session\"", "\"1000\""))
                .isPositive();
        assertThat(figure("namestead_registry_sessions", "\"thin\"")).isPositive();
        assertThat(figure("namestead_registry_sessions_allowed", "\"thin\"")).isPositive();
        assertThat(figure("namestead_registry_credential", "\"thin\"")).isEqualTo(1);
    }

    @Test
    void errors_areCountedByCode_andLostAnswersAsNone() {
        double refused = figure("namestead_registry_answers_total", "\"domain:create\"", "\"2400\"");
        double lost = figure("namestead_registry_answers_total", "\"domain:create\"", "\"none\"");
        sandbox.fault(Map.of(
                "command", "domain:create", "name", "metrics-2400.com", "action", "result", "code", 2400, "times", 1));
        sandbox.fault(Map.of("command", "domain:create", "name", "metrics-lost.com", "action", "drop-after-commit"));

        customer.registerAsync("metrics-2400.com").expect(202);
        customer.registerAsync("metrics-lost.com").expect(202);
        customer.awaitRegistration("metrics-2400.com", "succeeded");
        customer.awaitRegistration("metrics-lost.com", "succeeded");

        assertThat(figure("namestead_registry_answers_total", "\"domain:create\"", "\"2400\""))
                .isGreaterThan(refused);
        assertThat(figure("namestead_registry_answers_total", "\"domain:create\"", "\"none\""))
                .isGreaterThan(lost);
    }

    @Test
    void noFigure_tellsAName_aCustomer_orASecret() {
        customer.register("metrics-secret.xyz").expect(201);

        assertThat(metrics())
                .doesNotContain(
                        "metrics-secret",
                        server.variable("REGISTRAR_ACCOUNT"),
                        server.variable("EPP_THICK_PASSWORD"),
                        server.variable("EPP_THIN_PASSWORD"));
    }

    @Test
    void whoeverIsElsewhere_isRefused() {
        for (String header : new String[] {"X-Forwarded-For", "Forwarded", "X-Real-IP"}) {
            sandbox.api()
                    .send("GET", "/metrics", Map.of(header, "192.0.2.7"), null)
                    .expect(403);
        }
    }
}
