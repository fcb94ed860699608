package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import dev.namestead.server.workflow.WorkflowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of confirmations, found by workflow or by the hash of a mailed secret. */
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
                .sql(SELECT + """
                        WHERE secret_hash = :hash
                           OR workflow_id = (SELECT workflow_id FROM confirmation_link WHERE secret_hash = :hash)
                        """)
                .param("hash", secretHash)
                .query((row, _) -> confirmation(row))
                .optional();
    }

    /** Another link of the same confirmation. */
    void addLink(Tx tx, WorkflowId workflow, byte[] secretHash) {
        tx.sql()
                .sql("""
                        INSERT INTO confirmation_link (secret_hash, workflow_id, created_at)
                        VALUES (:hash, :workflow, business_now())
                        """)
                .param("hash", secretHash)
                .param("workflow", workflow.value())
                .update();
    }

    /** The first one is not among them. */
    int linksOfToday(Tx tx, WorkflowId workflow) {
        return tx.sql()
                .sql("""
                        SELECT count(*) FROM confirmation_link
                        WHERE workflow_id = :workflow AND created_at > business_now() - interval '1 day'
                        """)
                .param("workflow", workflow.value())
                .query(Integer.class)
                .single();
    }

    /** Whether it was confirmed by this very call: once only, and only in time. */
    boolean confirm(Tx tx, WorkflowId workflow) {
        return tx.sql().sql("""
                        UPDATE confirmation SET confirmed_at = business_now()
                        WHERE workflow_id = :workflow AND confirmed_at IS NULL AND expires_at > business_now()
                        """).param("workflow", workflow.value()).update() == 1;
    }

    /** What else this address of the account was asked for and has not answered. */
    List<WorkflowId> awaited(Tx tx, AccountId account, String email) {
        return tx.sql()
                .sql("""
                        SELECT workflow_id FROM confirmation
                        WHERE account_id = :account AND email = :email AND confirmed_at IS NULL
                          AND expires_at > business_now()
                        """)
                .param("account", account.value())
                .param("email", email)
                .query((row, _) -> new WorkflowId(row.getObject("workflow_id", UUID.class)))
                .list();
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
