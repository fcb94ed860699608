package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The controls that touch everybody, on a server of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxControlsIT {
    private Namestead server;
    private Sandbox sandbox;

    @BeforeAll
    void start() {
        server = Namestead.start("controls");
        sandbox = server.sandbox();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void outcomesByName_areListed() {
        Answer outcomes = sandbox.api().get("/sandbox/outcomes").expect(200);

        assertThat(outcomes.result().toString())
                .contains(
                        "-taken", "-premium", "-reserved", "-rejected", "-pending", "-slow", "-lostreply", "-blocked");
    }

    @Test
    void registries_tellWhatTheyHoldAndWhatWasSaidToThem() {
        var customer = sandbox.customer();
        customer.register("told.xyz").expect(201);

        assertThat(sandbox.api().get("/sandbox/registries").expect(200).result().toString())
                .contains("thick", "thin");
        assertThat(sandbox.api()
                        .get("/sandbox/registries/thick/domains")
                        .expect(200)
                        .result()
                        .toString())
                .contains("told.xyz");
        String frames = sandbox.api()
                .get("/sandbox/registries/thick/frames?limit=200")
                .expect(200)
                .http()
                .body();
        assertThat(frames).contains("told.xyz", "<create");
        String password = server.variable("EPP_THICK_PASSWORD");
        assertThat(frames).doesNotContain(password);
        for (String part : java.util.List.of("holdings", "accounts")) {
            sandbox.api().get("/sandbox/registries/thick/" + part).expect(200);
        }
        sandbox.api().get("/sandbox/registries/nowhere/domains").expect(404);
    }

    @Test
    void nameThatIsTakenBehindOurBack_cannotBeHad() {
        var customer = sandbox.customer();
        assertThat(customer.check("behind.com")
                        .result()
                        .at("/domains/0/registrable")
                        .asBoolean())
                .isTrue();

        sandbox.api()
                .post("/sandbox/registries/thin/domains/behind.com", "{\"taken\":true}")
                .expect(200);

        assertThat(customer.check("behind.com").text("/domains/0/reason")).isEqualTo("domain_unavailable");
        assertThat(customer.register("behind.com").expect(202).text("/error/code"))
                .isEqualTo("domain_unavailable");
    }

    @Test
    void clock_movesForwardOnly() {
        Instant before = sandbox.now();

        sandbox.advance(Duration.ofDays(2));

        assertThat(Duration.between(before, sandbox.now()))
                .isBetween(Duration.ofDays(2), Duration.ofDays(2).plusMinutes(5));
        sandbox.api()
                .post("/sandbox/clock", "{\"set\":\"2001-01-01T00:00:00Z\"}")
                .expect(400);
        sandbox.api().post("/sandbox/clock", "{\"advance\":\"-PT1H\"}").expect(400);
        sandbox.api().post("/sandbox/clock", "{\"advance\":\"soon\"}").expect(400);
        sandbox.api().post("/sandbox/clock", "{}").expect(400);
    }
}
