package dev.namestead.server.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.api.AccountId;
import dev.namestead.api.RefusedException;
import dev.namestead.api.RegistrationStatus;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.registry.ScriptedRegistry.Trouble;
import dev.namestead.server.workflow.CrashProbe;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowProbe;
import dev.namestead.server.workflow.WorkflowProbe.Point;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may still be ended is ended and leaves nothing; what may have left for its registry goes on. */
class CancelTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Actor HOLDER = new Actor("token", "holder", "test");

    private final ScriptedRegistry registry = new ScriptedRegistry("thick", true);

    @Test
    void aRegistrationThatAwaitsItsRegistrant_ends_andItsMoneyIsFree() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = world.account();
            WorkflowId id = world.accept(account, "second-thoughts-confirm.org");
            world.until(id, state -> state == WorkflowState.ACTION_REQUIRED);

            assertThat(cancel(world, account, "second-thoughts-confirm.org")).isEqualTo(id);

            assertCancelled(world, account, id, "second-thoughts-confirm.org");
            assertThat(world.accept(account, "second-thoughts-confirm.org"))
                    .as("who asks again wants it")
                    .isNotEqualTo(id);
        }
    }

    /** Its registry is away for as long as anybody looks. */
    @ParameterizedTest
    @ValueSource(strings = {"check", "create"})
    void aRegistrationWhoseRegistryIsAway_ends_andLeavesNothing(String command) {
        String name = "away-" + command + ".org";
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = world.account();
            registry.next(command, Collections.nCopies(10_000, Trouble.NOT_SENT).toArray(Trouble[]::new));
            WorkflowId id = world.accept(account, name);
            world.until(id, state -> state == WorkflowState.BLOCKED);

            cancel(world, account, name);

            assertCancelled(world, account, id, name);
            assertThat(registry.creates(name)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"ANSWER_LOST", "COMMITTED_LATE", "PENDING"})
    void aRegistrationThatMayHaveLeft_goesOn(Trouble trouble) {
        String name = "left-" + trouble.ordinal() + ".org";
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = world.account();
            registry.next("create", trouble);
            registry.next("info", Collections.nCopies(10, Trouble.TIMED_OUT).toArray(Trouble[]::new));
            WorkflowId id = world.accept(account, name);
            world.until(id, state -> state == WorkflowState.BLOCKED || state == WorkflowState.SUCCEEDED);

            try {
                cancel(world, account, name);
            } catch (RefusedException ended) {
                assertThat(ended).hasMessageContaining("No workflow");
            }
            if (trouble == Trouble.PENDING) {
                registry.decide(name, true);
                world.registrar()
                        .database()
                        .transact(tx -> world.registrar().workflows().wake(tx, id));
            }

            assertThat(world.ended(id).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(world.ledger(account)).containsExactly("hold", "post", "capture");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "authorise", "contact"})
    void aCancellation_thatIsInterrupted_leavesNothing(String step) {
        String name = "interrupted-" + step + ".org";
        try (RegistrarWorld world = world(new CrashProbe("registration", step, Point.ACTED, 2))) {
            AccountId account = world.account();
            registry.next(
                    "create", Collections.nCopies(10_000, Trouble.NOT_SENT).toArray(Trouble[]::new));
            WorkflowId id = world.accept(account, name);
            cancel(world, account, name);

            assertCancelled(world, account, id, name);
        }
    }

    @Test
    void aRenewal_anAdministratorDoesNotWantAnyMore_ends_andTheTermIsFreeForAnother() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = world.account();
            world.register(account, "regretted.org");
            registry.next("renew", Collections.nCopies(10_000, Trouble.NOT_SENT).toArray(Trouble[]::new));
            WorkflowId id = world.renew(account, "regretted.org", 3);
            world.until(id, state -> state == WorkflowState.BLOCKED);

            cancel(world, account, "regretted.org");

            WorkflowStatusView ended = world.ended(id);
            assertThat(ended.state()).isEqualTo(WorkflowState.FAILED);
            assertThat(ended.error().code()).isEqualTo("cancelled");
            assertThat(world.ledger(account)).containsExactly("hold", "post", "capture", "hold", "void");
            assertThat(registry.renewals("regretted.org")).isZero();
            assertThat(world.renew(account, "regretted.org", 3)).isNotEqualTo(id);
        }
    }

    @Test
    void aDeletion_isNotBegun() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = world.account();
            world.register(account, "kept-after-all.org");
            registry.next(
                    "delete", Collections.nCopies(10_000, Trouble.NOT_SENT).toArray(Trouble[]::new));
            WorkflowId id = world.delete(account, "kept-after-all.org");
            world.until(id, state -> state == WorkflowState.BLOCKED);

            cancel(world, account, "kept-after-all.org");

            assertThat(world.ended(id).error().code()).isEqualTo("cancelled");
            assertThat(registry.holdsForUs("kept-after-all.org")).isTrue();
            assertThat(world.registration(account, "kept-after-all.org").endedAt())
                    .isNull();
            assertThat(world.delete(account, "kept-after-all.org")).isNotEqualTo(id);
        }
    }

    /** By whatever command its registry is found to be away. */
    @ParameterizedTest
    @ValueSource(strings = {"check", "restore"})
    void aRestore_isNotBegun_andNothingOfItIsPaid(String command) {
        String name = "not-fetched-" + command + ".org";
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = world.account();
            world.register(account, name);
            registry.endsAddGrace(name);
            world.ended(world.delete(account, name));
            registry.next(command, Collections.nCopies(10_000, Trouble.NOT_SENT).toArray(Trouble[]::new));
            WorkflowId id = world.restore(account, name);
            world.until(id, state -> state == WorkflowState.BLOCKED);

            assertThat(cancel(world, account, name)).isEqualTo(id);

            assertThat(world.ended(id).error().code()).isEqualTo("cancelled");
            assertThat(registry.restores(name)).isZero();
            assertThat(world.registration(account, name).status(world.now()))
                    .isEqualTo(RegistrationStatus.REDEMPTION_PERIOD);
            assertThat(world.ledger(account)).containsExactly("hold", "post", "capture", "hold", "void");
            assertThat(world.registrar().reconciliation().run().findings()).isEmpty();
            assertThat(cancel(world, account, name))
                    .as("cancelled once and for all")
                    .isEqualTo(id);
            assertThat(world.restore(account, name))
                    .as("who asks again wants it")
                    .isNotEqualTo(id);
        }
    }

    /** Its sender may have lost the answer. */
    @Test
    void aCancellation_thatIsRepeated_isTheSame_untilSomethingElseIsBegun() {
        String name = "twice-confirm.org";
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = world.account();
            WorkflowId id = world.accept(account, name);
            world.until(id, state -> state == WorkflowState.ACTION_REQUIRED);
            cancel(world, account, name);
            world.ended(id);

            assertThat(cancel(world, account, name)).isEqualTo(id);
            assertThatThrownBy(() -> cancel(world, world.account(), name)).hasMessageContaining("No workflow");
            int recorded = world.registrar()
                    .database()
                    .read(tx -> tx.sql()
                            .sql(
                                    "SELECT count(*) FROM audit_entry WHERE action = 'workflow.cancel' AND subject = :name")
                            .param("name", name)
                            .query(Integer.class)
                            .single());
            assertThat(recorded).isOne();

            WorkflowId other = world.accept(account, name);
            world.until(other, state -> state == WorkflowState.ACTION_REQUIRED);
            assertThat(cancel(world, account, name)).isEqualTo(other);
        }
    }

    @Test
    void nothingUnderWay_andNothingOfAnotherAccount_canBeCancelled() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = world.account();
            WorkflowId id = world.accept(account, "mine-confirm.org");
            world.until(id, state -> state == WorkflowState.ACTION_REQUIRED);

            assertThatThrownBy(() -> cancel(world, account, "quiet.org")).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> cancel(world, world.account(), "mine-confirm.org"))
                    .isInstanceOf(RefusedException.class);
            assertThat(world.status(id).state()).isEqualTo(WorkflowState.ACTION_REQUIRED);
        }
    }

    private void assertCancelled(RegistrarWorld world, AccountId account, WorkflowId id, String name) {
        WorkflowStatusView ended = world.ended(id);
        assertThat(ended.state()).isEqualTo(WorkflowState.FAILED);
        assertThat(ended.error().code()).isEqualTo("cancelled");
        assertThat(world.ledger(account)).containsExactly("hold", "void");
        assertThat(world.domains(account)).isZero();
        assertThat(registry.contacts()).isEmpty();
        assertThat(world.registrar().registrations().find(account, DomainName.of(name)))
                .isEmpty();
        assertThat(world.registrar().reconciliation().run().findings()).isEmpty();
    }

    private static WorkflowId cancel(RegistrarWorld world, AccountId account, String name) {
        return world.registrar().cancelWorkflow().accept(HOLDER, account, DomainName.of(name));
    }

    private RegistrarWorld world(WorkflowProbe probe) {
        return new RegistrarWorld(DATABASE.database(), registry, probe);
    }
}
