package dev.namestead.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.registry.ScriptedRegistry.Trouble;
import dev.namestead.server.workflow.WorkflowProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DemoDomainTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    /** Else an edit of what is still being registered would be refused, and with it the start. */
    @Test
    void aRegistrationLeftUnderWayByAKilledStart_isWaitedFor() {
        ScriptedRegistry registry = new ScriptedRegistry("thin", false);
        try (RegistrarWorld world = new RegistrarWorld(DATABASE.database(), registry, WorkflowProbe.NONE)) {
            AccountId account = world.account();
            registry.next("check", Trouble.NOT_SENT, Trouble.NOT_SENT);
            world.accept(account, "example.com");

            new DemoDomain(world.registrar()).seed(account);
            new DemoDomain(world.registrar()).seed(account);

            assertThat(world.registration(account, "example.com").autoRenew()).isTrue();
            assertThat(registry.creates("example.com")).isEqualTo(1);
        }
    }

    /** Else a sandbox whose demo account was given a bad card could not be started again once its name has died. */
    @Test
    void anAccountThatCannotBuyIt_isNoReasonNotToStart() {
        ScriptedRegistry registry = new ScriptedRegistry("thin", false);
        try (RegistrarWorld world = new RegistrarWorld(DATABASE.database(), registry, WorkflowProbe.NONE)) {
            AccountId account = world.registrar()
                    .accounts()
                    .create(Actor.system("test"), "An account without card, contact and agreement", 100);

            new DemoDomain(world.registrar()).seed(account);

            assertThat(registry.creates("example.com")).isZero();
        }
    }
}
