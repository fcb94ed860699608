package dev.namestead.acceptance;

import java.util.List;

/** Workflows end, or wait for somebody who can end them; what they leave behind agrees with how they ended. */
final class WorkflowInvariants {
    private WorkflowInvariants() {}

    static final List<Invariant> ALL = List.of(
            new Invariant("a workflow has ended or waits for a live cause", """
                    SELECT format('%s of %s is %s at step %s since %s, %s',
                                  kind, subject, state, step, updated_at, context)
                    FROM workflow w
                    WHERE state NOT IN ('succeeded', 'failed')
                      AND NOT (state = 'action_required' AND EXISTS (
                            SELECT FROM confirmation c
                            WHERE c.workflow_id = w.id AND c.confirmed_at IS NULL AND c.expires_at > business_now()))
                      AND NOT (state = 'blocked' AND EXISTS (
                            SELECT FROM registry_intent i
                            WHERE i.workflow_id = w.id AND i.state = 'pending' AND i.decision IS NULL))
                      AND NOT (state = 'blocked' AND kind IN ('settlement', 'refund') AND EXISTS (
                            SELECT FROM payment p
                            WHERE p.workflow_id::text = w.data->>'purchase'
                              AND p.state IN ('capture_failed', 'refund_failed')))
                    """),
            new Invariant("an ended workflow is nobody's", """
                    SELECT format('%s of %s is %s and leased by %s', kind, subject, state, lease_owner)
                    FROM workflow WHERE state IN ('succeeded', 'failed') AND lease_owner IS NOT NULL
                    """),
            new Invariant("a workflow creates once", """
                    SELECT format('%s was created %s times by workflow %s', object, count(*), workflow_id)
                    FROM registry_intent WHERE command = 'domain:create' AND state = 'completed'
                    GROUP BY workflow_id, object HAVING count(*) > 1
                    """),
            new Invariant("a registration that succeeded had its create answered or read", """
                    SELECT format('%s succeeded and no create of it is completed', subject)
                    FROM workflow w
                    WHERE kind = 'registration' AND state = 'succeeded' AND NOT EXISTS (
                        SELECT FROM registry_intent i
                        WHERE i.workflow_id = w.id AND i.command = 'domain:create' AND i.state = 'completed')
                    """),
            new Invariant("the secrets of an ended workflow are forgotten", """
                    SELECT DISTINCT format('%s, %s', object, w.state)
                    FROM registry_intent i JOIN workflow w ON w.id = i.workflow_id
                    WHERE w.state IN ('succeeded', 'failed') AND i.auth_info IS NOT NULL
                    """),
            new Invariant("messages of registries are applied", """
                    SELECT format('%s of %s about %s, %s', message_id, registry_id, domain_name, problem)
                    FROM registry_message WHERE applied_at IS NULL
                    """));
}
