package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import dev.namestead.server.workflow.WorkflowId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** The rows of renewals: each term of a registration is sold once. */
final class RenewalStore {

    /** False where this term is being renewed or was. */
    boolean insert(
            Tx tx, AccountId account, WorkflowId workflow, UUID registration, String name, LocalDate from, int years) {
        return tx.sql()
                        .sql("""
                        INSERT INTO renewal (account_id, workflow_id, registration_id, domain_name, from_date, years)
                        VALUES (:account, :workflow, :registration, :name, :from, :years)
                        ON CONFLICT (registration_id, from_date) WHERE NOT voided DO NOTHING
                        """)
                        .param("account", account.value())
                        .param("workflow", workflow.value())
                        .param("registration", registration)
                        .param("name", name)
                        .param("from", from)
                        .param("years", years)
                        .update()
                == 1;
    }

    void pin(Tx tx, AccountId account, WorkflowId workflow, RenewalPlan plan) {
        tx.sql()
                .sql("""
                        UPDATE renewal SET current_expiry = :current, target = :target
                        WHERE account_id = :account AND workflow_id = :workflow
                        """)
                .param("current", plan.currentExpiry())
                .param("target", plan.target())
                .param("account", account.value())
                .param("workflow", workflow.value())
                .update();
    }

    /**
     * What was booked for years that a registry has added and not billed yet, and customers have paid for.
     *
     * @param from those that began on this day or later
     * @param bookedUntil at the latest
     */
    Optional<Money> notBilled(Tx tx, AccountId account, UUID registration, LocalDate from, Instant bookedUntil) {
        return tx.sql()
                .sql("""
                        SELECT w.data->>'currency' AS currency,
                               sum(coalesce((w.data->>'costMinor')::bigint - (w.data->>'feeMinor')::bigint,
                                            (w.data->>'costMinor')::bigint / n.years
                                            * (n.years - (w.data->'plan'->>'years')::bigint)))::bigint AS cost
                        FROM renewal n JOIN workflow w ON w.account_id = n.account_id AND w.id = n.workflow_id
                        WHERE n.account_id = :account AND n.registration_id = :registration AND NOT n.voided
                          AND n.from_date >= :from AND w.kind = 'renewal' AND w.state = 'succeeded'
                          AND (w.data->'plan'->>'years')::bigint < n.years
                          AND w.updated_at <= :until
                        GROUP BY 1
                        """)
                .param("account", account.value())
                .param("registration", registration)
                .param("from", from)
                .param("until", Columns.timestamp(bookedUntil))
                .query((row, _) -> Money.of(row.getString("currency"), row.getLong("cost")))
                .optional();
    }

    /** Years that its registry was asked for since then, and that it takes back with the name. */
    int yearsAskedFor(Tx tx, AccountId account, UUID registration, Instant since) {
        return tx.sql()
                .sql("""
                        SELECT coalesce(sum((w.data->'plan'->>'years')::integer), 0)::integer
                        FROM renewal n JOIN workflow w ON w.account_id = n.account_id AND w.id = n.workflow_id
                        WHERE n.account_id = :account AND n.registration_id = :registration AND NOT n.voided
                          AND w.kind = 'renewal' AND w.state = 'succeeded'
                          AND w.updated_at > :since
                        """)
                .param("account", account.value())
                .param("registration", registration)
                .param("since", Columns.timestamp(since))
                .query(Integer.class)
                .single();
    }

    /** Its registry has taken back what lies beyond that day: those terms may be sold again. */
    void takenBack(Tx tx, AccountId account, UUID registration, LocalDate paidUntil) {
        tx.sql()
                .sql("""
                        UPDATE renewal SET voided = true
                        WHERE account_id = :account AND registration_id = :registration AND from_date >= :paidUntil
                        """)
                .param("paidUntil", paidUntil)
                .param("account", account.value())
                .param("registration", registration)
                .update();
    }

    /** The term was not sold: it may be renewed by another. */
    void release(Tx tx, AccountId account, WorkflowId workflow) {
        tx.sql()
                .sql("UPDATE renewal SET voided = true WHERE account_id = :account AND workflow_id = :workflow")
                .param("account", account.value())
                .param("workflow", workflow.value())
                .update();
    }
}
