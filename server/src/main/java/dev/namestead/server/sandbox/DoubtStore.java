package dev.namestead.server.sandbox;

import dev.namestead.server.database.Tx;
import java.time.Duration;

/** What was asked of registries and may still arrive there, which only time of the machine decides. */
final class DoubtStore {

    /** Attempts that a workflow has waited for in vain, after which no more time is given to it. */
    private static final int PATIENCE = 5;

    /**
     * Whether a workflow waits for that. One that has waited so often before does not count: a registry that loses everything would have
     * business time stand still for good.
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
                                          WHERE i.workflow_id = w.id AND i.state IN ('open', 'unknown')
                                            AND i.opened_at > clock_timestamp() - :millis * interval '1 millisecond')
                              AND (SELECT count(*) FROM registry_intent i
                                   WHERE i.workflow_id = w.id AND i.state IN ('open', 'unknown')
                                     AND i.opened_at <= clock_timestamp() - :millis * interval '1 millisecond') < :patience)
                        """)
                .param("millis", longest.toMillis())
                .param("patience", PATIENCE)
                .query(Boolean.class)
                .single();
    }
}
