package dev.namestead.server.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.billing.Money;
import dev.namestead.server.billing.Till.Trouble;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.reconciliation.Finding;
import dev.namestead.server.reconciliation.Report;
import dev.namestead.server.workflow.CrashProbe;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowProbe.Point;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Money that comes late, never or twice, and money that goes back: each cent is taken once, seen by all, and explained meanwhile. */
class LateMoneyTest extends LateMoneyKit {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @Override
    Database database() {
        return DATABASE.database();
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
}
