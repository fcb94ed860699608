package dev.namestead.api;

/** The life-cycle state of a workflow as the contract names it (seed: {@code WorkflowStatus.state}). */
public enum WorkflowState {
    PENDING("pending"),
    IN_PROGRESS("in_progress"),
    ACTION_REQUIRED("action_required"),
    BLOCKED("blocked"),
    SUCCEEDED("succeeded"),
    FAILED("failed");

    private final String wire;

    WorkflowState(String wire) {
        this.wire = wire;
    }

    /** The text on the wire and in the database. */
    public String wire() {
        return wire;
    }

    /** Whether the workflow has ended: the contract's {@code completed}. */
    public boolean completed() {
        return this == SUCCEEDED || this == FAILED;
    }

    /** The state for a text on the wire or in the database. */
    public static WorkflowState of(String wire) {
        for (WorkflowState state : values()) {
            if (state.wire.equals(wire)) {
                return state;
            }
        }
        throw new IllegalArgumentException("No workflow state " + wire);
    }
}
