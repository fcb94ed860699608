package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.api.RegistrationStatus;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.RegisterDomain;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.RegistrationSettings;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.registration.RequestHash;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowView;
import dev.namestead.server.workflow.Workflows;
import java.time.Duration;
import java.util.Optional;

/**
 * Accepts a request to delete a registration and writes its workflow. A repeated request is answered with the workflow that is there: while
 * it runs, as long as the name can be restored, and for some minutes after it is gone, as its sender may have lost the answer.
 */
public final class DeleteRegistration {
    private final Database database;
    private final RegistrationSettings settings;
    private final Workflows workflows;
    private final DeletionWorkflow definition;
    private final AuditStore audit;
    private final RegistrationStore registrations = new RegistrationStore();

    public DeleteRegistration(
            Database database,
            RegistrationSettings settings,
            Workflows workflows,
            DeletionWorkflow definition,
            AuditStore audit) {
        this.database = database;
        this.settings = settings;
        this.workflows = workflows;
        this.definition = definition;
        this.audit = audit;
    }

    /**
     * @return the workflow that deletes the name, or did, or failed to
     * @throws RefusedException nothing was accepted
     */
    public WorkflowId accept(Actor actor, AccountId account, DomainName name) {
        WorkflowId fresh = WorkflowId.random();
        return database.inTransactionByKey(tx -> workflows.written(tx, fresh), tx -> {
            // Locked, so that of two equal requests the second one sees the first one's workflow.
            Optional<Registration> registration = registrations.findLocked(tx, account, name);
            Optional<WorkflowView> latest = workflows.latest(tx, account, DeletionWorkflow.KIND, name.ascii());
            return latest.filter(deletion -> answersAgain(tx, deletion, registration))
                    .map(WorkflowView::id)
                    .orElseGet(() -> begin(
                            tx,
                            fresh,
                            actor,
                            registration.orElseThrow(DeleteRegistration::notFound),
                            DeletionData.WISHED));
        });
    }

    private boolean answersAgain(Tx tx, WorkflowView deletion, Optional<Registration> registration) {
        boolean same = registration.isEmpty()
                || workflows
                        .data(deletion, definition)
                        .registration()
                        .equals(registration.get().id());
        if (!deletion.state().completed()) {
            return same;
        }
        Duration age = Duration.between(deletion.updatedAt(), tx.businessNow());
        if (deletion.state() == WorkflowState.FAILED) {
            return same
                    && registration.isPresent()
                    && !deletion.cancelled()
                    && age.compareTo(settings.replayFailed()) < 0;
        }
        return registration.isPresent()
                ? same && isDeleted(registration.get().status(tx.businessNow()))
                : age.compareTo(settings.replayRenewed()) < 0;
    }

    private static boolean isDeleted(RegistrationStatus status) {
        return status == RegistrationStatus.REDEMPTION_PERIOD || status == RegistrationStatus.PENDING_DELETE;
    }

    private static RefusedException notFound() {
        return new RefusedException(Refusal.NOT_FOUND, "Domain not found");
    }

    /** @throws RefusedException nothing was written */
    WorkflowId begin(Tx tx, WorkflowId id, Actor actor, Registration registration, String reason) {
        RegistrationStatus status = registration.status(tx.businessNow());
        boolean deletable = status == RegistrationStatus.ACTIVE
                || status == RegistrationStatus.EXPIRED
                || status == RegistrationStatus.SUSPENDED;
        if (!deletable) {
            throw new RefusedException(
                    Refusal.INVALID, "A registration that is " + status.wire() + " cannot be deleted.");
        }
        String name = registration.name().ascii();
        DeletionData data = DeletionData.of(registration.id(), name, registration.registryId(), reason);
        String hash = RequestHash.of(DeletionWorkflow.KIND, name);
        if (!workflows.begin(tx, id, definition, registration.account(), name, registration.registryId(), hash, data)) {
            throw new RefusedException(Refusal.INVALID, RegisterDomain.EXISTS);
        }
        audit.record(tx, actor, registration.account(), "registration.delete", name, "{\"reason\":\"" + reason + "\"}");
        return id;
    }
}
