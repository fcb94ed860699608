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

    /** Whether the move could begin: there is one at a time. */
    boolean begin(Tx tx, Instant to) {
        return tx.sql().sql("""
                        INSERT INTO clock_move (from_at, to_at) VALUES (business_now(), :to) ON CONFLICT DO NOTHING
                        """).param("to", Columns.timestamp(to)).update() == 1;
    }

    void end(Tx tx) {
        tx.sql().sql("DELETE FROM clock_move").update();
    }

    /** Sets business time, forward only: an instant that has passed changes nothing. */
    void advanceTo(Tx tx, Instant to) {
        tx.sql().sql("""
                        UPDATE environment SET clock_offset_micros =
                            greatest(clock_offset_micros, (extract(epoch FROM :to - now()) * 1000000)::bigint)
                        """).param("to", Columns.timestamp(to)).update();
    }
}
