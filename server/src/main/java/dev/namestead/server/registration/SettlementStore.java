package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.Tx;
import dev.namestead.server.workflow.WorkflowId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is owed, and by whom it could be paid now. */
final class SettlementStore {

    /**
     * A purchase that is not paid for.
     *
     * @param waiting its settlement, where one waits for its next try; null where it was given up
     */
    record Owed(
            AccountId account,
            UUID purchase,
            String name,
            @Nullable WorkflowId waiting) {}

    /** What was refused last before its account got the means of payment that it has now, and is not being tried at this moment. */
    List<Owed> withNewMeans(Tx tx, int most) {
        return tx.sql()
                .sql("""
                        SELECT p.account_id, p.workflow_id, book.name, late.id AS waiting
                        FROM payment p
                        JOIN payment_method m ON m.account_id = p.account_id AND m.is_default AND m.created_at > p.updated_at
                        JOIN LATERAL (
                            SELECT max(subject) AS name,
                                   sum(CASE WHEN kind IN ('post', 'payout', 'dispute') THEN amount ELSE -amount END) AS owed
                            FROM ledger_transfer
                            WHERE account_id = p.account_id AND workflow_id = p.workflow_id
                              AND kind IN ('post', 'capture', 'refund', 'payout', 'dispute')) book ON book.owed > 0
                        LEFT JOIN workflow late ON late.wake_at IS NOT NULL
                                               AND late.subject = book.name || :settlement || p.workflow_id
                        WHERE p.state = 'capture_failed' AND (late.id IS NULL OR late.wake_at > business_now())
                          AND NOT EXISTS (SELECT FROM workflow purchase
                                          WHERE purchase.account_id = p.account_id AND purchase.id = p.workflow_id
                                            AND purchase.wake_at IS NOT NULL)
                        ORDER BY p.updated_at LIMIT :most
                        """)
                .param("settlement", Settlements.mark(Settlements.SETTLEMENT))
                .param("most", most)
                .query((row, _) -> {
                    UUID waiting = row.getObject("waiting", UUID.class);
                    return new Owed(
                            new AccountId(row.getString("account_id")),
                            row.getObject("workflow_id", UUID.class),
                            row.getString("name"),
                            waiting == null ? null : new WorkflowId(waiting));
                })
                .list();
    }
}
