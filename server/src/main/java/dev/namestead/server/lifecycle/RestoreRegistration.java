package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.api.RegistrationStatus;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.account.AccountStore;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.registration.Prerequisites;
import dev.namestead.server.registration.RegisterDomain;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.RegistrationRules;
import dev.namestead.server.registration.RegistrationSettings;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.registration.RequestHash;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowView;
import dev.namestead.server.workflow.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Accepts a request to restore a deleted registration: claims the year that is due with it, sets the money aside and writes the workflow, all
 * in one transaction. A repeated request is answered with the workflow that is there, for some minutes after its end as well.
 */
public final class RestoreRegistration {
    private final Database database;
    private final Catalog catalog;
    private final RegistrationSettings settings;
    private final Workflows workflows;
    private final RestoreWorkflow definition;
    private final Prerequisites prerequisites;
    private final Ledger ledger;
    private final AuditStore audit;
    private final RegistrationStore registrations = new RegistrationStore();
    private final RenewalStore renewals = new RenewalStore();

    public RestoreRegistration(
            Database database,
            Catalog catalog,
            RegistrationSettings settings,
            Workflows workflows,
            RestoreWorkflow definition,
            AccountStore accounts,
            Ledger ledger,
            Payments payments,
            AuditStore audit) {
        this.database = database;
        this.catalog = catalog;
        this.settings = settings;
        this.workflows = workflows;
        this.definition = definition;
        this.prerequisites = new Prerequisites(accounts, payments);
        this.ledger = ledger;
        this.audit = audit;
    }

    /**
     * @param acknowledgements as in a create; of its {@code fees} a {@code restore_fee} or {@code renewal_fee} below the price is refused
     * @return the workflow that restores the name, or did, or failed to
     * @throws RefusedException nothing was accepted
     */
    public WorkflowId accept(Actor actor, AccountId account, DomainName name, Map<String, Object> acknowledgements) {
        WorkflowId fresh = WorkflowId.random();
        return database.inTransactionByKey(tx -> workflows.written(tx, fresh), tx -> {
            // Locked, so that of two equal requests the second one sees the first one's workflow.
            Registration registration = registrations
                    .findLocked(tx, account, name)
                    .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND, "Domain not found"));
            Optional<WorkflowView> latest = workflows.latest(tx, account, RestoreWorkflow.KIND, name.ascii());
            return latest.filter(restore -> answersAgain(tx, restore, registration))
                    .map(WorkflowView::id)
                    .orElseGet(() -> begin(tx, fresh, actor, registration, acknowledgements));
        });
    }

    private boolean answersAgain(Tx tx, WorkflowView restore, Registration registration) {
        if (!workflows.data(restore, definition).registration().equals(registration.id())) {
            return false;
        }
        if (!restore.state().completed()) {
            return true;
        }
        if (restore.cancelled()) {
            return false;
        }
        Duration age = Duration.between(restore.updatedAt(), tx.businessNow());
        Duration fresh = restore.state() == WorkflowState.FAILED ? settings.replayFailed() : settings.replayRenewed();
        return age.compareTo(fresh) < 0;
    }

    private WorkflowId begin(
            Tx tx, WorkflowId id, Actor actor, Registration registration, Map<String, Object> acknowledgements) {
        Extension extension = catalog.find(registration.name())
                .orElseThrow(
                        () -> RegistrationRules.refused("Restore is not supported for this extension", "/domain_name"));
        RegistrationStatus status = registration.status(tx.businessNow());
        Instant paidUntil = registration.paidUntil();
        if (status != RegistrationStatus.REDEMPTION_PERIOD || paidUntil == null) {
            throw new RefusedException(
                    Refusal.INVALID, "A registration that is " + status.wire() + " cannot be restored.");
        }
        RegistrationRules.acknowledgedFees(
                acknowledgements,
                Map.of(
                        "restore_fee", extension.price().restore(),
                        "renewal_fee", extension.price().renewal()));
        prerequisites.require(tx, registration.account());
        RestoreData data = data(registration, extension, paidUntil, tx.businessNow());
        boolean begun = claimYear(tx, registration, id, data)
                && workflows.begin(
                        tx,
                        id,
                        definition,
                        registration.account(),
                        data.domainName(),
                        data.registryId(),
                        RequestHash.of(RestoreWorkflow.KIND, data.domainName()),
                        data);
        if (!begun) {
            throw new RefusedException(Refusal.INVALID, RegisterDomain.EXISTS);
        }
        hold(tx, registration.account(), id, data);
        String details = """
                {"price":"%s","years":%d}""".formatted(data.price(), data.years());
        audit.record(tx, actor, registration.account(), "registration.restore", data.domainName(), details);
        return id;
    }

    private boolean claimYear(Tx tx, Registration registration, WorkflowId id, RestoreData data) {
        return data.years() == 0
                || renewals.insert(
                        tx,
                        registration.account(),
                        id,
                        registration.id(),
                        data.domainName(),
                        RenewalPlan.date(data.paidUntil()),
                        data.years());
    }

    private void hold(Tx tx, AccountId account, WorkflowId id, RestoreData data) {
        ledger.hold(tx, account, id.value(), RestoreData.RESTORE, data.domainName(), data.restorePrice());
        if (data.years() > 0) {
            ledger.hold(tx, account, id.value(), RestoreData.YEAR, data.domainName(), data.yearPrice());
        }
    }

    /** A name that has expired comes back with a year, which is due whatever the registry does about it. */
    private static RestoreData data(
            Registration registration, Extension extension, Instant paidUntil, Instant businessNow) {
        return new RestoreData(
                registration.id(),
                registration.name().ascii(),
                registration.registryId(),
                extension.price().restore().currency().getCurrencyCode(),
                extension.price().restore().minorUnits(),
                extension.cost().restore().minorUnits(),
                null,
                paidUntil.isAfter(businessNow) ? 0 : 1,
                extension.price().renewal().minorUnits(),
                extension.cost().renewal().minorUnits(),
                paidUntil,
                null,
                null);
    }
}
