package dev.namestead.server.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.Money;
import dev.namestead.server.billing.SandboxPaymentProvider;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.workflow.WorkflowProbe;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Books that were kept by the registrar are explained to the cent; each way to spoil them is found. */
class ReconciliationTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private RegistrarWorld world;
    private AccountId account;

    @BeforeEach
    void trade() {
        ScriptedRegistry registry = new ScriptedRegistry("thick", true);
        world = new RegistrarWorld(DATABASE.database(), registry, WorkflowProbe.NONE);
        account = world.account();
        world.ended(world.accept(account, "kept.org"));
        world.ended(world.renew(account, "kept.org", 2));
        world.ended(world.accept(account, "deleted.org"));
        world.ended(world.delete(account, "deleted.org"));
        world.ended(world.accept(account, "restored.org"));
        registry.endsAddGrace("restored.org");
        world.ended(world.delete(account, "restored.org"));
        world.ended(world.restore(account, "restored.org"));
        AccountId poor = world.account(SandboxPaymentProvider.CARD_DECLINED, 10);
        world.ended(world.accept(poor, "poor.org"));
        world.accept(account, "asked-confirm.org");
    }

    @AfterEach
    void clear() {
        world.close();
        spoil("TRUNCATE ledger_transfer, workflow, registration, renewal, deletion, payment, sandbox_payment");
    }

    @Test
    void books_asTheyAreKept_areExplainedToTheCent() {
        Report report = reconcile();

        assertThat(report.clean()).as(report::text).isTrue();
        assertThat(report.drift()).containsExactly(java.util.Map.entry("USD", Money.of("USD", 0)));
        assertThat(report.text())
                .contains(
                        "set aside by workflows under way",
                        "registrations",
                        "renewals",
                        "given back for deletions",
                        "the books of sandbox")
                .endsWith("drift 0.00 USD\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    money without a workflow       | INSERT INTO ledger_transfer (account_id, workflow_id, kind, subject, debit, credit, currency, amount, at) SELECT account_id, gen_random_uuid(), 'hold', 'x.org', 'customer', 'held', 'USD', 5, now() FROM account LIMIT 1
                    money that is still set aside  | UPDATE workflow SET wake_at = NULL, state = 'failed' WHERE subject = 'asked-confirm.org'
                    sold by a workflow that failed | UPDATE workflow SET state = 'failed' WHERE subject = 'kept.org' AND kind = 'renewal'
                    sold for another price         | UPDATE workflow SET data = jsonb_set(data, '{priceMinor}', '1') WHERE subject = 'kept.org' AND kind = 'renewal'
                    bought and not booked          | INSERT INTO workflow (account_id, id, kind, subject, lane, request_hash, state, step, data, in_progress_since, created_at, updated_at) SELECT account_id, gen_random_uuid(), kind, 'free.org', lane, '', state, step, data, now(), now(), now() FROM workflow WHERE kind = 'renewal'
                    sold and not paid              | UPDATE payment SET state = 'authorised' WHERE workflow_id IN (SELECT id FROM workflow WHERE kind = 'renewal')
                    a reservation that was left behind | UPDATE payment SET state = 'authorised' WHERE workflow_id IN (SELECT id FROM workflow WHERE kind = 'renewal')
                    taken back and not paid back   | INSERT INTO ledger_transfer (account_id, workflow_id, kind, subject, debit, credit, currency, amount, at) SELECT account_id, workflow_id, 'refund', subject, 'revenue', 'customer', currency, amount, at FROM ledger_transfer WHERE kind = 'post' AND subject = 'deleted.org'
                    taken back in part             | INSERT INTO ledger_transfer (account_id, workflow_id, kind, subject, debit, credit, currency, amount, at) SELECT account_id, workflow_id, 'refund', subject, 'revenue', 'customer', currency, amount - 1, at FROM ledger_transfer WHERE kind = 'post' AND subject = 'deleted.org'
                    paid back without a payment    | INSERT INTO ledger_transfer (account_id, workflow_id, kind, subject, debit, credit, currency, amount, at) SELECT account_id, workflow_id, 'refund', subject, 'revenue', 'customer', currency, amount, at FROM ledger_transfer WHERE kind = 'post' AND subject = 'deleted.org' UNION ALL SELECT account_id, workflow_id, 'payout', subject, 'customer', 'provider', currency, amount, at FROM ledger_transfer WHERE kind = 'post' AND subject = 'deleted.org'
                    another amount than the provider has taken | UPDATE sandbox_payment SET amount = amount - 1 WHERE state = 'captured'
                    taken back without a dispute | INSERT INTO ledger_transfer (account_id, workflow_id, kind, subject, debit, credit, currency, amount, at) SELECT account_id, workflow_id, 'dispute', subject, 'customer', 'provider', currency, amount, at FROM ledger_transfer WHERE kind = 'capture'
                    a dispute that is not booked | UPDATE payment SET state = 'disputed' WHERE state = 'captured'
                    another cost than its registry has told | UPDATE workflow SET data = jsonb_set(data, '{costMinor}', '1') WHERE subject = 'kept.org' AND kind = 'registration'
                    other years than were sold     | UPDATE registration SET paid_until = paid_until + interval '1 year' WHERE domain_name = 'kept.org'
                    years that its registry does not show | UPDATE registration SET registry_expires_at = registry_expires_at - interval '1 year' WHERE domain_name = 'kept.org'
                    years that its registry does not show | UPDATE registration SET registry_expires_at = registry_expires_at - interval '1 year' WHERE domain_name = 'restored.org'
                    years at its registry that nobody has paid for | UPDATE registration SET registry_expires_at = registry_expires_at + interval '1 year' WHERE domain_name = 'kept.org'
                    """)
    void books_thatWereSpoilt_drift(String what, String spoiling) {
        spoil(spoiling);

        Report report = reconcile();

        assertThat(report.clean()).isFalse();
        // A payment that is no payment any more shows as money that came from nowhere.
        String wanted = what.equals("sold and not paid") ? "paid without a payment" : what;
        assertThat(report.findings()).as(report::text).extracting(Finding::what).contains(wanted);
        assertThat(report.drift().get("USD").minorUnits()).isPositive();
    }

    @Test
    void aPaymentThatWasRefusedAfterTheSale_isExplainedAsOwed() {
        world.ended(world.accept(account, "owed.org"));
        spoil("ALTER TABLE ledger_transfer DISABLE TRIGGER ledger_transfer_immutable");
        spoil("DELETE FROM ledger_transfer WHERE subject = 'owed.org' AND kind = 'capture'");
        spoil("ALTER TABLE ledger_transfer ENABLE TRIGGER ledger_transfer_immutable");
        spoil("""
                UPDATE payment SET state = 'capture_failed'
                WHERE workflow_id IN (SELECT id FROM workflow WHERE subject = 'owed.org')
                """);
        spoil("""
                UPDATE sandbox_payment SET state = 'released'
                WHERE idempotency_key IN (SELECT id::text FROM workflow WHERE subject = 'owed.org')
                """);

        Report report = reconcile();

        assertThat(report.clean()).as(report::text).isTrue();
        assertThat(report.text()).contains("owed: refused when it was to be taken");
    }

    @Test
    void aPaymentThatItsBankTookBack_isExplainedAsOwed_andWhatWasTakenBackUnseen_drifts() {
        AccountId disputing = world.account(SandboxPaymentProvider.CARD_DISPUTED, 10);
        world.ended(world.accept(disputing, "disputed.org"));
        spoil("UPDATE sandbox_payment SET captured_at = captured_at - interval '31 days'");
        world.registrar().lifecycle().life().run();

        Report report = reconcile();

        assertThat(report.clean()).as(report::text).isTrue();
        assertThat(report.text()).contains("owed: taken back by banks");
        spoil("UPDATE sandbox_payment SET state = 'disputed' WHERE state = 'captured'");
        assertThat(reconcile().findings())
                .extracting(Finding::what)
                .contains("another amount than the provider has taken");
    }

    @Test
    void everyNight_isOnceADay() {
        world.registrar().reconciliation().nightly();
        world.registrar().reconciliation().nightly();

        List<String> reports = DATABASE.database()
                .read(tx -> tx.sql()
                        .sql("SELECT report FROM reconciliation WHERE clean AND done_at IS NOT NULL")
                        .query(String.class)
                        .list());
        assertThat(reports).hasSize(1);
        assertThat(reports.getFirst()).contains("drift 0.00 USD");
    }

    private Report reconcile() {
        return world.registrar().reconciliation().run();
    }

    private static void spoil(String statement) {
        DATABASE.database().transact(tx -> tx.sql().sql(statement).update());
    }
}
