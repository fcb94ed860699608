package dev.namestead.server.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Disputes, in whatever way a provider tells of them. */
class DisputesTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final Provider provider = new Provider();
    private final List<String> told = new ArrayList<>();
    private RegistrarWorld world;
    private Disputes disputes;

    @BeforeEach
    void begin() {
        world = new RegistrarWorld(DATABASE.database(), new ScriptedRegistry("thick", true), WorkflowProbe.NONE);
        Payments payments = new Payments(new Ledger(), List.of(provider), Optional.empty());
        disputes = new Disputes(
                DATABASE.database(),
                payments,
                new Ledger(),
                new AuditStore(),
                (_, _, subject, amount) -> told.add(subject + " " + amount));
    }

    @AfterEach
    void clear() {
        world.close();
        DATABASE.database()
                .transact(tx -> tx.sql()
                        .sql("TRUNCATE ledger_transfer, workflow, registration, payment, sandbox_payment, audit_entry")
                        .update());
    }

    private static PaymentProvider.Dispute dispute(WorkflowId workflow, Money amount) {
        return new PaymentProvider.Dispute(workflow.value().toString(), amount);
    }

    private Money paid(WorkflowId workflow, AccountId account) {
        return DATABASE.database()
                .read(tx -> new Ledger().sold(tx, account, workflow.value()))
                .orElseThrow();
    }

    private Optional<PaymentMethod> method(AccountId account) {
        return DATABASE.database().read(tx -> world.registrar().payments().defaultMethod(tx, account));
    }

    @Test
    void aDispute_toldTwiceAndOutOfOrder_isBookedOnce() {
        AccountId account = world.account();
        WorkflowId first = world.accept(account, "first.org");
        world.ended(first);
        WorkflowId second = world.accept(account, "second.org");
        world.ended(second);
        Money amount = paid(first, account);
        var ofFirst = dispute(first, amount);
        var ofSecond = dispute(second, paid(second, account));
        provider.open.addAll(List.of(ofSecond, ofFirst, ofSecond, ofFirst));

        assertThat(disputes.run()).isEqualTo(2);
        assertThat(provider.acknowledged).contains(ofFirst, ofSecond);
        provider.open.addAll(List.of(ofFirst, ofSecond));
        assertThat(disputes.run()).isZero();

        assertThat(world.ledger(account).stream().filter("dispute"::equals)).hasSize(2);
        assertThat(told).containsExactlyInAnyOrder("first.org " + amount, "second.org " + amount);
        assertThat(method(account)).isEmpty();
    }

    @Test
    void aDisputeThatOvertakesItsPayment_waits() {
        AccountId account = world.account();
        WorkflowId waiting = world.accept(account, "asked-confirm.org");
        var early = dispute(waiting, Money.of("USD", 100));
        provider.open.add(early);

        assertThat(disputes.run()).isZero();

        assertThat(provider.acknowledged).isEmpty();
        assertThat(world.ledger(account)).doesNotContain("dispute");
    }

    @Test
    void aPaymentThatIsNotOurs_isNotAcknowledged() {
        provider.open.add(new PaymentProvider.Dispute("somebody-elses", Money.of("USD", 100)));
        provider.open.add(new PaymentProvider.Dispute(UUID.randomUUID().toString(), Money.of("USD", 100)));

        assertThat(disputes.run()).isZero();

        assertThat(provider.acknowledged).isEmpty();
    }

    @Test
    void disputesThatNobodyKnows_doNotHideTheOthers() {
        AccountId account = world.account();
        WorkflowId known = world.accept(account, "behind-others.org");
        world.ended(known);
        for (int each = 0; each < 150; each++) {
            provider.open.add(new PaymentProvider.Dispute(UUID.randomUUID().toString(), Money.of("USD", 100)));
        }
        provider.open.add(dispute(known, paid(known, account)));

        int booked = disputes.run() + disputes.run();

        assertThat(booked).isOne();
        assertThat(told).hasSize(1);
    }

    @Test
    void aDisputeThatOvertakesARepayment_isTheLastWordAboutIt() {
        AccountId account = world.account();
        WorkflowId workflow = world.accept(account, "both-ways.org");
        world.ended(workflow);
        provider.open.add(dispute(workflow, paid(workflow, account)));
        disputes.run();

        Payment payment = DATABASE.database().inTransaction(tx -> {
            PaymentStore store = new PaymentStore();
            store.settle(tx, account, workflow.value(), "refund_failed", null);
            return store.find(tx, account, workflow.value()).orElseThrow();
        });

        assertThat(payment.disputed()).isTrue();
    }

    @Test
    void whatABankHasTakenBack_isNotCollectedByItself() {
        AccountId account = world.account();
        WorkflowId workflow = world.accept(account, "by-people.org");
        world.ended(workflow);
        provider.open.add(dispute(workflow, paid(workflow, account)));
        disputes.run();
        var other = new PaymentMethod(SandboxPaymentProvider.NAME, SandboxPaymentProvider.CARD_GOOD);
        DATABASE.database().transact(tx -> world.registrar().payments().setDefaultMethod(tx, account, other));

        LateMoney money = new LateMoney(new Ledger(), world.registrar().payments(), List.of(Duration.ofDays(1)));

        assertThat(money.collect(DATABASE.database(), account, workflow.value(), "by-people.org"))
                .isEqualTo(new LateMoney.Settled());
        assertThat(world.ledger(account)).containsOnlyOnce("capture");
    }

    @Test
    void anotherCardThatTheAccountPaysByMeanwhile_stays() {
        AccountId account = world.account();
        WorkflowId workflow = world.accept(account, "changed.org");
        world.ended(workflow);
        var other = new PaymentMethod(SandboxPaymentProvider.NAME, SandboxPaymentProvider.CARD_DISPUTED);
        DATABASE.database().transact(tx -> world.registrar().payments().setDefaultMethod(tx, account, other));
        provider.open.add(dispute(workflow, paid(workflow, account)));

        assertThat(disputes.run()).isEqualTo(1);

        assertThat(method(account)).contains(other);
    }

    /** Tells of disputes as the test says; everything else is the sandbox's. */
    private static final class Provider implements PaymentProvider {
        private final PaymentProvider sandbox = new SandboxPaymentProvider(DATABASE.database());
        private final List<Dispute> open = new ArrayList<>();
        private final List<Dispute> acknowledged = new ArrayList<>();

        @Override
        public String name() {
            return sandbox.name();
        }

        @Override
        public Answer authorise(String key, String methodReference, String description, Money amount) {
            return sandbox.authorise(key, methodReference, description, amount);
        }

        @Override
        public Answer capture(String key, String providerReference, Money amount) {
            return sandbox.capture(key, providerReference, amount);
        }

        @Override
        public Answer refund(String key, String payment, String providerReference, Money amount) {
            return sandbox.refund(key, payment, providerReference, amount);
        }

        @Override
        public Answer release(String key, String providerReference) {
            return sandbox.release(key, providerReference);
        }

        @Override
        public List<Dispute> disputes(int most) {
            return open.stream().limit(most).toList();
        }

        @Override
        public void acknowledge(Dispute dispute) {
            acknowledged.add(dispute);
            open.removeIf(dispute::equals);
        }
    }
}
