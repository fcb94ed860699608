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
                        WHERE NOT (kind = 'update' AND state = 'succeeded' AND fence = 0) AND kind NOT IN ('hold', 'registry_renewal', 'settlement', 'refund')
                        UNION ALL
                        SELECT account_id,
                               CASE action WHEN 'registration.update' THEN 'update'
                                           WHEN 'registration.renew' THEN 'renewal'
                                           WHEN 'registration.delete' THEN 'deletion'
                                           WHEN 'registration.restore' THEN 'restore'
                                           WHEN 'registrant.change_address' THEN 'address'
                                           ELSE 'registration' END,
                               subject, 0, 1
                        FROM audit_entry
                        WHERE action IN ('registration.accept', 'registration.refuse', 'registration.update',
                                         'registration.renew', 'registration.delete', 'registration.restore',
                                         'registrant.change_address')) AS call
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
            new Invariant("each end of what was asked of a registration is audited once", """
                    SELECT format('%s %s: workflows %s, audited %s', subject, ended_as, sum(ended), sum(audited)) FROM (
                        SELECT account_id, subject,
                               'registration.' || CASE kind WHEN 'renewal' THEN 'renew' WHEN 'deletion' THEN 'delete'
                                                            ELSE kind END
                                   || CASE state WHEN 'succeeded' THEN '_succeed' ELSE '_fail' END AS ended_as,
                               1 AS ended, 0 AS audited
                        FROM workflow
                        WHERE kind IN ('renewal', 'deletion', 'restore') AND state IN ('succeeded', 'failed')
                        UNION ALL
                        SELECT account_id, subject, action, 0, 1 FROM audit_entry
                        WHERE action ~ '^registration[.](renew|delete|restore)_(succeed|fail)$') AS both_sides
                    GROUP BY account_id, subject, ended_as HAVING sum(ended) <> sum(audited)
                    """),
            // Or was taken back by its registry, which happens in a deletion.
            new Invariant("a term belongs to a renewal that has not failed", """
                    SELECT format('%s from %s, %s', w.subject, n.from_date, w.state)
                    FROM workflow w LEFT JOIN renewal n ON n.workflow_id = w.id
                    WHERE w.kind = 'renewal' AND (n.voided IS NULL OR n.voided <> (w.state = 'failed'))
                      AND NOT (n.voided IS TRUE AND w.state = 'succeeded' AND EXISTS (
                          SELECT FROM deletion d WHERE d.registration_id = n.registration_id AND d.deleted_at > w.updated_at))
                    """),
            // Some days of slack: registries decide on creates late, and differ over the 29th of February. A deletion
            // takes years back.
            new Invariant("a registration is paid for the years that it was sold for", """
                    SELECT format('%s of %s was sold for %s years and is paid until %s',
                                  domain_name, created_at, years, paid_until) FROM (
                        SELECT r.domain_name, r.created_at, r.paid_until, sum((w.data->>'years')::integer) AS years
                        FROM registration r
                        JOIN workflow w ON w.subject = r.domain_name AND w.data->>'registration' = r.id::text
                        WHERE r.registered AND r.ended_at IS NULL AND w.kind IN ('registration', 'renewal', 'restore')
                          AND NOT EXISTS (SELECT FROM deletion d WHERE d.registration_id = r.id)
                          AND (w.state = 'succeeded' OR EXISTS (
                            SELECT FROM ledger_transfer t WHERE t.workflow_id = w.id AND t.kind = 'post'))
                        GROUP BY r.account_id, r.id, r.domain_name, r.created_at, r.paid_until) AS sold
                    WHERE abs(extract(epoch FROM paid_until - (created_at + make_interval(years => years::integer))))
                          > 3 * 86400
                    """),
            new Invariant("what was deleted is gone or redeemable", """
                    SELECT format('%s, %s, %s', r.domain_name, r.statuses, r.rgp_statuses)
                    FROM workflow w JOIN registration r ON r.id::text = w.data->>'registration'
                    WHERE w.kind = 'deletion' AND w.state = 'succeeded' AND r.ended_at IS NULL
                      AND NOT 'pendingDelete' = ANY (r.statuses)
                      AND NOT EXISTS (SELECT FROM workflow restore
                                      WHERE restore.kind = 'restore' AND restore.state = 'succeeded'
                                        AND restore.subject = w.subject AND restore.number > w.number)
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
