package dev.namestead.server.workflow;

import dev.namestead.api.AccountId;

/**
 * A workflow as its steps see it.
 *
 * @param subject what it acts upon; one live workflow per subject
 * @param step the step to run next, or its undoing
 * @param attempts how often that step has been tried before, since the last one was done
 * @param data what the workflow knows, in its kind's own type
 */
public record Workflow<D>(
        WorkflowId id,
        AccountId account,
        String kind,
        String subject,
        String step,
        boolean undoing,
        int attempts,
        D data) {}
