package dev.namestead.server.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.billing.Balance;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Money;
import dev.namestead.server.billing.PaymentMethod;
import dev.namestead.server.billing.Till.Trouble;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.workflow.CrashProbe;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowProbe;
import dev.namestead.server.workflow.WorkflowProbe.Point;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Money that is owed, and the new means of payment that pay it: once, told, and seen in ledger and balance. */
class OwedMoneyTest extends LateMoneyKit {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @Override
    Database database() {
        return DATABASE.database();
    }

    @Test
    void payment_thatWasRefused_isTakenFromANewCard_atOnce() {
        try (RegistrarWorld world = world(false)) {
            AccountId account = world.account();
            till.next("capture", Trouble.REFUSED, Trouble.REFUSED);
            world.register(account, "new-card.org");
            untilRefused(1);
            world.advance(Duration.ofHours(25));
            untilRefused(2);

            paysBy(world, account, "new");

            awaitPaid(world, account);
            assertThat(till.total()).isEqualTo(PRICE);
        }
    }

    /** Where the settlement that the new card begins is killed, and where it is not. */
    static Stream<WorkflowProbe> probes() {
        return Stream.concat(
                Stream.of(WorkflowProbe.NONE),
                Arrays.stream(Point.values())
                        .flatMap(point -> Stream.of(1, 2)
                                .map(times -> new CrashProbe(Settlements.SETTLEMENT, "collect", point, times))));
    }

    @ParameterizedTest
    @MethodSource("probes")
    void payment_thatWasGivenUp_isTakenFromANewCard_onceAndIsTold(WorkflowProbe probe) {
        AtomicReference<WorkflowProbe> later = new AtomicReference<>(WorkflowProbe.NONE);
        WorkflowProbe now = (kind, step, point) -> later.get().at(kind, step, point);
        try (RegistrarWorld world = world(false, now)) {
            AccountId account = givenUp(world, "given-up.org");
            assertThat(mails(world, account)).containsExactly("payment_owed", "registration_succeeded");
            assertThat(owed(world, account)).containsExactly(Money.of("USD", PRICE));
            till.recovers();
            look(world);
            assertThat(settlements())
                    .as("nothing is tried by the card that was refused")
                    .isOne();

            later.set(probe);
            paysBy(world, account, "new");

            untilPaidAfterAll();
            paysBy(world, account, "newer");
            assertThat(settlements()).isEqualTo(2);
            assertThat(till.total()).isEqualTo(PRICE);
            assertThat(world.ledger(account)).containsExactly("hold", "post", "capture");
            assertThat(owed(world, account)).containsExactly(Money.of("USD", 0));
            assertThat(mails(world, account))
                    .containsExactly("payment_received", "payment_owed", "registration_succeeded");
            explained(world);
        }
    }

    @Test
    void payment_thatANewCardRefusesToo_isTriedOnceByEachCard() {
        try (RegistrarWorld world = world(false)) {
            AccountId account = givenUp(world, "poor-again.org");

            paysBy(world, account, "second");
            await().atMost(PATIENCE).until(() -> ended("failed") == 2);
            look(world);
            world.advance(Duration.ofDays(40));
            look(world);

            assertThat(settlements()).isEqualTo(2);
            assertThat(till.reservations())
                    .filteredOn(one -> one.endsWith(" second"))
                    .hasSize(1);
            till.recovers();
            paysBy(world, account, "third");
            untilPaidAfterAll();
            assertThat(till.total()).isEqualTo(PRICE);
            explained(world);
        }
    }

    @Test
    void reservation_thatNobodyAnsweredFor_isAskedForAgainAsItWas_whateverTheAccountPaysWithSince() {
        try (RegistrarWorld world = world(false)) {
            AccountId account = world.account();
            till.next("authorise", Trouble.ANSWER_LOST);
            till.always("authorise", Trouble.SILENT);
            WorkflowId id = world.accept(account, "two-cards.org");
            await().atMost(PATIENCE).until(() -> till.reservations().size() > 1);

            paysBy(world, account, "other");
            till.recovers();

            assertThat(world.ended(id).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(till.reservations()).noneMatch(one -> one.endsWith(" other"));
            assertThat(till.total()).isEqualTo(PRICE);
        }
    }

    @Test
    void payment_ofASaleThatIsTakenBackMeanwhile_isPaidBack_thoughTheRepaymentFoundNothingToDo() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        WorkflowProbe probe = (kind, _, point) -> {
            if (kind.equals(Settlements.SETTLEMENT) && point == Point.ACTED) {
                meanwhile.getAndSet(() -> {}).run();
            }
        };
        try (RegistrarWorld world = world(false, probe)) {
            AccountId account = world.account();
            till.next("capture", Trouble.REFUSED);
            WorkflowId purchase = world.accept(account, "crossed.org");
            world.ended(purchase);
            untilRefused(1);
            Ledger ledger = world.registrar().ledger();
            meanwhile.set(() -> database().transact(tx -> ledger.refund(tx, account, purchase.value())));

            world.advance(Duration.ofHours(25));

            untilSettlementIs(world, "refund", "succeeded", Duration.ZERO);
            assertThat(till.total()).isZero();
            assertThat(world.ledger(account)).containsExactly("hold", "post", "capture", "refund", "payout");
            explained(world);
        }
    }

    @Test
    void reconciliation_asksForDisputesOnlyWhereSomethingDiffers() {
        try (RegistrarWorld world = world(false)) {
            AccountId account = world.account();
            world.register(account, "one.org");
            world.register(account, "two.org");

            explained(world);
            assertThat(till.disputesAsked()).isZero();
        }
    }

    /** Bought, refused at each try, and given up. */
    private AccountId givenUp(RegistrarWorld world, String name) {
        AccountId account = world.account();
        till.always("capture", Trouble.REFUSED);
        world.register(account, name);
        int refusals = 0;
        for (int days : List.of(1, 3, 7, 14, 30)) {
            untilRefused(++refusals);
            world.advance(Duration.ofDays(days).plusHours(1));
        }
        await().atMost(PATIENCE).until(() -> ended("failed") == 1);
        return account;
    }

    /** A crash is another thread's uncaught exception, which must not end the wait. */
    private void untilPaidAfterAll() {
        await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> ended("succeeded") == 1);
    }

    private void paysBy(RegistrarWorld world, AccountId account, String card) {
        database()
                .transact(tx ->
                        world.registrar().payments().setDefaultMethod(tx, account, new PaymentMethod("till", card)));
        look(world);
    }

    private void look(RegistrarWorld world) {
        world.registrar().lifecycle().life().run();
    }

    private List<Money> owed(RegistrarWorld world, AccountId account) {
        return database().read(tx -> world.registrar().ledger().balances(tx, account)).stream()
                .map(Balance::owed)
                .toList();
    }

    /** Their kinds, the newest first. */
    private List<String> mails(RegistrarWorld world, AccountId account) {
        return world.registrar().notices().list(account, null, null, 50).stream()
                .map(mail -> mail.notice().kind())
                .filter(kind -> kind.startsWith("payment") || kind.equals("registration_succeeded"))
                .toList();
    }

    private long settlements() {
        return ended("%");
    }

    private long ended(String state) {
        return database()
                .read(tx -> tx.sql()
                        .sql("SELECT count(*) FROM workflow WHERE kind = 'settlement' AND state LIKE :state")
                        .param("state", state)
                        .query(Long.class)
                        .single());
    }
}
