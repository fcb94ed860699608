package dev.namestead.server.sandbox;

import dev.namestead.server.database.Database;
import dev.namestead.server.lifecycle.Life;
import dev.namestead.server.workflow.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is due by the workflows, by the lives of registrations, and by what the registries have to say. */
public final class WorkflowsDue implements DueWork {
    /** Rounds at one instant; each makes what the one before it has found out. */
    private static final int MOST_ROUNDS = 50;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Database database;
    private final Workflows workflows;
    private final Life life;
    private final Runnable fetchMessages;
    private final Duration longestDoubt;
    private final DoubtStore doubts = new DoubtStore();

    /**
     * @param fetchMessages asks every registry for its messages, once
     * @param longestDoubt how long a command without an answer may still arrive at its registry (machine time)
     */
    public WorkflowsDue(
            Database database, Workflows workflows, Life life, Runnable fetchMessages, Duration longestDoubt) {
        this.database = database;
        this.workflows = workflows;
        this.life = life;
        this.fetchMessages = fetchMessages;
        this.longestDoubt = longestDoubt;
    }

    @Override
    public Optional<Instant> nextAfter(Instant now) {
        return Stream.of(workflows.nextDue(now), life.nextDue(now))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    @Override
    public List<String> settle(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        fetchMessages.run();
        List<String> unfinished = List.of();
        for (int round = 0; round < MOST_ROUNDS && System.nanoTime() < until; round++) {
            unfinished = workflows.awaitQuiet(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            long waited = awaitDoubts();
            until += waited;
            if (life.run() == 0 && waited == 0) {
                break;
            }
        }
        return unfinished;
    }

    /**
     * Waits for what may still arrive at its registry, and is not asked again before: in that time of the machine whole months would go by, and
     * with them the days in which it matters. How long it took, in nanoseconds; 0 where there was nothing.
     */
    private long awaitDoubts() {
        long from = System.nanoTime();
        boolean any = false;
        try {
            while (database.read(tx -> doubts.any(tx, longestDoubt))) {
                any = true;
                Thread.sleep(LOOK_AGAIN);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return any ? System.nanoTime() - from : 0;
    }
}
