package dev.namestead.server.workflow;

/**
 * Why a workflow failed (seed: {@code WorkflowStatus.error}).
 *
 * @param code machine-readable, from a closed list of its kind
 * @param message for people; names nothing internal
 */
public record WorkflowError(String code, String message) {
    /** Somebody wished it to end, in time. */
    public static final WorkflowError CANCELLED =
            new WorkflowError("cancelled", "Cancelled on request, before anything was done.");
}
