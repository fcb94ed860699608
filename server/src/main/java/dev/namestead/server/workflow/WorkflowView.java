package dev.namestead.server.workflow;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as others may see it: its state at the moment of reading, without its data.
 *
 * @param requestHash tells a repeated request from another one
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
        Map<String, Object> context,
        @Nullable WorkflowError error,
        Instant inProgressSince,
        Instant createdAt,
        Instant updatedAt) {}
