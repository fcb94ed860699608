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

    private static final String SELECT =
            "SELECT number, kind, subject, workflow_id, part, '' AS bought, currency, amount, at FROM ledger_transfer ";

    /** Writes a transfer once; a second one of the same kind for the same part of a workflow is nothing. */
    void insert(
            Tx tx,
            AccountId account,
            UUID workflow,
            Kind kind,
            String part,
            String subject,
            String debit,
            String credit,
            Money amount) {
        tx.sql()
                .sql("""
                        INSERT INTO ledger_transfer
                            (account_id, workflow_id, kind, part, subject, debit, credit, currency, amount, at)
                        VALUES (:account, :workflow, :kind, :part, :subject, :debit, :credit, :currency, :amount,
                                business_now())
                        ON CONFLICT (workflow_id, kind, part) DO NOTHING
                        """)
                .param("account", account.value())
                .param("workflow", workflow)
                .param("kind", kind.wire())
                .param("part", part)
                .param("subject", subject)
                .param("debit", debit)
                .param("credit", credit)
                .param("currency", amount.currency().getCurrencyCode())
                .param("amount", amount.minorUnits())
                .update();
    }

    /** What a workflow has set aside and not settled yet, by part. */
    List<LedgerEntry> openHolds(Tx tx, AccountId account, UUID workflow) {
        return tx.sql()
                .sql(SELECT + """
                        AS hold
                        WHERE account_id = :account AND workflow_id = :workflow AND kind = 'hold' AND NOT EXISTS (
                            SELECT FROM ledger_transfer AS settled
                            WHERE settled.account_id = :account AND settled.workflow_id = :workflow
                              AND settled.part = hold.part AND settled.kind IN ('post', 'void'))
                        ORDER BY number
                        """)
                .param("account", account.value())
                .param("workflow", workflow)
                .query((row, _) -> entry(row))
                .list();
    }

    /** All of a workflow's transfers of a kind, by part. */
    List<LedgerEntry> find(Tx tx, AccountId account, UUID workflow, Kind kind) {
        return tx.sql()
                .sql(SELECT
                        + "WHERE account_id = :account AND workflow_id = :workflow AND kind = :kind ORDER BY number")
                .param("account", account.value())
                .param("workflow", workflow)
                .param("kind", kind.wire())
                .query((row, _) -> entry(row))
                .list();
    }

    /** What was sold and not paid; below zero what was paid and is to be given back. */
    Optional<Money> owed(Tx tx, AccountId account, UUID workflow) {
        return tx.sql()
                .sql("""
                        SELECT currency,
                               sum(CASE WHEN kind IN ('post', 'payout', 'dispute') THEN amount ELSE -amount END)::bigint AS amount
                        FROM ledger_transfer
                        WHERE account_id = :account AND workflow_id = :workflow
                          AND kind IN ('post', 'capture', 'refund', 'payout', 'dispute')
                        GROUP BY currency
                        """)
                .param("account", account.value())
                .param("workflow", workflow)
                .query((row, _) -> Money.of(row.getString("currency"), row.getLong("amount")))
                .optional();
    }

    /** By currency; what is owed for one purchase is not set off against what another one brings back. */
    List<Balance> balances(Tx tx, AccountId account) {
        return tx.sql()
                .sql("""
                        WITH purchase AS (
                            SELECT currency,
                                   sum(CASE WHEN kind = 'hold' THEN amount WHEN kind IN ('post', 'void') THEN -amount ELSE 0 END)
                                       AS set_aside,
                                   sum(CASE WHEN kind IN ('post', 'payout', 'dispute') THEN amount
                                            WHEN kind IN ('capture', 'refund') THEN -amount ELSE 0 END) AS owed
                            FROM ledger_transfer WHERE account_id = :account GROUP BY workflow_id, currency)
                        SELECT currency, sum(set_aside)::bigint AS set_aside, sum(greatest(owed, 0))::bigint AS owed,
                               sum(greatest(-owed, 0))::bigint AS credit
                        FROM purchase GROUP BY currency ORDER BY currency
                        """)
                .param("account", account.value())
                .query((row, _) -> new Balance(
                        Money.of(row.getString("currency"), row.getLong("set_aside")),
                        Money.of(row.getString("currency"), row.getLong("owed")),
                        Money.of(row.getString("currency"), row.getLong("credit"))))
                .list();
    }

    /** The customer's transfers, newest first, below a number. */
    List<LedgerEntry> page(Tx tx, AccountId account, @Nullable Long below, int most) {
        return tx.sql()
                .sql("""
                        SELECT t.number, t.kind, t.subject, t.workflow_id, t.part, coalesce(nullif(t.part, ''), w.kind, '') AS bought,
                               t.currency, t.amount, t.at
                        FROM ledger_transfer t
                        LEFT JOIN workflow w ON w.account_id = t.account_id AND w.id = t.workflow_id
                        WHERE t.account_id = :account AND t.kind NOT IN ('cost', 'credit') AND t.number < :below
                        ORDER BY t.number DESC LIMIT :most
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
                row.getString("part"),
                row.getString("bought"),
                Money.of(row.getString("currency"), row.getLong("amount")),
                Columns.instant(row, "at"));
    }
}
