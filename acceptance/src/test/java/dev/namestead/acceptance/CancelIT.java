package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What somebody has asked for and does not want any more, while its registry is away: nothing of it is done, and nothing is charged. */
@OnTimeServer
class CancelIT {
    private final Sandbox sandbox;
    private final Customer customer;

    CancelIT(Namestead server) {
        sandbox = server.sandbox();
        customer = sandbox.customer();
    }

    @AfterAll
    static void hold(Namestead server) {
        Invariants.of(server).hold(List.of());
    }

    @Test
    void aRenewal_thatIsNotWantedAnyMore_isCancelled_andTheTermIsAsItWas() {
        String name = "not-renewed.xyz";
        customer.register(name).expect(201);
        String expires = customer.registration(name).text("/expires_at");
        away(name, "domain:info");
        customer.renewAsync(name, 2).expect(202);
        customer.awaitRenewal(name, "in_progress", "blocked");

        assertCancelled(name, "renew-status");

        assertThat(customer.registration(name).text("/expires_at")).isEqualTo(expires);
        assertThat(sandbox.registryDomain(name).text("/domain/expires")).isEqualTo(expires);
        assertThat(customer.ledger().charges(name)).isEqualTo(1);
        back();
        assertThat(customer.renew(name, "{\"years\":2}").expect(200).state()).isEqualTo("succeeded");
    }

    @Test
    void aDeletion_thatIsNotWantedAnyMore_isCancelled_andTheNameStays() {
        String name = "not-deleted.com";
        customer.register(name).expect(201);
        away(name, "domain:info");
        customer.deleteAsync(name).expect(202);
        customer.awaitStatus(name, "delete-status", "in_progress", "blocked");

        assertCancelled(name, "delete-status");

        assertThat(customer.registration(name).expect(200).text("/status")).isEqualTo("active");
        assertThat(sandbox.registryHas(name)).isTrue();
        back();
        assertThat(customer.delete(name).expect(200).state()).isEqualTo("succeeded");
    }

    @Test
    void aRestore_thatIsNotWantedAnyMore_isCancelled_andCostsNothing() {
        String name = "not-restored.xyz";
        customer.register(name).expect(201);
        sandbox.advance(Duration.ofDays(6));
        customer.delete(name).expect(200);
        away(name, "domain:check");
        customer.restoreAsync(name).expect(202);
        customer.awaitStatus(name, "restore-status", "in_progress", "blocked");

        assertCancelled(name, "restore-status");

        assertThat(customer.registration(name).text("/status")).isEqualTo("redemption_period");
        assertThat(customer.ledger().charges(name)).isEqualTo(1);
        back();
        assertThat(customer.restore(name, "{}").expect(200).state()).isEqualTo("succeeded");
        assertThat(customer.registration(name).text("/status")).isEqualTo("active");
    }

    /** Told twice it is the same, as its sender may have lost the answer; and its status tells it to everybody. */
    private void assertCancelled(String name, String status) {
        for (int times = 1; times <= 2; times++) {
            Answer cancelled = customer.cancel(name).expect(200);
            assertThat(cancelled.state()).isEqualTo("failed");
            assertThat(cancelled.text("/error/code")).isEqualTo("cancelled");
            assertThat(customer.get("/registrations/" + name + "/" + status)
                            .expect(200)
                            .result())
                    .isEqualTo(cancelled.result());
        }
        assertThat(customer.ledger().held(name)).isZero();
        assertThat(sandbox.customer().cancel(name).status())
                .as("another's account")
                .isEqualTo(404);
    }

    /** Its registry answers nobody who asks this about the name. */
    private void away(String name, String command) {
        sandbox.fault(Map.of("command", command, "name", name, "action", "result", "code", 2400, "times", 100_000));
    }

    private void back() {
        sandbox.api().send("DELETE", "/sandbox/faults", Map.of(), null);
    }
}
