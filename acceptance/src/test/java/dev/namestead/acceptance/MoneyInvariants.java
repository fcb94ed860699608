package dev.namestead.acceptance;

import java.util.List;

/** Nobody is charged for what was not bought, nobody is charged twice, and every cent is explained. */
final class MoneyInvariants {
    private MoneyInvariants() {}

    /** One line a workflow that money may belong to. */
    private static final String BILLED = """
            WITH billed AS (
                SELECT w.id, w.kind, w.subject, w.state, p.state AS payment,
                       count(*) FILTER (WHERE t.kind = 'hold') AS held,
                       count(*) FILTER (WHERE t.kind = 'post') AS posted,
                       count(*) FILTER (WHERE t.kind = 'void') AS voided,
                       count(*) FILTER (WHERE t.kind = 'capture') AS captured,
                       count(*) FILTER (WHERE t.kind = 'cost') AS cost,
                       count(DISTINCT t.amount) FILTER (WHERE t.kind <> 'cost') AS amounts,
                       bool_and(t.amount = p.amount) FILTER (WHERE t.kind = 'capture') AS as_paid
                FROM workflow w
                LEFT JOIN ledger_transfer t ON t.workflow_id = w.id
                LEFT JOIN payment p ON p.workflow_id = w.id
                WHERE w.kind IN ('registration', 'renewal')
                GROUP BY w.id, w.kind, w.subject, w.state, p.state)
            """;

    /** What the provider says of a workflow's payments, whose keys begin with its id; under one collation, or no hash can join them. */
    private static final String PROVIDED = """
            WITH provided AS (
                SELECT w.id, w.kind, w.subject, w.state, p.state AS payment,
                       count(s.*) FILTER (WHERE s.state IN ('captured', 'refunded', 'disputed')) AS captured,
                       count(s.*) FILTER (WHERE s.state = 'authorised') AS authorised
                FROM workflow w
                LEFT JOIN payment p ON p.workflow_id = w.id
                LEFT JOIN sandbox_payment s ON left(s.idempotency_key, 36) = w.id::text COLLATE "C"
                GROUP BY w.id, w.kind, w.subject, w.state, p.state)
            """;

    private static final String COUNTS =
            "format('%s of %s is %s with hold %s, post %s, void %s, capture %s, cost %s', kind, subject, state, held, posted,"
                    + " voided, captured, cost)";

    static final List<Invariant> ALL = List.of(
            new Invariant("what succeeded is charged once", BILLED + "SELECT " + COUNTS + """
                     FROM billed WHERE state = 'succeeded'
                      AND (held <> 1 OR posted <> 1 OR voided <> 0 OR cost <> 1
                           OR captured <> CASE payment WHEN 'capture_failed' THEN 0 ELSE 1 END)
                    """),
            new Invariant("what failed is not charged", BILLED + "SELECT " + COUNTS + """
                     FROM billed WHERE state = 'failed' AND (posted + captured + cost > 0 OR held <> voided)
                    """),
            new Invariant(
                    "a hold is outstanding exactly while its workflow is open", BILLED + "SELECT " + COUNTS + """
                     FROM billed
                    WHERE (held > posted + voided AND state IN ('succeeded', 'failed'))
                       OR (held = 0 AND state NOT IN ('succeeded', 'failed'))
                       OR (voided > 0 AND state <> 'failed')
                    """),
            new Invariant(
                    "what is set aside, sold and paid is the same amount",
                    BILLED + "SELECT format('%s of %s', kind, subject) FROM billed WHERE amounts > 1 OR NOT as_paid"),
            new Invariant("a restore settles all that it held, and sells at least itself", """
                    SELECT format('%s is %s with %s', w.subject, w.state, array_agg(t.kind || ' ' || t.part))
                    FROM workflow w LEFT JOIN ledger_transfer t ON t.workflow_id = w.id
                    WHERE w.kind = 'restore'
                    GROUP BY w.id, w.subject, w.state
                    HAVING count(*) FILTER (WHERE t.kind = 'hold' AND t.part = 'restore') <> 1
                        OR (count(*) FILTER (WHERE t.kind = 'hold') > count(*) FILTER (WHERE t.kind IN ('post', 'void'))
                            AND w.state IN ('succeeded', 'failed'))
                        OR (count(*) FILTER (WHERE t.kind = 'post' AND t.part = 'restore') <> 1 AND w.state = 'succeeded')
                        OR (count(*) FILTER (WHERE t.kind IN ('post', 'cost', 'capture')) > 0 AND w.state = 'failed')
                        OR count(*) FILTER (WHERE t.kind = 'post') <> count(*) FILTER (WHERE t.kind = 'cost')
                    """),
            new Invariant("what was taken is what was sold", """
                    SELECT format('%s of %s', w.kind, w.subject)
                    FROM workflow w JOIN ledger_transfer t ON t.workflow_id = w.id
                    WHERE w.state = 'succeeded'
                    GROUP BY w.id, w.kind, w.subject
                    HAVING sum(t.amount) FILTER (WHERE t.kind = 'capture') <> sum(t.amount) FILTER (WHERE t.kind = 'post')
                    """),
            new Invariant("what was taken back was paid back, all of it", """
                    SELECT format('%s of %s is %s', w.kind, w.subject, p.state)
                    FROM workflow w JOIN ledger_transfer t ON t.workflow_id = w.id JOIN payment p ON p.workflow_id = w.id
                    GROUP BY w.id, w.kind, w.subject, p.state
                    HAVING count(*) FILTER (WHERE t.kind IN ('refund', 'payout')) > 0 AND (
                        sum(t.amount) FILTER (WHERE t.kind = 'refund')
                            IS DISTINCT FROM sum(t.amount) FILTER (WHERE t.kind = 'post')
                        OR sum(t.amount) FILTER (WHERE t.kind = 'payout')
                            IS DISTINCT FROM sum(t.amount) FILTER (WHERE t.kind = 'capture') AND p.state <> 'refund_failed')
                    """),
            new Invariant("the provider captured once where the workflow succeeded, else nothing", PROVIDED + """
                    SELECT format('%s of %s is %s, captured %s times', kind, subject, state, captured)
                    FROM provided
                    WHERE state IN ('succeeded', 'failed') AND captured <> CASE
                        WHEN state = 'succeeded' AND kind IN ('registration', 'renewal', 'restore')
                             AND payment IS DISTINCT FROM 'capture_failed' THEN 1 ELSE 0 END
                    """),
            new Invariant("nothing stays reserved at the provider for what has ended", PROVIDED + """
                    SELECT format('%s of %s is %s', kind, subject, state)
                    FROM provided WHERE state IN ('succeeded', 'failed') AND authorised > 0
                    """),
            new Invariant("a payment belongs to a workflow", """
                    SELECT format('payment %s of %s %s', idempotency_key, amount, currency)
                    FROM sandbox_payment s
                    WHERE NOT EXISTS (SELECT FROM workflow w WHERE w.id::text COLLATE "C" = left(s.idempotency_key, 36))
                    """),
            new Invariant("the journal of payments knows their end", """
                    SELECT format('payment of %s is %s and its workflow %s', w.subject, p.state, w.state)
                    FROM payment p JOIN workflow w ON w.id = p.workflow_id
                    WHERE (w.state = 'succeeded' AND p.state NOT IN ('captured', 'capture_failed', 'refunded', 'refund_failed', 'disputed'))
                       OR (w.state = 'failed' AND p.state NOT IN ('released', 'declined'))
                    """),
            new Invariant("what a bank took back is owed, once and for its payment alone", """
                    SELECT format('payment of %s is %s, taken back %s times of %s', w.subject, p.state,
                                  count(t.*) FILTER (WHERE t.kind = 'dispute'), count(s.*) FILTER (WHERE s.state = 'disputed'))
                    FROM payment p JOIN workflow w ON w.id = p.workflow_id
                    LEFT JOIN ledger_transfer t ON t.workflow_id = w.id AND t.kind = 'dispute'
                    LEFT JOIN sandbox_payment s
                           ON left(s.idempotency_key, 36) = w.id::text COLLATE "C" AND s.state = 'disputed'
                    GROUP BY w.id, w.subject, p.state
                    HAVING count(t.*) <> CASE p.state WHEN 'disputed' THEN 1 ELSE 0 END
                        OR count(s.*) <> CASE p.state WHEN 'disputed' THEN 1 ELSE 0 END
                        OR max(t.amount) <> max(s.amount)
                    """),
            new Invariant("a transfer belongs to a workflow", """
                    SELECT format('%s of %s for %s', kind, amount, subject)
                    FROM ledger_transfer t WHERE NOT EXISTS (SELECT FROM workflow w WHERE w.id = t.workflow_id)
                    """),
            new Invariant("the ledger sums to zero", """
                    SELECT format('%s is off by %s', currency, sum(amount)) FROM (
                        SELECT currency, amount FROM ledger_transfer WHERE credit IS NOT NULL
                        UNION ALL
                        SELECT currency, -amount FROM ledger_transfer WHERE debit IS NOT NULL) AS side
                    GROUP BY currency HAVING sum(amount) <> 0
                    """),
            new Invariant("the ledger and the provider agree on what was paid", """
                    SELECT format('%s: ledger %s, provider %s', currency, sum(booked), sum(provided)) FROM (
                        SELECT t.currency, CASE t.kind WHEN 'capture' THEN t.amount ELSE -t.amount END AS booked, 0 AS provided
                        FROM ledger_transfer t JOIN payment p ON p.workflow_id = t.workflow_id AND p.provider = 'sandbox'
                        WHERE t.kind IN ('capture', 'dispute')
                        UNION ALL
                        SELECT t.currency, -t.amount, 0
                        FROM ledger_transfer t JOIN payment p ON p.workflow_id = t.workflow_id AND p.provider = 'sandbox'
                        WHERE t.kind = 'payout'
                        UNION ALL
                        SELECT currency, 0, amount FROM sandbox_payment WHERE state = 'captured') AS side
                    GROUP BY currency HAVING sum(booked) <> sum(provided)
                    """));
}
