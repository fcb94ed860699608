package dev.namestead.server.registration;

import dev.namestead.api.WorkflowState;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.workflow.WorkflowError;
import dev.namestead.server.workflow.WorkflowId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workflow of a registration as the contract shows it (seed: {@code WorkflowStatus}).
 *
 * @param kind {@link RegistrationWorkflow#KIND}, {@link UpdateWorkflow#KIND} or a kind of the package {@code lifecycle}
 * @param state as it reads now: no progress for too long reads as blocked
 * @param context all of the contract's context but {@code domain_name} and {@code registration}
 * @param registration the registration as it stands; null where there is none (any more)
 */
public record WorkflowStatusView(
        WorkflowId id,
        String kind,
        DomainName name,
        WorkflowState state,
        Map<String, Object> context,
        @Nullable WorkflowError error,
        @Nullable Registration registration,
        Instant businessNow,
        Instant createdAt,
        Instant updatedAt) {}
