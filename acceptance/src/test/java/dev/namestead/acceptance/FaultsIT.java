package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registries that misbehave by order: whatever they do, a registration ends once and is paid for once. */
@OnSharedServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
    private final Sandbox sandbox;
    private final Customer customer;

    FaultsIT(Namestead server) {
        sandbox = server.sandbox();
        customer = sandbox.customer();
    }

    @AfterEach
    void mend() {
        sandbox.api().send("DELETE", "/sandbox/faults", Map.of(), null);
    }

    @ParameterizedTest
    @CsvSource({
        "domain:create, drop-before,       , com",
        "domain:create, drop-before,       , xyz",
        "domain:create, drop-after-commit, , com",
        "domain:create, drop-after-commit, , xyz",
        "domain:create, late-commit,   1500, com",
        "domain:create, delay,          500, com",
        "domain:create, close,             , com",
        "domain:create, result 2400,       , com",
        "domain:create, result 2502,       , xyz",
        "domain:check,  drop-before,       , com",
        "domain:check,  result 2400,       , xyz",
        "domain:info,   drop-before,       , com",
        "domain:update, drop-after-commit, , com",
        "domain:update, result 2400,       , xyz"
    })
    void commandThatGoesWrongOnce_endsInOneRegistrationAndOneCharge(
            String command, String action, Integer millis, String extension) {
        String name = "fault-" + (command + "-" + action).replaceAll("[^a-z0-9]+", "-") + "." + extension;
        var fault = new java.util.HashMap<String, Object>(Map.of("command", command, "name", name));
        fault.put("action", action.split(" ")[0]);
        if (action.contains(" ")) {
            fault.put("code", Integer.parseInt(action.split(" ")[1]));
        }
        if (millis != null) {
            fault.put("millis", millis);
        }
        sandbox.fault(fault);

        customer.registerAsync(name).expect(202);

        Answer end = customer.awaitRegistration(name, "succeeded", "failed");
        assertThat(end.state()).as(end::toString).isEqualTo("succeeded");
        assertThat(customer.ledger().charges(name)).isEqualTo(1);
        assertThat(customer.ledger().held(name)).isZero();
        assertThat(sandbox.registryHas(name)).isTrue();
    }

    @Test
    void contactThatIsLostAfterTheCommit_isFoundAgain() {
        sandbox.fault(Map.of("registry", "thick", "command", "contact:create", "action", "drop-after-commit"));

        customer.registerAsync("fault-contact.xyz").expect(202);

        assertThat(customer.awaitRegistration("fault-contact.xyz", "succeeded", "failed")
                        .state())
                .isEqualTo("succeeded");
        assertThat(customer.ledger().charges("fault-contact.xyz")).isEqualTo(1);
    }

    @Test
    void emptyDepositAtTheRegistry_blocksAndNeverFailsTheCustomer() {
        String name = "fault-deposit.com";
        sandbox.fault(
                Map.of("command", "domain:create", "name", name, "action", "result", "code", 2104, "times", 1000));

        customer.registerAsync(name).expect(202);

        Answer blocked = customer.awaitRegistration(name, "blocked", "failed");
        assertThat(blocked.state()).as(blocked::toString).isEqualTo("blocked");
        mend();
        sandbox.advance(Duration.ofMinutes(2));
        customer.awaitRegistration(name, "succeeded");
        assertThat(customer.ledger().charges(name)).isEqualTo(1);
    }

    @Test
    void checkThatARegistryDoesNotAnswer_leavesItsRowsOutAndSaysWhich() {
        sandbox.fault(Map.of("registry", "thick", "command", "check", "action", "result", "code", 2400, "times", 1000));

        Answer partly = customer.check("partly.com", "partly.xyz").expect(200);
        assertThat(partly.result().path("domains")).hasSize(1);
        assertThat(partly.text("/domains/0/name")).isEqualTo("partly.com");
        assertThat(partly.pointer()).isEqualTo("/domains/1");

        Answer none = customer.check("partly.xyz").expect(503);
        assertThat(none.header("Retry-After")).isPresent();
    }

    @Test
    void faults_areCountedListedAndTakenAway() {
        Answer made = sandbox.fault(Map.of("command", "check", "name", "counted.com", "action", "close", "times", 2));
        String id = made.text("/id");
        customer.check("counted.com").expect(200);

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(sandbox.api()
                                .get("/sandbox/faults")
                                .expect(200)
                                .result()
                                .at("/faults/0/hits")
                                .asInt())
                        .isEqualTo(1));

        sandbox.api().send("DELETE", "/sandbox/faults/" + id, Map.of(), null).expect(200);
        sandbox.api().send("DELETE", "/sandbox/faults/" + id, Map.of(), null).expect(404);
        assertThat(sandbox.api().get("/sandbox/faults").result().path("faults")).isEmpty();
        Answer refused = sandbox.api()
                .post("/sandbox/faults", "{\"action\":\"explode\"}")
                .expect(400);
        assertThat(refused.pointer()).isEqualTo("/action");
    }
}
