package dev.namestead.server.sandbox;

import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import java.time.Instant;
import java.util.Optional;

/** Business time in the environment's row, and the move that is under way. */
final class ClockStore {

    /** A move of the clock. */
    record Move(Instant from, Instant to) {}

    Optional<Move> move(Tx tx) {
        return tx.sql()
                .sql("SELECT from_at, to_at FROM clock_move")
                .query((row, _) -> new Move(Columns.instant(row, "from_at"), Columns.instant(row, "to_at")))
                .optional();
    }

    /** Whether a move could begin. */
    enum Begun {
        BEGUN,
        /** The same request has been carried out before, or is being. */
        MADE_ALREADY,
        /** The instant is over. */
        PASSED,
        /** There is one move at a time. */
        BUSY
    }

    Begun begin(Tx tx, Instant to, Optional<String> requestId) {
        if (requestId.isPresent() && isKnown(tx, requestId.get())) {
            return Begun.MADE_ALREADY;
        }
        if (to.isBefore(tx.businessNow())) {
            return Begun.PASSED;
        }
        int rows = tx.sql().sql("""
                        INSERT INTO clock_move (from_at, to_at) VALUES (business_now(), :to) ON CONFLICT DO NOTHING
                        """).param("to", Columns.timestamp(to)).update();
        if (rows == 0) {
            return Begun.BUSY;
        }
        requestId.ifPresent(id -> remember(tx, id, to));
        return Begun.BEGUN;
    }

    private static boolean isKnown(Tx tx, String requestId) {
        return tx.sql()
                .sql("SELECT 1 FROM clock_request WHERE request_id = :id")
                .param("id", requestId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private static void remember(Tx tx, String requestId, Instant to) {
        tx.sql()
                .sql("INSERT INTO clock_request (request_id, to_at) VALUES (:id, :to)")
                .param("id", requestId)
                .param("to", Columns.timestamp(to))
                .update();
    }

    /** Not one that was begun since. */
    void end(Tx tx, Instant to) {
        tx.sql()
                .sql("DELETE FROM clock_move WHERE to_at = :to")
                .param("to", Columns.timestamp(to))
                .update();
    }

    /** Sets business time, forward only: an instant that has passed changes nothing. */
    void advanceTo(Tx tx, Instant to) {
        tx.sql().sql("""
                        UPDATE environment SET clock_offset_micros =
                            greatest(clock_offset_micros, (extract(epoch FROM :to - now()) * 1000000)::bigint)
                        """).param("to", Columns.timestamp(to)).update();
    }
}
