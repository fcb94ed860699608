package dev.namestead.server.registration;

import dev.namestead.server.database.Tx;
import dev.namestead.server.registry.IntentStore;
import dev.namestead.server.registry.PollHandler;
import dev.namestead.server.registry.PollMessage;
import dev.namestead.server.registry.PollMessage.PendingAction;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.Workflows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A registry's message wakes the workflow that waits for it; what is true then, the workflow reads itself. */
public final class RegistrationPolls implements PollHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RegistrationPolls.class);

    private final IntentStore intents;
    private final Workflows workflows;

    public RegistrationPolls(IntentStore intents, Workflows workflows) {
        this.intents = intents;
        this.workflows = workflows;
    }

    @Override
    public void apply(Tx tx, PollMessage message) {
        PendingAction decided = message.pendingAction();
        if (decided == null) {
            LOG.info("poll message {} of {} is kept", message.messageId(), message.registryId());
            return;
        }
        intents.decide(tx, decided.clTrid(), decided.svTrid(), decided.accepted())
                .ifPresentOrElse(
                        workflow -> workflows.wake(tx, new WorkflowId(workflow)),
                        () -> LOG.warn(
                                "poll message {} of {} decides on a command that is none of ours",
                                message.messageId(),
                                message.registryId()));
    }
}
