package dev.namestead.server.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.Till;
import dev.namestead.server.database.Database;
import dev.namestead.server.lifecycle.LifecycleSettings;
import dev.namestead.server.lifecycle.Policies;
import dev.namestead.server.reconciliation.Report;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.workflow.WorkflowProbe;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What tests of late money share: a registrar whose payment provider does as it is told, and patience. */
abstract class LateMoneyKit {
    static final long PRICE = 750;
    static final Duration PATIENCE = Duration.ofMinutes(1);

    final Till till = new Till();
    final ScriptedRegistry registry = new ScriptedRegistry("thick", true);

    abstract Database database();

    @AfterEach
    void clear() {
        database()
                .transact(tx -> tx.sql()
                        .sql(
                                "TRUNCATE ledger_transfer, workflow, workflow_move, registration, renewal, deletion, payment")
                        .update());
    }

    /** Every cent is, whatever is under way. */
    Report explained(RegistrarWorld world) {
        Report report = world.registrar().reconciliation().run();
        assertThat(report.clean()).as(report::text).isTrue();
        return report;
    }

    void untilPaid(RegistrarWorld world, AccountId account, Duration later) {
        world.advance(later);
        awaitPaid(world, account);
    }

    void awaitPaid(RegistrarWorld world, AccountId account) {
        await().atMost(PATIENCE).until(() -> world.ledger(account).contains("capture"));
        untilSettlementIs(world, "settlement", "succeeded", Duration.ZERO);
    }

    /** So often, and the next try waits for its time: were that moved before, it would be counted from a later hour. */
    void untilRefused(int times) {
        await().atMost(PATIENCE).until(() -> refusals() == times && waitsForItsTime());
    }

    boolean waitsForItsTime() {
        return database().read(tx -> tx.sql().sql("""
                                SELECT count(*) > 0 AND bool_and(wake_at > business_now()) FROM workflow
                                WHERE kind = 'settlement' AND wake_at IS NOT NULL
                                """).query(Boolean.class).single());
    }

    int refusals() {
        return database()
                .read(tx -> tx.sql()
                        .sql("SELECT max(refusals) FROM payment")
                        .query(Integer.class)
                        .single());
    }

    /** @param step how far time moves between two looks */
    void untilSettlementIs(RegistrarWorld world, String kind, String state, Duration step) {
        await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> {
            world.advance(step);
            List<String> states = database()
                    .read(tx -> tx.sql()
                            .sql("SELECT state FROM workflow WHERE kind = :kind")
                            .param("kind", kind)
                            .query(String.class)
                            .list());
            return !states.isEmpty() && states.stream().allMatch(state::equals);
        });
    }

    RegistrarWorld world(boolean refunds) {
        return world(refunds, WorkflowProbe.NONE);
    }

    RegistrarWorld world(boolean refunds, WorkflowProbe probe) {
        LifecycleSettings settings = Policies.lateMoney(
                refunds,
                Duration.ofDays(1),
                Duration.ofDays(3),
                Duration.ofDays(7),
                Duration.ofDays(14),
                Duration.ofDays(30));
        RegistrarWorld world =
                new RegistrarWorld(database(), registry, probe, settings, (_, ledger) -> till.payments(ledger));
        registry.livesBy(world::now);
        return world;
    }
}
