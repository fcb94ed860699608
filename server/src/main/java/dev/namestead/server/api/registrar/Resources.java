package dev.namestead.server.api.registrar;

import dev.namestead.api.AccountId;
import dev.namestead.api.RegistrationResource;
import dev.namestead.api.WorkflowState;
import dev.namestead.api.WorkflowStatusResource;
import dev.namestead.api.WorkflowStatusResource.Failure;
import dev.namestead.api.WorkflowStatusResource.Links;
import dev.namestead.server.lifecycle.AddressWorkflow;
import dev.namestead.server.lifecycle.DeletionWorkflow;
import dev.namestead.server.lifecycle.RenewalWorkflow;
import dev.namestead.server.lifecycle.RestoreWorkflow;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.RegistrationSummary;
import dev.namestead.server.registration.RegistrationWorkflow;
import dev.namestead.server.registration.UpdateWorkflow;
import dev.namestead.server.registration.WorkflowStatusView;
import java.util.LinkedHashMap;
import java.util.Map;

/** From what features know to what the contract shows. */
final class Resources {
    private Resources() {}

    static RegistrationResource registration(RegistrationSummary registration) {
        return new RegistrationResource(
                registration.name().ascii(),
                registration.status().wire(),
                registration.createdAt(),
                registration.paidUntil(),
                registration.autoRenew(),
                registration.privacyMode().wire(),
                registration.locked());
    }

    static WorkflowStatusResource workflow(AccountId account, WorkflowStatusView view) {
        return new WorkflowStatusResource(
                view.state().wire(),
                view.state().completed(),
                view.createdAt(),
                view.updatedAt(),
                links(account, view),
                context(view),
                view.error() == null
                        ? null
                        : new Failure(view.error().code(), view.error().message()));
    }

    /** Relative to the base URL: the documented polling loop passes them on as they are. */
    private static Links links(AccountId account, WorkflowStatusView view) {
        String resource = "/accounts/" + account + "/registrar/registrations/" + view.name();
        String status = switch (view.kind()) {
            case RegistrationWorkflow.KIND -> "/registration-status";
            case UpdateWorkflow.KIND -> "/update-status";
            case RenewalWorkflow.KIND -> "/renew-status";
            case DeletionWorkflow.KIND -> "/delete-status";
            case RestoreWorkflow.KIND -> "/restore-status";
            case AddressWorkflow.KIND -> "/verification-status";
            // Our own work on the name, which nobody has asked for: the registration tells what comes of it.
            default -> "";
        };
        return new Links(resource + status, resource);
    }

    private static Map<String, Object> context(WorkflowStatusView view) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("domain_name", view.name().ascii());
        Registration registration = view.registration();
        if (view.state() == WorkflowState.SUCCEEDED && registration != null) {
            context.put("registration", registration(registration.summary(view.businessNow())));
        }
        context.putAll(view.context());
        return context;
    }
}
