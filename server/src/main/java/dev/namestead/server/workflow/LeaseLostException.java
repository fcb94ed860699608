package dev.namestead.server.workflow;

/** Another process has taken the workflow; whatever this one still wanted to write is refused. */
final class LeaseLostException extends RuntimeException {
    LeaseLostException(WorkflowId id) {
        super("lease of workflow " + id + " lost", null, false, false);
    }
}
