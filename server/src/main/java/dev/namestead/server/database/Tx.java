package dev.namestead.server.database;

import java.sql.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One connection in use: the statements of a transaction and what is to happen after it. Valid only
 * inside the function that received it, on one thread.
 */
public final class Tx {

    private final JdbcClient sql;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private @Nullable Instant businessNow;

    Tx(Connection connection, ParsedStatements statements) {
        this.sql = JdbcClient.create(statements.over(new OneConnection(connection)));
    }

    public JdbcClient sql() {
        return sql;
    }

    /** The environment's movable time, one instant for the whole of this transaction. */
    public Instant businessNow() {
        Instant now = businessNow;
        if (now == null) {
            now = sql.sql("SELECT business_now()")
                    .query(OffsetDateTime.class)
                    .single()
                    .toInstant();
            businessNow = now;
        }
        return now;
    }

    /**
     * Runs after the commit, when the connection is back in the pool; never after a rollback or a lost
     * answer. For wake-ups only: what must not be lost is written inside the transaction.
     */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    List<Runnable> afterCommit() {
        return afterCommit;
    }
}
