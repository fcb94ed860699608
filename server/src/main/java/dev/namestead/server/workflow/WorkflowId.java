package dev.namestead.server.workflow;

import java.util.UUID;

/** The identity of a workflow, made before its row is written. */
public record WorkflowId(UUID value) {
    public static WorkflowId random() {
        return new WorkflowId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
