package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.Tx;
import dev.namestead.server.workflow.WorkflowId;
import java.time.LocalDate;
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
