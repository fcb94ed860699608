package dev.namestead.server.billing;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.LedgerEntry.Kind;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of the ledger. */
final class LedgerStore {

    /** Writes a transfer once; a second one of the same kind for the same workflow is nothing. */
    void insert(
            Tx tx,
            AccountId account,
            UUID workflow,
            Kind kind,
            String subject,
            String debit,
            String credit,
            Money amount) {
        tx.sql()
                .sql("""
                        INSERT INTO ledger_transfer
                            (account_id, workflow_id, kind, subject, debit, credit, currency, amount, at)
                        VALUES (:account, :workflow, :kind, :subject, :debit, :credit, :currency, :amount,
                                business_now())
                        ON CONFLICT (workflow_id, kind) DO NOTHING
                        """)
                .param("account", account.value())
                .param("workflow", workflow)
                .param("kind", kind.wire())
                .param("subject", subject)
                .param("debit", debit)
                .param("credit", credit)
                .param("currency", amount.currency().getCurrencyCode())
                .param("amount", amount.minorUnits())
                .update();
    }

    Optional<LedgerEntry> find(Tx tx, AccountId account, UUID workflow, Kind kind) {
        return tx.sql()
                .sql("""
                        SELECT number, kind, subject, workflow_id, currency, amount, at FROM ledger_transfer
                        WHERE account_id = :account AND workflow_id = :workflow AND kind = :kind
                        """)
                .param("account", account.value())
                .param("workflow", workflow)
                .param("kind", kind.wire())
                .query((row, _) -> entry(row))
                .optional();
    }

    /** The customer's transfers, newest first, below a number. */
    List<LedgerEntry> page(Tx tx, AccountId account, @Nullable Long below, int most) {
        return tx.sql()
                .sql("""
                        SELECT number, kind, subject, workflow_id, currency, amount, at FROM ledger_transfer
                        WHERE account_id = :account AND kind <> 'cost' AND number < :below
                        ORDER BY number DESC LIMIT :most
                        """)
                .param("account", account.value())
                .param("below", below == null ? Long.MAX_VALUE : below)
                .param("most", most)
                .query((row, _) -> entry(row))
                .list();
    }

    private static LedgerEntry entry(java.sql.ResultSet row) throws java.sql.SQLException {
        return new LedgerEntry(
                row.getLong("number"),
                Kind.of(row.getString("kind")),
                row.getString("subject"),
                row.getObject("workflow_id", UUID.class),
                Money.of(row.getString("currency"), row.getLong("amount")),
                Columns.instant(row, "at"));
    }
}
