package dev.namestead.server.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** What a failure means for the transaction around it, judged by SQLSTATE (PostgreSQL, appendix A). */
enum SqlFailure {
    /** Lost a race that a second attempt may win: 40001 serialization failure, 40P01 deadlock. */
    CONFLICT,
    /** The connection is gone or was never had. */
    CONNECTION,
    /** The server is there and cannot: disk or memory full, no longer the primary. Nothing was done. */
    UNABLE,
    /** Everything else: the statement's own fault. */
    STATEMENT;

    static SqlFailure of(Throwable failure) {
        SQLException sql = sqlCause(failure);
        if (sql == null) {
            return STATEMENT;
        }
        if (sql instanceof SQLTransientConnectionException) {
            return CONNECTION;
        }
        String state = sql.getSQLState();
        return state == null ? STATEMENT : ofState(state);
    }

    private static SqlFailure ofState(String state) {
        return switch (state) {
            case "40001", "40P01" -> CONFLICT;
            // Shut down, crashed, starting up, too many connections, a transaction that was left idle.
            case "57P01", "57P02", "57P03", "53300", "25P03" -> CONNECTION;
            // Read-only since another one was promoted.
            case "25006" -> UNABLE;
            default -> ofClass(state);
        };
    }

    private static SqlFailure ofClass(String state) {
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> CONNECTION;
            // Insufficient resources; system errors, such as of the disk.
            case "53", "58" -> UNABLE;
            default -> STATEMENT;
        };
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
