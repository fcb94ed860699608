package dev.namestead.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workflow on the wire (seed: {@code WorkflowStatus}).
 *
 * @param state one of {@link WorkflowState}'s wire texts
 * @param context {@code domain_name} always; the rest depends on kind and state
 * @param error only when failed
 */
public record WorkflowStatusResource(
        String state,
        boolean completed,
        Instant createdAt,
        Instant updatedAt,
        Links links,
        Map<String, Object> context,
        @Nullable Failure error) {

    /** Relative to the base URL, so that a client can pass them on as they are. */
    public record Links(String self, String resource) {}

    /** Why it failed: a code from the closed list of workflow errors, and a sentence for people. */
    public record Failure(String code, String message) {}

    public WorkflowState workflowState() {
        return WorkflowState.of(state);
    }
}
