package dev.namestead.server.simulation;

import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Database;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The nodes' polling. A real node asks the database twice a second whether something is due; here the next due instant is read whenever
 * something has changed, and one of the nodes happens to ask shortly after it, which comes to the same with fewer questions.
 */
final class Polling {
    private static final long SHORTEST = 250_000;
    private static final long LONGEST = 8_000_000;

    private final World world;
    private final Database truth;
    private final List<SimulatedNode> nodes;
    private long lookedAt;
    private long pause;
    private boolean planned;

    Polling(World world, Database truth, List<SimulatedNode> nodes) {
        this.world = world;
        this.truth = truth;
        this.nodes = nodes;
    }

    void reset() {
        lookedAt = -1;
        pause = SHORTEST;
        planned = false;
    }

    /** Called between any two happenings. */
    void plan() {
        Conductor conductor = world.conductor();
        if (planned || conductor.ended() == lookedAt && conductor.next() >= 0) {
            return;
        }
        lookedAt = conductor.ended();
        nextDue().ifPresent(due -> {
            planned = true;
            // A node whose places are taken finds nothing; it is not asked again at once.
            boolean overdue = due <= conductor.now();
            pause = overdue ? Math.min(LONGEST, pause * 2) : SHORTEST;
            long wait = Math.max(1, due - conductor.now()) + world.chance().between(0, pause);
            conductor.after(wait, this::poll);
        });
    }

    private void poll() {
        planned = false;
        lookedAt = -1;
        List<SimulatedNode> up =
                nodes.stream().filter(node -> node.process().up()).toList();
        if (!up.isEmpty()) {
            world.chance().oneOf(up).claimAfter(0);
        }
    }

    /** Simulated microseconds at which the next workflow may be claimed. */
    private Optional<Long> nextDue() {
        return truth.read(tx -> tx.sql()
                .sql("""
                        SELECT min(greatest(wake_at - (SELECT clock_offset_micros FROM environment) * interval '1 microsecond',
                                            coalesce(lease_until, '-infinity'))) AS due
                        FROM workflow WHERE wake_at IS NOT NULL
                        """)
                .query((row, _) -> Optional.ofNullable(Columns.instantOrNull(row, "due")))
                .single()
                .map(Polling::micros));
    }

    private static long micros(Instant due) {
        return ChronoUnit.MICROS.between(World.BEGINNING, due);
    }
}
