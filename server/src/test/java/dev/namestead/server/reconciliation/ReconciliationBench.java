package dev.namestead.server.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.proof.Figures;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.workflow.WorkflowProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long a reconciliation takes: 100,000 registrations that were each bought and renewed, copies of one that really was. */
class ReconciliationBench {
    private static final int REGISTRATIONS = 100_000;
    private static final int PART = 5_000;
    private static final double MOST_SECONDS = 60;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @Test
    void figures() {
        Figures figures = Figures.of("Reconciliation");
        try (var world =
                new RegistrarWorld(DATABASE.database(), new ScriptedRegistry("thick", true), WorkflowProbe.NONE)) {
            AccountId account = world.account();
            world.ended(world.accept(account, "kept.org"));
            world.ended(world.renew(account, "kept.org", 2));
            copy();

            Report report = world.registrar().reconciliation().run();

            assertThat(report.findings()).as(report::text).isEmpty();
            figures.atLeast("registrations", report.registrations(), REGISTRATIONS);
            figures.atMost(
                    "drift, cents",
                    report.drift().values().stream()
                            .mapToLong(money -> money.minorUnits())
                            .sum(),
                    0);
            figures.atMost("reconciliation, s", report.took().toMillis() / 1000.0, MOST_SECONDS);
            spoilOne();
            figures.atLeast(
                    "drift found after one cent was spoilt, cents",
                    world.registrar().reconciliation().run().drift().get("USD").minorUnits(),
                    1);
        }
        figures.conclude();
    }

    /** Each row's ids are those of the original and the copy's number together. */
    private static void copy() {
        String each = " FROM %s CROSS JOIN generate_series(:from, :to) AS i";
        String workflow = "CAST(md5(CAST(%s AS text) || i) AS uuid)";
        copies("INSERT INTO workflow (account_id, id, kind, subject, lane, request_hash, state, step, data,"
                + " in_progress_since, created_at, updated_at) SELECT account_id, " + workflow.formatted("id")
                + ", kind, 'n' || i || '.org', lane, request_hash, state, step, data, in_progress_since, created_at, updated_at"
                + each.formatted(original("workflow")));
        copies("INSERT INTO ledger_transfer (account_id, workflow_id, kind, part, subject, debit, credit, currency,"
                + " amount, at) SELECT account_id, " + workflow.formatted("workflow_id")
                + ", kind, part, 'n' || i || '.org', debit, credit, currency, amount, at"
                + each.formatted(original("ledger_transfer")));
        copies("INSERT INTO payment (account_id, workflow_id, provider, method, round, state, currency, amount,"
                + " provider_reference, authorised_at, updated_at) SELECT account_id, "
                + workflow.formatted("workflow_id")
                + ", provider, method, round, state, currency, amount, provider_reference, authorised_at, updated_at"
                + each.formatted(original("payment")));
        copies("INSERT INTO sandbox_payment (idempotency_key, card, currency, amount, state) SELECT CAST("
                + workflow.formatted("idempotency_key") + " AS text), card, currency, amount, state"
                + each.formatted(original("sandbox_payment")));
        copies("INSERT INTO renewal (account_id, workflow_id, registration_id, domain_name, from_date, years)"
                + " SELECT account_id, " + workflow.formatted("workflow_id") + ", "
                + workflow.formatted("registration_id") + ", 'n' || i || '.org', from_date, years"
                + each.formatted(original("renewal")));
        copies(
                "INSERT INTO registration (account_id, id, domain_name, registry_id, workflow_id, registered, created_at,"
                        + " registry_expires_at, paid_until, auto_renew, privacy_mode, contacts, updated_at) SELECT account_id, "
                        + workflow.formatted("id") + ", 'n' || i || '.org', registry_id, "
                        + workflow.formatted("workflow_id")
                        + ", registered, created_at, registry_expires_at, paid_until, auto_renew, privacy_mode, contacts, updated_at"
                        + each.formatted(original("registration")));
        execute("ANALYZE");
    }

    private static void spoilOne() {
        execute("UPDATE sandbox_payment SET amount = amount - 1 WHERE idempotency_key ="
                + " (SELECT min(idempotency_key) FROM sandbox_payment WHERE state = 'captured')");
    }

    private static void execute(String sql) {
        DATABASE.database().transact(tx -> tx.sql().sql(sql).update());
    }

    /** What is there before anything is copied. */
    private static String original(String table) {
        execute("CREATE TABLE original_" + table + " AS SELECT * FROM " + table);
        return "original_" + table;
    }

    /** In parts, for no statement may take longer than a connection waits. */
    private static void copies(String sql) {
        for (int from = 1; from < REGISTRATIONS; from += PART) {
            int first = from;
            int last = Math.min(from + PART, REGISTRATIONS) - 1;
            DATABASE.database()
                    .transact(tx -> tx.sql()
                            .sql(sql)
                            .param("from", first)
                            .param("to", last)
                            .update());
        }
    }
}
