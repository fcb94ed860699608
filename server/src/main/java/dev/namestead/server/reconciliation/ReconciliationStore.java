package dev.namestead.server.reconciliation;

import dev.namestead.server.billing.Money;
import dev.namestead.server.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads the books, each question once for all accounts. */
final class ReconciliationStore {

    /** What a workflow's transfers sum to, beside the workflow and its payment. */
    private static final String BOOKS = """
            WITH entry AS (
                SELECT account_id, workflow_id, currency, max(subject) AS subject,
                       coalesce(sum(amount) FILTER (WHERE kind = 'hold'), 0)::bigint AS held,
                       coalesce(sum(amount) FILTER (WHERE kind = 'post'), 0)::bigint AS sold,
                       coalesce(sum(amount) FILTER (WHERE kind = 'void'), 0)::bigint AS voided,
                       coalesce(sum(amount) FILTER (WHERE kind = 'capture'), 0)::bigint AS taken,
                       coalesce(sum(amount) FILTER (WHERE kind = 'refund'), 0)::bigint AS refunded,
                       coalesce(sum(amount) FILTER (WHERE kind = 'payout'), 0)::bigint AS returned,
                       coalesce(sum(amount) FILTER (WHERE kind = 'dispute'), 0)::bigint AS disputed,
                       coalesce(sum(amount) FILTER (WHERE kind = 'cost'), 0)::bigint AS cost,
                       coalesce(sum(amount) FILTER (WHERE kind = 'credit'), 0)::bigint AS credit
                FROM ledger_transfer GROUP BY account_id, workflow_id, currency),
            late AS (
                SELECT DISTINCT account_id, (data->>'purchase')::uuid AS purchase FROM workflow
                WHERE kind IN ('settlement', 'refund') AND wake_at IS NOT NULL),
            book AS (
                SELECT e.*, sold - refunded - taken + returned + disputed AS owed,
                       late.purchase IS NOT NULL OR w.wake_at IS NOT NULL AS settling, w.kind, w.state, w.wake_at IS NULL AS ended, p.state AS payment,
                       CASE w.kind
                           WHEN 'restore' THEN (w.data->>'restorePriceMinor')::bigint
                               + (w.data->>'years')::bigint * (w.data->>'yearPriceMinor')::bigint
                           ELSE (w.data->>'priceMinor')::bigint END AS price,
                       CASE w.kind WHEN 'registration' THEN (w.data->>'costMinor')::bigint END AS fixed_cost
                FROM entry e
                LEFT JOIN workflow w ON w.account_id = e.account_id AND w.id = e.workflow_id
                LEFT JOIN payment p ON p.account_id = e.account_id AND p.workflow_id = e.workflow_id
                LEFT JOIN late ON late.account_id = e.account_id AND late.purchase = e.workflow_id)
            """;

    /** All questions of the transaction are about one instant: the business goes on meanwhile. */
    void asOfOneInstant(Tx tx) {
        tx.sql()
                .sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                .update();
    }

    /** The explanations of the ledger accounts' balances: a row for each reason and currency. */
    List<Explained> explained(Tx tx) {
        return tx.sql().sql(BOOKS + """
                        SELECT 'held' AS account, 'set aside by workflows under way' AS why, currency, count(*) AS n,
                               sum(held - sold - voided)::bigint AS amount
                        FROM book WHERE NOT ended AND held <> sold + voided GROUP BY currency
                        UNION ALL
                        SELECT 'customer', 'set aside by workflows under way', currency, count(*),
                               -sum(held - sold - voided)::bigint
                        FROM book WHERE NOT ended AND held <> sold + voided GROUP BY currency
                        UNION ALL
                        SELECT 'customer', 'sold, and being paid', currency, count(*), -sum(owed)::bigint
                        FROM book WHERE settling AND owed > 0 AND payment IS DISTINCT FROM 'capture_failed'
                          AND payment IS DISTINCT FROM 'disputed' GROUP BY currency
                        UNION ALL
                        SELECT 'customer', 'owed: refused when it was to be taken', currency, count(*), -sum(owed)::bigint
                        FROM book WHERE owed > 0 AND payment = 'capture_failed' GROUP BY currency
                        UNION ALL
                        SELECT 'customer', 'taken back, and being paid back', currency, count(*), -sum(owed)::bigint
                        FROM book WHERE settling AND owed < 0 AND payment IS DISTINCT FROM 'refund_failed' GROUP BY currency
                        UNION ALL
                        SELECT 'customer', 'owed to customers: refused when it was to be paid back', currency, count(*),
                               -sum(owed)::bigint
                        FROM book WHERE settling AND owed < 0 AND payment = 'refund_failed' GROUP BY currency
                        UNION ALL
                        SELECT 'customer', 'owed: taken back by banks', currency, count(*), -sum(owed)::bigint
                        FROM book WHERE owed > 0 AND payment = 'disputed' GROUP BY currency
                        UNION ALL
                        SELECT 'revenue', CASE WHEN ended THEN kind || 's' ELSE 'sold by workflows under way' END, currency,
                               count(*), sum(CASE WHEN ended THEN price ELSE sold END)::bigint
                        FROM book WHERE kind IN ('registration', 'renewal', 'restore')
                          AND (state = 'succeeded' OR NOT ended AND sold > 0)
                        GROUP BY 2, currency
                        UNION ALL
                        SELECT 'revenue', 'taken back after deletions', currency, count(*), -sum(refunded)::bigint
                        FROM book WHERE refunded <> 0 GROUP BY currency
                        UNION ALL
                        SELECT 'registry_cost', CASE WHEN kind = 'registry_renewal' THEN 'years that registries added'
                                                     ELSE kind || 's' END, currency,
                               count(*), -sum(coalesce(CASE WHEN ended THEN fixed_cost END, cost))::bigint
                        FROM book WHERE cost > 0 OR state = 'succeeded' AND fixed_cost > 0 GROUP BY 2, currency
                        UNION ALL
                        SELECT 'registry_cost', CASE kind WHEN 'deletion' THEN 'given back for deletions'
                                                          ELSE 'given back for transfers' END, currency,
                               count(*), sum(credit)::bigint
                        FROM book WHERE credit > 0 AND kind IN ('deletion', 'registry_renewal', 'registration') GROUP BY 2, currency
                        """).query((row, _) -> explained(row)).list();
    }

    /** A reason for a part of a ledger account's balance. */
    record Explained(String account, String why, String currency, long count, long amount) {}

    private static Explained explained(ResultSet row) throws SQLException {
        return new Explained(
                row.getString("account"),
                row.getString("why"),
                row.getString("currency"),
                row.getLong("n"),
                row.getLong("amount"));
    }

    /** A ledger account's balance; the deposits at the registries are one account, against the costs. */
    record Balance(String account, String currency, long amount) {}

    List<Balance> balances(Tx tx) {
        return tx.sql()
                .sql("""
                        SELECT account, currency, sum(amount)::bigint AS amount FROM (
                            SELECT credit AS account, currency, amount FROM ledger_transfer
                            UNION ALL
                            SELECT debit, currency, -amount FROM ledger_transfer) side
                        WHERE account NOT LIKE 'registry_deposit:%'
                        GROUP BY account, currency ORDER BY account, currency
                        """)
                .query((row, _) ->
                        new Balance(row.getString("account"), row.getString("currency"), row.getLong("amount")))
                .list();
    }

    /** Workflows whose money does not fit to what became of them. */
    List<Finding> workflows(Tx tx) {
        return tx.sql().sql(BOOKS + """
                        SELECT what, account_id, subject, currency, amount FROM (
                            SELECT CASE
                                       WHEN kind IS NULL THEN 'money without a workflow'
                                       WHEN ended AND held <> sold + voided THEN 'money that is still set aside'
                                       WHEN state = 'failed' AND sold <> 0 THEN 'sold by a workflow that failed'
                                       WHEN state = 'succeeded' AND price IS NOT NULL AND sold <> price
                                           THEN 'sold for another price'
                                       WHEN refunded NOT IN (0, sold) THEN 'taken back in part'
                                       WHEN disputed <> 0 AND (payment <> 'disputed' OR disputed > taken)
                                           THEN 'taken back without a dispute'
                                       WHEN ended AND owed > 0 AND NOT settling AND payment IS DISTINCT FROM 'capture_failed'
                                            AND payment IS DISTINCT FROM 'disputed'
                                           THEN 'sold and not paid'
                                       WHEN owed < 0 AND NOT settling THEN 'taken back and not paid back'
                                       WHEN taken <> 0 AND (payment IS NULL OR payment NOT IN
                                               ('captured', 'refunding', 'refunded', 'refund_failed', 'disputed'))
                                           THEN 'paid without a payment'
                                       WHEN returned <> 0 AND payment NOT IN ('refunded', 'disputed') THEN 'paid back without a payment'
                                       WHEN state = 'succeeded' AND fixed_cost IS NOT NULL AND cost <> fixed_cost
                                           THEN 'another cost than its registry has told'
                                   END AS what,
                                   account_id, subject, currency,
                                   CASE
                                       WHEN kind IS NULL THEN held + sold + voided + taken + cost + credit
                                       WHEN ended AND held <> sold + voided THEN abs(held - sold - voided)
                                       WHEN state = 'failed' AND sold <> 0 THEN sold
                                       WHEN state = 'succeeded' AND sold <> price THEN abs(sold - price)
                                       WHEN refunded NOT IN (0, sold) THEN abs(sold - refunded)
                                       WHEN disputed <> 0 AND (payment <> 'disputed' OR disputed > taken) THEN disputed
                                       WHEN owed <> 0 AND NOT settling AND payment IS DISTINCT FROM 'capture_failed'
                                            AND payment IS DISTINCT FROM 'disputed'
                                           THEN abs(owed)
                                       WHEN taken <> 0 AND (payment IS NULL OR payment NOT IN
                                               ('captured', 'refunding', 'refunded', 'refund_failed', 'disputed')) THEN taken
                                       WHEN returned <> 0 AND payment NOT IN ('refunded', 'disputed') THEN returned
                                       ELSE abs(cost - fixed_cost) END AS amount
                            FROM book) judged
                        WHERE what IS NOT NULL ORDER BY what, account_id, subject
                        """).query((row, _) -> finding(row)).list();
    }

    /** Purchases that the ledger knows nothing of, and reservations and payments that it does not know. */
    List<Finding> payments(Tx tx) {
        return tx.sql().sql("""
                        SELECT 'bought and not booked' AS what, w.account_id, w.subject, w.data->>'currency' AS currency,
                               coalesce((w.data->>'priceMinor')::bigint, (w.data->>'restorePriceMinor')::bigint) AS amount
                        FROM workflow w
                        WHERE w.state = 'succeeded' AND w.kind IN ('registration', 'renewal', 'restore')
                          AND NOT EXISTS (SELECT FROM ledger_transfer t WHERE t.workflow_id = w.id AND t.kind = 'post')
                        UNION ALL
                        SELECT 'a payment that is not booked', p.account_id, w.subject, p.currency, p.amount
                        FROM payment p JOIN workflow w ON w.account_id = p.account_id AND w.id = p.workflow_id
                        WHERE p.state IN ('captured', 'refunding', 'refunded', 'refund_failed', 'disputed')
                          AND NOT EXISTS (SELECT FROM ledger_transfer t WHERE t.workflow_id = w.id AND t.kind = 'capture')
                        UNION ALL
                        SELECT 'a dispute that is not booked', p.account_id, w.subject, p.currency, p.amount
                        FROM payment p JOIN workflow w ON w.account_id = p.account_id AND w.id = p.workflow_id
                        WHERE p.state = 'disputed'
                          AND NOT EXISTS (SELECT FROM ledger_transfer t WHERE t.workflow_id = w.id AND t.kind = 'dispute')
                        UNION ALL
                        SELECT 'a reservation that was left behind', p.account_id, w.subject, p.currency, p.amount
                        FROM payment p JOIN workflow w ON w.account_id = p.account_id AND w.id = p.workflow_id
                        WHERE p.state IN ('authorising', 'authorised') AND w.wake_at IS NULL
                          AND NOT EXISTS (SELECT FROM workflow late
                                          WHERE late.account_id = p.account_id AND late.kind = 'settlement'
                                            AND late.data->>'purchase' = p.workflow_id::text AND late.wake_at IS NOT NULL)
                        ORDER BY 1, 2, 3
                        """).query((row, _) -> finding(row)).list();
    }

    /**
     * Registrations whose dates do not fit to the years that were sold. Names that were deleted are left out until they are restored, for their
     * registries may have taken years back; a few days do not count, for registries differ in what they make of a 29 February.
     */
    List<Finding> registrations(Tx tx) {
        return tx.sql().sql("""
                        WITH held AS (
                            SELECT r.account_id, r.domain_name, w.data->>'currency' AS currency,
                                   (w.data->>'priceMinor')::bigint / (w.data->>'years')::bigint AS yearly,
                                   (w.data->>'years')::bigint + coalesce((
                                       SELECT sum(n.years) FROM renewal n
                                       WHERE n.account_id = r.account_id AND n.registration_id = r.id AND NOT n.voided
                                         AND EXISTS (SELECT FROM ledger_transfer t WHERE t.workflow_id = n.workflow_id
                                                     AND t.kind = 'post' AND t.part IN ('', 'renewal'))), 0) AS sold,
                                   extract(year FROM age(r.paid_until + interval '3 days', r.created_at)) AS paid,
                                   extract(year FROM age(r.registry_expires_at + interval '3 days', r.created_at)) AS there,
                                   business_now() < r.paid_until AS running
                            FROM registration r
                            JOIN workflow w ON w.account_id = r.account_id AND w.id = r.workflow_id AND w.kind = 'registration'
                            WHERE r.ended_at IS NULL AND r.registered AND NOT 'pendingDelete' = ANY(r.statuses)
                              AND NOT EXISTS (SELECT FROM deletion d
                                              WHERE d.account_id = r.account_id AND d.registration_id = r.id
                                                AND NOT EXISTS (
                                                    SELECT FROM workflow restored
                                                    WHERE restored.account_id = r.account_id AND restored.kind = 'restore'
                                                      AND restored.subject = r.domain_name AND restored.state = 'succeeded'
                                                      AND restored.created_at >= d.deleted_at))
                              AND NOT EXISTS (SELECT FROM workflow live
                                              WHERE live.subject = r.domain_name AND live.wake_at IS NOT NULL))
                        SELECT CASE
                                   WHEN sold <> paid THEN 'other years than were sold'
                                   WHEN there < paid THEN 'years that its registry does not show'
                                   ELSE 'years at its registry that nobody has paid for' END AS what,
                               account_id, domain_name AS subject, currency,
                               (yearly * CASE WHEN sold <> paid THEN abs(sold - paid) ELSE abs(there - paid) END)::bigint AS amount
                        FROM held WHERE sold <> paid OR there < paid OR running AND there > paid
                        ORDER BY 1, 2, 3
                        """).query((row, _) -> finding(row)).list();
    }

    private static Finding finding(ResultSet row) throws SQLException {
        return new Finding(
                row.getString("what"),
                row.getString("account_id"),
                row.getString("subject"),
                Money.of(row.getString("currency"), row.getLong("amount")));
    }

    long registrationCount(Tx tx) {
        return tx.sql()
                .sql("SELECT count(*) FROM registration WHERE ended_at IS NULL")
                .query(Long.class)
                .single();
    }

    /**
     * A payment that was taken, by our journal.
     *
     * @param booked less what was paid back, or taken back by a bank
     * @param underWay whether the provider may have paid it back already
     */
    record Taken(
            String account,
            UUID workflow,
            String subject,
            String provider,
            int round,
            Money booked,
            boolean underWay) {}

    /** Those that were taken, and those that were refused when they were to be, in the order of their workflows, beyond one. */
    List<Taken> taken(Tx tx, UUID after, int most) {
        return tx.sql()
                .sql("""
                        SELECT p.account_id, p.workflow_id, max(t.subject) AS subject, p.provider, p.round, p.currency,
                               p.state = 'refunding' AS under_way,
                               sum(CASE t.kind WHEN 'capture' THEN t.amount WHEN 'post' THEN 0 ELSE -t.amount END)::bigint AS amount
                        FROM (SELECT * FROM payment
                              WHERE state IN ('captured', 'capture_failed', 'refunding', 'refunded', 'refund_failed', 'disputed')
                                AND workflow_id > :after
                              ORDER BY workflow_id LIMIT :most) p
                        JOIN ledger_transfer t ON t.workflow_id = p.workflow_id AND t.kind IN ('post', 'capture', 'payout', 'dispute')
                        GROUP BY p.account_id, p.workflow_id, p.provider, p.round, p.currency, p.state
                        ORDER BY p.workflow_id
                        """)
                .param("after", after)
                .param("most", most)
                .query((row, _) -> new Taken(
                        row.getString("account_id"),
                        row.getObject("workflow_id", UUID.class),
                        row.getString("subject"),
                        row.getString("provider"),
                        row.getInt("round"),
                        Money.of(row.getString("currency"), row.getLong("amount")),
                        row.getBoolean("under_way")))
                .list();
    }

    /** True for the one that is to do it for the day (machine time). */
    boolean claim(Tx tx) {
        return tx.sql().sql("""
                        INSERT INTO reconciliation (day, begun_at) VALUES (CAST(now() AS date), now())
                        ON CONFLICT (day) DO UPDATE SET begun_at = excluded.begun_at
                        WHERE reconciliation.done_at IS NULL AND reconciliation.begun_at < now() - interval '1 hour'
                        """).update() == 1;
    }

    void done(Tx tx, boolean clean, String report) {
        tx.sql().sql("""
                        UPDATE reconciliation SET clean = :clean, report = :report, done_at = now()
                        WHERE day = CAST(now() AS date)
                        """).param("clean", clean).param("report", report).update();
    }
}
