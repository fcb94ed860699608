package dev.namestead.server.sandbox;

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

    private final Workflows workflows;
    private final Life life;
    private final Runnable fetchMessages;

    /** @param fetchMessages asks every registry for its messages, once */
    public WorkflowsDue(Workflows workflows, Life life, Runnable fetchMessages) {
        this.workflows = workflows;
        this.life = life;
        this.fetchMessages = fetchMessages;
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
            if (life.run() == 0) {
                break;
            }
        }
        return unfinished;
    }
}
