package dev.namestead.server.sandbox;

import dev.namestead.server.workflow.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is due by the workflows and by what the registries have to say. */
public final class WorkflowsDue implements DueWork {
    private final Workflows workflows;
    private final Runnable fetchMessages;

    /** @param fetchMessages asks every registry for its messages, once */
    public WorkflowsDue(Workflows workflows, Runnable fetchMessages) {
        this.workflows = workflows;
        this.fetchMessages = fetchMessages;
    }

    @Override
    public Optional<Instant> nextAfter(Instant now) {
        return workflows.nextDue().filter(due -> due.isAfter(now));
    }

    @Override
    public List<String> settle(Duration most) {
        fetchMessages.run();
        return workflows.awaitQuiet(most);
    }
}
