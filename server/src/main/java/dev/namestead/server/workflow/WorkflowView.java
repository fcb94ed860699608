package dev.namestead.server.workflow;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workflow at the moment of reading.
 *
 * @param requestHash tells a repeated request from another one
 * @param data in the form of its kind, see {@link Workflows#data}
 * @param context what the state is about, such as the action that is required
 * @param inProgressSince business time at which it last began to make progress
 */
public record WorkflowView(
        WorkflowId id,
        AccountId account,
        String kind,
        String subject,
        String requestHash,
        WorkflowState state,
        String data,
        Map<String, Object> context,
        @Nullable WorkflowError error,
        Instant inProgressSince,
        Instant createdAt,
        Instant updatedAt) {
    /** Whether somebody wished it to end, in time: nothing was done, and whoever asks again wants it done. */
    public boolean cancelled() {
        return WorkflowError.CANCELLED.equals(error);
    }

    /** Without data: they may be personal. */
    @Override
    public String toString() {
        return "Workflow[" + id + ", " + kind + " " + subject + ", " + state + "]";
    }
}
