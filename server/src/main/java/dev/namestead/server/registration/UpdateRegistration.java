package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.api.RegistrationStatus;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowView;
import dev.namestead.server.workflow.Workflows;
import java.time.Duration;
import java.util.Optional;

/**
 * Accepts a change of a registration and writes its workflow. An equal request is answered with the same one while it runs, and for some
 * minutes afterwards where nothing has changed since, as its sender may have lost the answer.
 */
public final class UpdateRegistration {
    private final Database database;
    private final Catalog catalog;
    private final RegistrationSettings settings;
    private final Workflows workflows;
    private final UpdateWorkflow definition;
    private final AuditStore audit;
    private final RegistrationStore store = new RegistrationStore();

    public UpdateRegistration(
            Database database,
            Catalog catalog,
            RegistrationSettings settings,
            Workflows workflows,
            UpdateWorkflow definition,
            AuditStore audit) {
        this.database = database;
        this.catalog = catalog;
        this.settings = settings;
        this.workflows = workflows;
        this.definition = definition;
        this.audit = audit;
    }

    /** @throws RefusedException nothing was accepted */
    public WorkflowId accept(Actor actor, AccountId account, DomainName name, RegistrationChange change) {
        WorkflowId fresh = WorkflowId.random();
        return database.inTransactionByKey(tx -> workflows.written(tx, fresh), tx -> {
            Registration registration = store.find(tx, account, name)
                    .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND, "Domain not found"));
            String hash = RequestHash.of(UpdateWorkflow.KIND, name.ascii(), change);
            return running(tx, name, account, hash)
                    .or(() -> doneJustNow(tx, registration, change, hash))
                    .orElseGet(() -> begin(tx, fresh, actor, registration, change, hash));
        });
    }

    private Optional<WorkflowId> running(Tx tx, DomainName name, AccountId account, String hash) {
        Optional<WorkflowView> live = workflows.live(tx, name.ascii());
        if (live.isEmpty()) {
            return Optional.empty();
        }
        boolean equal =
                live.get().account().equals(account) && live.get().requestHash().equals(hash);
        if (!equal) {
            throw new RefusedException(Refusal.INVALID, RegisterDomain.EXISTS);
        }
        return Optional.of(live.get().id());
    }

    private Optional<WorkflowId> doneJustNow(Tx tx, Registration registration, RegistrationChange change, String hash) {
        return workflows
                .latest(
                        tx,
                        registration.account(),
                        UpdateWorkflow.KIND,
                        registration.name().ascii())
                .filter(latest -> latest.state() == WorkflowState.SUCCEEDED
                        && latest.requestHash().equals(hash))
                .filter(latest ->
                        workflows.data(latest, definition).registration().equals(registration.id()))
                .filter(_ -> allowed(registration.name(), change).isIn(registration))
                .filter(latest ->
                        Duration.between(latest.updatedAt(), tx.businessNow()).compareTo(settings.replayRenewed()) < 0)
                .map(WorkflowView::id);
    }

    private WorkflowId begin(
            Tx tx, WorkflowId id, Actor actor, Registration registration, RegistrationChange change, String hash) {
        String name = registration.name().ascii();
        UpdateData data = new UpdateData(
                registration.id(), name, registration.registryId(), allowed(registration.name(), change));
        if (change.isEmpty()) {
            return workflows.ended(
                    tx, definition, registration.account(), name, registration.registryId(), hash, data, null);
        }
        RegistrationStatus status = registration.status(tx.businessNow());
        if (status == RegistrationStatus.PENDING_DELETE) {
            // In redemption it takes effect with a restore; from here there is no way back.
            throw new RefusedException(
                    Refusal.INVALID, "A registration that is " + status.wire() + " cannot be changed.");
        }
        if (!workflows.begin(tx, id, definition, registration.account(), name, registration.registryId(), hash, data)) {
            return running(tx, registration.name(), registration.account(), hash)
                    .orElseThrow(() -> new RefusedException(Refusal.INVALID, RegisterDomain.EXISTS));
        }
        audit.record(tx, actor, registration.account(), "registration.update", name, details(registration, change));
        return id;
    }

    /** Where an extension has no privacy, asking for it changes nothing. */
    private RegistrationChange allowed(DomainName name, RegistrationChange change) {
        boolean privacy = catalog.find(name).map(Extension::privacy).orElse(false);
        return change.privacyMode() == null || privacy
                ? change
                : new RegistrationChange(change.autoRenew(), change.locked(), PrivacyMode.OFF);
    }

    /** The opt-in to auto-renew authorises later charges, so the price it was given at is kept. */
    private String details(Registration registration, RegistrationChange change) {
        String price = catalog.find(registration.name())
                .map(extension -> extension.price().renewal().toString())
                .orElse("");
        return """
                {"fields":"%s","auto_renew":"%s","renewal_price":"%s"}""".formatted(String.join(",", change.fields()), change.autoRenew(), price);
    }
}
