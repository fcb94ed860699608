package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.acceptance.CrashServer.Fault;
import dev.namestead.proof.Figures;
import dev.namestead.server.workflow.WorkflowProbe.Point;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The short form of {@code ./dev crash}: each named instant once, then random ones for as long as it may take. After it the controls, on
 * the same books: a recovery with a fault must be named by the judge.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashIT {
    private static final Duration BUDGET = Duration.ofSeconds(75);
    private static final int MOST_KILLS = 100;

    /** A fault, the instant after which it matters, and what the judge must say. */
    static final List<Arguments> FAULTS = List.of(
            Arguments.of(
                    Fault.FORGETS_INTENTS,
                    new CrashServer.Instant("registration", "create", Point.ACTED, 1),
                    "thin holds fault-forgets-intents.com for us and nobody bought it"),
            Arguments.of(
                    Fault.SKIPS_A_STEP,
                    new CrashServer.Instant("registration", "capture", Point.BEFORE, 1),
                    "charged once: registration of fault-skips-a-step.com is succeeded with hold 1, post 1, void 0, capture 0"),
            Arguments.of(
                    Fault.CAPTURES_AGAIN,
                    new CrashServer.Instant("registration", "capture", Point.AFTER, 1),
                    "the provider captured once where the workflow succeeded, else nothing: registration of"
                            + " fault-captures-again.com is succeeded, captured 2 times"));

    private CrashLoop loop;

    @BeforeAll
    void start() {
        loop = new CrashLoop("crash");
    }

    @AfterAll
    void stop() {
        loop.close();
    }

    @Test
    @Order(1)
    void killedAtEveryInstantAndAtRandomOnes_losesNothingAndDoesNothingTwice() throws Exception {
        var plan = new CrashPlan(System.nanoTime());
        long until = System.nanoTime() + BUDGET.toNanos();
        // Two cores: the load must leave something for the recoveries.
        loop.load().pace(10);
        loop.run(plan.oneOfEach());
        List<CrashPlan.Kill> named = plan.atEveryInstant(false);
        loop.run(named);
        while (System.nanoTime() < until && loop.allDeaths() < MOST_KILLS) {
            loop.run(plan.atRandom(10));
        }
        var figures = Figures.of("Crash loop");
        CrashFigures.report(figures, loop, loop.violations(), named.size());
        figures.conclude();
    }

    @Test
    @Order(2)
    void orders_whileTheRegistriesAreAway_areTakenAndDoneLater() throws IOException {
        Customer customer = loop.customer();
        List<String> names =
                IntStream.range(0, 20).mapToObj(i -> "away-" + i + ".com").toList();
        loop.registries().kill();
        var accepted = new ArrayList<Accepted>();
        for (String name : names) {
            Answer answer = customer.registerAsync(name).expect(202);
            accepted.add(Accepted.of("registration", customer, name, answer).orElseThrow());
        }
        loop.registries().begin();

        for (String name : names) {
            assertThat(customer.awaitRegistration(name, "succeeded", "failed").state())
                    .isEqualTo("succeeded");
        }
        assertThat(loop.violations()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @Order(3)
    @FieldSource("FAULTS")
    void recoveryWithAFault_isNamed(Fault fault, CrashServer.Instant at, String told) throws Exception {
        String name = "fault-" + fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".com";

        loop.dieOnce(at, fault, name);

        assertThat(loop.violations())
                .anySatisfy(violation -> assertThat(violation).contains(told));
    }
}
