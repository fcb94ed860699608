package dev.namestead.server.sandbox;

import dev.namestead.server.database.Tx;
import java.time.Duration;

/** What was asked of registries and may still arrive there, which only time of the machine decides. */
final class DoubtStore {

    /**
     * Whether a workflow waits for that. One that has waited so long before does not count: a registry that loses everything would have business
     * time stand still for good.
     *
     * @param longest that a command and its answer can be under way (machine time)
     */
    boolean any(Tx tx, Duration longest) {
        return tx.sql()
                .sql("""
                        SELECT EXISTS (
                            SELECT FROM workflow w
                            WHERE w.wake_at IS NOT NULL AND w.attempts > 0
                              AND EXISTS (SELECT FROM registry_intent i
                                          WHERE i.workflow_id = w.id AND i.state IN ('open', 'unknown'))
                              AND NOT EXISTS (SELECT FROM registry_intent i
                                              WHERE i.workflow_id = w.id
                                                AND i.opened_at <= clock_timestamp() - :millis * interval '1 millisecond'))
                        """)
                .param("millis", longest.toMillis())
                .query(Boolean.class)
                .single();
    }
}
