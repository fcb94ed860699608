package dev.namestead.server.api.registrar;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.api.WorkflowState;
import dev.namestead.api.WorkflowStatusResource;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.api.http.Waiting;
import dev.namestead.server.database.DatabaseUnavailableException;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.Registrations;
import dev.namestead.server.registration.WorkflowStatusView;
import dev.namestead.server.workflow.WorkflowError;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.Workflows;

/** Answers a request that has begun a workflow: waits for it within reason, then tells how far it is. */
final class WorkflowAnswers {
    private final Workflows workflows;
    private final Registrations registrations;
    private final Waiting waiting;

    WorkflowAnswers(Workflows workflows, Registrations registrations, Waiting waiting) {
        this.workflows = workflows;
        this.registrations = registrations;
        this.waiting = waiting;
    }

    /** The workflow as it stands once it has ended, waits for somebody else, or the wait window is over. */
    WorkflowStatusView settled(WorkflowId id) {
        try {
            return waiting.park(window -> workflows.await(id, window))
                    .map(registrations::status)
                    .orElseGet(() -> status(id));
        } catch (DatabaseUnavailableException unavailable) {
            throw acceptedUnseen();
        }
    }

    /** The request is accepted by now: a database that is lost only keeps us from telling how it stands. */
    private WorkflowStatusView status(WorkflowId id) {
        try {
            return registrations.status(id).orElseThrow();
        } catch (DatabaseUnavailableException unavailable) {
            throw acceptedUnseen();
        }
    }

    private static RefusedException acceptedUnseen() {
        return new RefusedException(
                Refusal.UNAVAILABLE,
                "The request was accepted, and how it stands cannot be read at the moment. Send the same request again.");
    }

    /** @param done the status that means success, and nothing but success */
    Answer answer(Call call, WorkflowId id, int done) {
        boolean async = call.prefer().respondAsync();
        WorkflowStatusView view = async ? status(id) : settled(id);
        WorkflowStatusResource resource = Resources.workflow(call.account(), view);
        if (async) {
            return accepted(resource).with("Preference-Applied", "respond-async");
        }
        return view.state() == WorkflowState.SUCCEEDED ? Answer.of(done, resource) : accepted(resource);
    }

    /** 200 where it was cancelled; 202 where it goes on, or has done what it was to do. */
    Answer cancelled(Call call, WorkflowId id) {
        WorkflowStatusView view = settled(id);
        WorkflowStatusResource resource = Resources.workflow(call.account(), view);
        return WorkflowError.CANCELLED.equals(view.error()) ? Answer.ok(resource) : accepted(resource);
    }

    /** The latest workflow of a kind for the name in the path. */
    Answer latest(Call call, String kind) {
        DomainName name = Names.inPath(call);
        return registrations
                .latest(call.account(), kind, name)
                .map(view -> Answer.ok(Resources.workflow(call.account(), view)))
                .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND, "No workflow found for " + name));
    }

    private static Answer accepted(WorkflowStatusResource resource) {
        return Answer.of(202, resource).with("Location", resource.links().self());
    }
}
