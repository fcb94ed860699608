package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import dev.namestead.server.workflow.WorkflowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The rows of confirmations, found by workflow or by the hash of the mailed secret. */
final class ConfirmationStore {
    private static final String SELECT = """
            SELECT workflow_id, account_id, domain_name, email, expires_at, confirmed_at FROM confirmation
            """;

    void insert(Tx tx, Confirmation confirmation, byte[] secretHash) {
        tx.sql()
                .sql("""
                        INSERT INTO confirmation (workflow_id, account_id, domain_name, secret_hash, email, expires_at)
                        VALUES (:workflow, :account, :name, :hash, :email, :expiresAt)
                        ON CONFLICT (workflow_id) DO NOTHING
                        """)
                .param("workflow", confirmation.workflow().value())
                .param("account", confirmation.account().value())
                .param("name", confirmation.domainName())
                .param("hash", secretHash)
                .param("email", confirmation.email())
                .param("expiresAt", Columns.timestamp(confirmation.expiresAt()))
                .update();
    }

    Optional<Confirmation> find(Tx tx, WorkflowId workflow) {
        return tx.sql()
                .sql(SELECT + "WHERE workflow_id = :workflow")
                .param("workflow", workflow.value())
                .query((row, _) -> confirmation(row))
                .optional();
    }

    Optional<Confirmation> findBySecret(Tx tx, byte[] secretHash) {
        return tx.sql()
                .sql(SELECT + "WHERE secret_hash = :hash")
                .param("hash", secretHash)
                .query((row, _) -> confirmation(row))
                .optional();
    }

    /** Whether it was confirmed by this very call: once only, and only in time. */
    boolean confirm(Tx tx, byte[] secretHash) {
        return tx.sql().sql("""
                        UPDATE confirmation SET confirmed_at = business_now()
                        WHERE secret_hash = :hash AND confirmed_at IS NULL AND expires_at > business_now()
                        """).param("hash", secretHash).update() == 1;
    }

    private static Confirmation confirmation(ResultSet row) throws SQLException {
        return new Confirmation(
                new WorkflowId(row.getObject("workflow_id", UUID.class)),
                new AccountId(row.getString("account_id")),
                row.getString("domain_name"),
                row.getString("email"),
                Columns.instant(row, "expires_at"),
                Columns.instantOrNull(row, "confirmed_at"));
    }
}
