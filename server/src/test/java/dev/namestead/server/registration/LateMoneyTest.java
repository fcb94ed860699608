package dev.namestead.server.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.billing.Money;
import dev.namestead.server.billing.PaymentMethod;
import dev.namestead.server.billing.Till;
import dev.namestead.server.billing.Till.Trouble;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.lifecycle.LifecycleSettings;
import dev.namestead.server.lifecycle.Policies;
import dev.namestead.server.reconciliation.Finding;
import dev.namestead.server.reconciliation.Report;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.workflow.CrashProbe;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowProbe;
import dev.namestead.server.workflow.WorkflowProbe.Point;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Money that comes late, never or twice, and money that goes back: each cent is taken once, seen by all, and explained meanwhile. */
class LateMoneyTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final long PRICE = 750;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Till till = new Till();
    private final ScriptedRegistry registry = new ScriptedRegistry("thick", true);

    @AfterEach
    void clear() {
        DATABASE.database()
                .transact(tx -> tx.sql()
                        .sql(
                                "TRUNCATE ledger_transfer, workflow, workflow_move, registration, renewal, deletion, payment")
                        .update());
    }

    @Test
    void payment_whoseAnswerIsLost_isTakenOnce_whileTheWorkflowWaits() {
        try (RegistrarWorld world = world(false)) {
            AccountId account = world.account();
            till.next("capture", Trouble.ANSWER_LOST, Trouble.SILENT);

            assertThat(world.register(account, "late.org").state()).isEqualTo(WorkflowState.SUCCEEDED);

            assertThat(world.ledger(account)).containsExactly("hold", "post", "capture");
            assertThat(till.total()).isEqualTo(PRICE);
            explained(world);
        }
    }

    @Test
    void payment_thatNobodyAnswersFor_holdsUpNothing_andIsTakenWhenSomebodyDoes() {
        try (RegistrarWorld world = world(false)) {
            AccountId account = world.account();
            till.next("capture", Trouble.ANSWER_LOST);
            till.always("capture", Trouble.SILENT);

            assertThat(world.register(account, "silent.org").state()).isEqualTo(WorkflowState.SUCCEEDED);

            assertThat(explained(world).text()).contains("sold, and being paid");
            WorkflowId edit = world.change(account, "silent.org", new RegistrationChange(true, null, null));
            assertThat(world.ended(edit).state()).isEqualTo(WorkflowState.SUCCEEDED);

            till.recovers();
            untilPaid(world, account, Duration.ofHours(2));
            assertThat(till.total()).isEqualTo(PRICE);
            assertThat(explained(world).text()).doesNotContain("being paid");
        }
    }

    @Test
    void payment_thatIsRefused_isOwed_andTakenAtALaterTry() {
        try (RegistrarWorld world = world(false)) {
            AccountId account = world.account();
            till.next("capture", Trouble.REFUSED);
            till.next("authorise", Trouble.ANSWER_LOST);

            world.register(account, "refused.org");

            assertThat(world.ledger(account)).containsExactly("hold", "post");
            assertThat(explained(world).text()).contains("owed: refused when it was to be taken");
            untilPaid(world, account, Duration.ofHours(25));
            assertThat(till.total()).isEqualTo(PRICE);
            explained(world);
        }
    }

    @Test
    void payment_thatIsAlwaysRefused_isTriedSomeTimes_andThenOwed() {
        try (RegistrarWorld world = world(false)) {
            AccountId account = world.account();
            till.always("capture", Trouble.REFUSED);

            world.register(account, "poor.org");

            untilSettlementIs(world, "settlement", "failed", Duration.ofDays(31));
            assertThat(world.ledger(account)).containsExactly("hold", "post");
            assertThat(till.total()).isZero();
            assertThat(explained(world).text()).contains("owed: refused when it was to be taken");
        }
    }

    @Test
    void payment_thatWasRefused_isTakenFromANewCard_withinADay() {
        try (RegistrarWorld world = world(false)) {
            AccountId account = world.account();
            till.next("capture", Trouble.REFUSED, Trouble.REFUSED);
            world.register(account, "new-card.org");
            untilRefused(1);
            world.advance(Duration.ofHours(25));
            untilRefused(2);

            PaymentMethod card = new PaymentMethod("till", "new");
            DATABASE.database().transact(tx -> world.registrar().payments().setDefaultMethod(tx, account, card));

            world.advance(Duration.ofHours(25));
            awaitPaid(world, account);
            assertThat(till.total()).isEqualTo(PRICE);
        }
    }

    @Test
    void payment_thatWasTakenAndCalledRefused_isFoundAtNight() {
        try (RegistrarWorld world = world(false)) {
            AccountId account = world.account();
            till.next("capture", Trouble.LIED);

            world.register(account, "lied.org");

            Report report = world.registrar().reconciliation().run();
            assertThat(report.findings())
                    .extracting(Finding::what, Finding::amount)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            "another amount than the provider has taken", Money.of("USD", PRICE)));
        }
    }

    @Test
    void deletion_inItsFirstDays_givesNothingBack_unlessPolicySaysSo() {
        try (RegistrarWorld world = world(false)) {
            AccountId account = world.account();
            world.register(account, "kept-money.org");

            WorkflowStatusView deleted = world.ended(world.delete(account, "kept-money.org"));

            assertThat(deleted.context()).doesNotContainKey("refund");
            assertThat(world.ledger(account)).containsExactly("hold", "post", "capture");
            assertThat(till.total()).isEqualTo(PRICE);
        }
    }

    @Test
    void deletion_inItsFirstDays_givesAllBack_wherePolicySaysSo() {
        try (RegistrarWorld world = world(true)) {
            AccountId account = world.account();
            world.register(account, "back.org");
            world.ended(world.renew(account, "back.org", 1));

            WorkflowStatusView deleted = world.ended(world.delete(account, "back.org"));

            assertThat(deleted.context()).containsEntry("refund", Map.of("amount", total(account), "currency", "USD"));
            await().atMost(PATIENCE).until(() -> till.total() == 0);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(world.ledger(account))
                            .containsExactlyInAnyOrder(
                                    "hold", "post", "capture", "hold", "post", "capture", "refund", "refund", "payout",
                                    "payout"));
            assertThat(explained(world).text()).contains("taken back after deletions");
        }
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void refund_killedAtItsStep_isPaidOnce(Point point) {
        CrashProbe crash = new CrashProbe("refund", "pay_back", point, 1);
        try (RegistrarWorld world = world(true, crash)) {
            AccountId account = world.account();
            world.register(account, "killed.org");

            world.ended(world.delete(account, "killed.org"));

            untilSettlementIs(world, "refund", "succeeded", Duration.ZERO);
            assertThat(till.total()).isZero();
            assertThat(world.ledger(account)).containsExactly("hold", "post", "capture", "refund", "payout");
            explained(world);
        }
    }

    @Test
    void refund_thatIsRefused_staysVisibleAsOwedToTheCustomer_untilItIsPaid() {
        try (RegistrarWorld world = world(true)) {
            AccountId account = world.account();
            world.register(account, "owed-back.org");
            till.next("refund", Trouble.REFUSED, Trouble.ANSWER_LOST);

            world.ended(world.delete(account, "owed-back.org"));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(explained(world).text())
                            .contains("owed to customers: refused when it was to be paid back"));
            untilSettlementIs(world, "refund", "succeeded", Duration.ofHours(25));
            assertThat(till.total()).isZero();
            explained(world);
        }
    }

    @Test
    void deletion_ofANameWhosePaymentIsLate_takesItFirst_andThenGivesItBack() {
        try (RegistrarWorld world = world(true)) {
            AccountId account = world.account();
            till.always("capture", Trouble.SILENT);
            world.register(account, "both.org");

            world.ended(world.delete(account, "both.org"));
            explained(world);
            till.recovers();

            untilSettlementIs(world, "refund", "succeeded", Duration.ofHours(2));
            assertThat(till.total()).isZero();
            assertThat(world.ledger(account)).containsExactly("hold", "post", "refund", "capture", "payout");
            explained(world);
        }
    }

    @Test
    void deletion_ofANameWhosePaymentWasRefused_endsTheDebt() {
        try (RegistrarWorld world = world(true)) {
            AccountId account = world.account();
            till.next("capture", Trouble.REFUSED);
            world.register(account, "never-paid.org");

            world.ended(world.delete(account, "never-paid.org"));

            untilSettlementIs(world, "settlement", "succeeded", Duration.ofHours(25));
            untilSettlementIs(world, "refund", "succeeded", Duration.ZERO);
            assertThat(till.total()).isZero();
            assertThat(world.ledger(account)).containsExactly("hold", "post", "refund");
            explained(world);
        }
    }

    /** Every cent is, whatever is under way. */
    private static Report explained(RegistrarWorld world) {
        Report report = world.registrar().reconciliation().run();
        assertThat(report.clean()).as(report::text).isTrue();
        return report;
    }

    private static String total(AccountId account) {
        return DATABASE.database()
                .read(tx -> tx.sql()
                        .sql("""
                                SELECT to_char(sum(amount) / 100.0, 'FM990.00') FROM ledger_transfer
                                WHERE account_id = :account AND kind = 'post'
                                """)
                        .param("account", account.value())
                        .query(String.class)
                        .single());
    }

    private void untilPaid(RegistrarWorld world, AccountId account, Duration later) {
        world.advance(later);
        awaitPaid(world, account);
    }

    private static void awaitPaid(RegistrarWorld world, AccountId account) {
        await().atMost(PATIENCE).until(() -> world.ledger(account).contains("capture"));
        untilSettlementIs(world, "settlement", "succeeded", Duration.ZERO);
    }

    /** So often, and the next try waits for its time: were that moved before, it would be counted from a later hour. */
    private static void untilRefused(int times) {
        await().atMost(PATIENCE).until(() -> refusals() == times && waitsForItsTime());
    }

    private static boolean waitsForItsTime() {
        return DATABASE.database()
                .read(tx -> tx.sql().sql("""
                                SELECT count(*) > 0 AND bool_and(wake_at > business_now()) FROM workflow
                                WHERE kind = 'settlement' AND wake_at IS NOT NULL
                                """).query(Boolean.class).single());
    }

    private static int refusals() {
        return DATABASE.database()
                .read(tx -> tx.sql()
                        .sql("SELECT max(refusals) FROM payment")
                        .query(Integer.class)
                        .single());
    }

    /** @param step how far time moves between two looks */
    private static void untilSettlementIs(RegistrarWorld world, String kind, String state, Duration step) {
        await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> {
            world.advance(step);
            List<String> states = DATABASE.database()
                    .read(tx -> tx.sql()
                            .sql("SELECT state FROM workflow WHERE kind = :kind")
                            .param("kind", kind)
                            .query(String.class)
                            .list());
            return !states.isEmpty() && states.stream().allMatch(state::equals);
        });
    }

    private RegistrarWorld world(boolean refunds) {
        return world(refunds, WorkflowProbe.NONE);
    }

    private RegistrarWorld world(boolean refunds, WorkflowProbe probe) {
        LifecycleSettings settings = Policies.lateMoney(
                refunds,
                Duration.ofDays(1),
                Duration.ofDays(3),
                Duration.ofDays(7),
                Duration.ofDays(14),
                Duration.ofDays(30));
        return new RegistrarWorld(DATABASE.database(), registry, probe, settings, (_, ledger) -> till.payments(ledger));
    }
}
