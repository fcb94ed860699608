package dev.namestead.acceptance;

import java.util.List;

/** Reservations, accounts, audit and notices agree with the workflows that wrote them. */
final class RecordInvariants {
    private RecordInvariants() {}

    static final List<Invariant> ALL = List.of(
            new Invariant("a name has one live reservation", """
                    SELECT format('%s has %s', domain_name, count(*))
                    FROM registration WHERE ended_at IS NULL GROUP BY domain_name HAVING count(*) > 1
                    """),
            new Invariant("an open registration holds its name", """
                    SELECT format('%s is %s', subject, state) FROM workflow w
                    WHERE kind = 'registration' AND state <> 'failed' AND NOT EXISTS (
                        SELECT FROM registration r
                        WHERE r.workflow_id = w.id AND r.domain_name = w.subject
                          AND (r.ended_at IS NULL OR w.state = 'succeeded'))
                    """),
            new Invariant("a reservation lives as long as its workflow or registration", """
                    SELECT format('%s, workflow %s, registered %s', r.domain_name, coalesce(w.state, 'is missing'),
                                  r.registered)
                    FROM registration r LEFT JOIN workflow w ON w.id = r.workflow_id
                    WHERE r.ended_at IS NULL
                      AND (w.state IS NULL OR w.state = 'failed' OR (w.state = 'succeeded' AND NOT r.registered))
                    """),
            new Invariant("an account's count is its reservations", """
                    SELECT format('%s counts %s and has %s', a.account_id, a.domain_count, count(r.*))
                    FROM account a
                    LEFT JOIN registration r ON r.account_id = a.account_id AND r.ended_at IS NULL
                    GROUP BY a.account_id, a.domain_count HAVING a.domain_count <> count(r.*)
                    """),
            new Invariant("a lock is among the statuses", """
                    SELECT format('%s, locked %s, %s', domain_name, locked, statuses) FROM registration
                    WHERE ended_at IS NULL AND locked <> ('clientTransferProhibited' = ANY (statuses))
                    """),
            // An empty edit is written as ended: nothing was changed, nothing is audited, and nobody ever claims it.
            new Invariant("each mutating call that was accepted is audited once", """
                    SELECT format('%s of %s by %s: workflows %s, audited %s',
                                  kind, subject, account_id, sum(accepted), sum(audited)) FROM (
                        SELECT account_id, kind, subject, 1 AS accepted, 0 AS audited FROM workflow
                        WHERE NOT (kind = 'update' AND state = 'succeeded' AND fence = 0)
                        UNION ALL
                        SELECT account_id,
                               CASE action WHEN 'registration.update' THEN 'update'
                                           WHEN 'registration.renew' THEN 'renewal'
                                           ELSE 'registration' END,
                               subject, 0, 1
                        FROM audit_entry
                        WHERE action IN ('registration.accept', 'registration.refuse', 'registration.update',
                                         'registration.renew')) AS call
                    GROUP BY account_id, kind, subject HAVING sum(accepted) <> sum(audited)
                    """),
            new Invariant("each end of a registration is audited once", """
                    SELECT format('%s %s: workflows %s, audited %s', subject, state, sum(ended), sum(audited)) FROM (
                        SELECT account_id, subject, state, 1 AS ended, 0 AS audited FROM workflow
                        WHERE kind = 'registration' AND state IN ('succeeded', 'failed') AND fence > 0
                        UNION ALL
                        SELECT account_id, subject,
                               CASE action WHEN 'registration.succeed' THEN 'succeeded' ELSE 'failed' END, 0, 1
                        FROM audit_entry WHERE action IN ('registration.succeed', 'registration.fail')) AS both_sides
                    GROUP BY account_id, subject, state HAVING sum(ended) <> sum(audited)
                    """),
            new Invariant("each registration that succeeded is told once", """
                    SELECT format('%s: succeeded %s, notices %s', subject, sum(ended), sum(told)) FROM (
                        SELECT account_id, subject, 1 AS ended, 0 AS told FROM workflow
                        WHERE kind = 'registration' AND state = 'succeeded'
                        UNION ALL
                        SELECT account_id, subject, 0, 1 FROM notice WHERE kind = 'registration_succeeded') AS both_sides
                    GROUP BY account_id, subject HAVING sum(ended) <> sum(told)
                    """),
            new Invariant("notices have left", """
                    SELECT format('%s about %s, tried %s times', kind, subject, attempts)
                    FROM notice WHERE state = 'due'
                    """),
            new Invariant("no move of the clock is left half way", """
                    SELECT format('from %s to %s', from_at, to_at) FROM clock_move
                    """));
}
