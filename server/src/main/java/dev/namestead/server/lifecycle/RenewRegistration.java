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
import dev.namestead.server.billing.Money;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Catalog;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Accepts a request to renew a registration: claims the term, sets the money aside and writes the workflow, all in one transaction.
 *
 * <p>An equal request is answered with the workflow that is there: while it runs; for some minutes after it has ended, as its sender may
 * have lost the answer; and for good where it names the date that it renewed from. Any other is a renewal of its own.
 */
public final class RenewRegistration {
    private static final int MOST_YEARS_AHEAD = 10;

    private final Database database;
    private final Catalog catalog;
    private final RegistrationSettings settings;
    private final Workflows workflows;
    private final RenewalWorkflow definition;
    private final Prerequisites prerequisites;
    private final Ledger ledger;
    private final AuditStore audit;
    private final RegistrationStore registrations = new RegistrationStore();
    private final RenewalStore store = new RenewalStore();

    public RenewRegistration(
            Database database,
            Catalog catalog,
            RegistrationSettings settings,
            Workflows workflows,
            RenewalWorkflow definition,
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
     * @return the workflow that renews the name, or did, or failed to
     * @throws RefusedException nothing was accepted
     */
    public WorkflowId accept(Actor actor, AccountId account, RenewRequest request) {
        String hash = hash(request);
        WorkflowId fresh = WorkflowId.random();
        return database.inTransactionByKey(tx -> workflows.written(tx, fresh), tx -> {
            // Locked, so that of two equal requests the second one sees the first one's workflow.
            Registration registration = registrations
                    .findLocked(tx, account, request.name())
                    .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND, "Domain not found"));
            return replayed(tx, registration, request, hash)
                    .orElseGet(() -> begin(tx, fresh, actor, registration, request, hash, false));
        });
    }

    /**
     * Renews by ourselves, from the date that it is paid until. The registration is locked.
     *
     * @throws RefusedException nothing was written
     */
    WorkflowId automatic(Tx tx, Actor actor, Registration registration, int years) {
        Instant paidUntil = registration.paidUntil();
        LocalDate from = paidUntil == null ? null : RenewalPlan.date(paidUntil);
        RenewRequest request = new RenewRequest(registration.name(), years, from);
        return begin(tx, WorkflowId.random(), actor, registration, request, hash(request), true);
    }

    private static String hash(RenewRequest request) {
        return RequestHash.of(
                RenewalWorkflow.KIND, request.name().ascii(), request.years(), String.valueOf(request.currentExpiry()));
    }

    private Optional<WorkflowId> replayed(Tx tx, Registration registration, RenewRequest request, String hash) {
        String name = request.name().ascii();
        Optional<WorkflowView> live = workflows.live(tx, name);
        if (live.isPresent()) {
            if (!live.get().requestHash().equals(hash)) {
                throw new RefusedException(Refusal.INVALID, RegisterDomain.EXISTS);
            }
            return live.map(WorkflowView::id);
        }
        return workflows
                .latest(tx, registration.account(), RenewalWorkflow.KIND, name)
                .filter(latest -> latest.requestHash().equals(hash))
                .filter(latest ->
                        workflows.data(latest, definition).registration().equals(registration.id()))
                .filter(latest -> answersAgain(tx, latest, registration, request))
                .map(WorkflowView::id);
    }

    private boolean answersAgain(Tx tx, WorkflowView ended, Registration registration, RenewRequest request) {
        Duration age = Duration.between(ended.updatedAt(), tx.businessNow());
        if (ended.state() == WorkflowState.FAILED) {
            return !ended.cancelled() && age.compareTo(settings.replayFailed()) < 0;
        }
        return request.currentExpiry() == null
                ? age.compareTo(settings.replayRenewed()) < 0
                : !startsFrom(registration, request.currentExpiry());
    }

    private static boolean startsFrom(Registration registration, LocalDate date) {
        Instant paidUntil = registration.paidUntil();
        return paidUntil != null && RenewalPlan.date(paidUntil).equals(date);
    }

    private WorkflowId begin(
            Tx tx,
            WorkflowId id,
            Actor actor,
            Registration registration,
            RenewRequest request,
            String hash,
            boolean automatic) {
        Extension extension = catalog.find(registration.name())
                .orElseThrow(
                        () -> RegistrationRules.refused("Renewal is not supported for this extension", "/domain_name"));
        Instant paidUntil = requireRenewable(tx, registration, request, extension);
        prerequisites.require(tx, registration.account());
        RenewalData data = data(registration, extension, request.years(), paidUntil, automatic);
        LocalDate from = RenewalPlan.date(paidUntil);
        boolean begun = store.insert(
                        tx, registration.account(), id, registration.id(), data.domainName(), from, request.years())
                && workflows.begin(
                        tx, id, definition, registration.account(), data.domainName(), data.registryId(), hash, data);
        if (!begun && automatic) {
            throw new IllegalStateException(data.domainName() + " is being changed at this moment");
        }
        if (!begun) {
            throw new RefusedException(Refusal.INVALID, RegisterDomain.EXISTS);
        }
        ledger.hold(tx, registration.account(), id.value(), data.domainName(), data.price());
        String details = """
                {"years":%d,"price":"%s","from":"%s"}""".formatted(data.years(), data.price(), from);
        audit.record(tx, actor, registration.account(), "registration.renew", data.domainName(), details);
        return id;
    }

    /** Until when it is paid, where it may be renewed by so many years from there. */
    private static Instant requireRenewable(
            Tx tx, Registration registration, RenewRequest request, Extension extension) {
        RegistrationRules.requireTerm(extension, request.years());
        Instant now = tx.businessNow();
        RegistrationStatus status = registration.status(now);
        Instant paidUntil = registration.paidUntil();
        boolean renewable = status == RegistrationStatus.ACTIVE
                || status == RegistrationStatus.EXPIRED
                || status == RegistrationStatus.SUSPENDED;
        if (!renewable || paidUntil == null) {
            throw new RefusedException(
                    Refusal.INVALID, "A registration that is " + status.wire() + " cannot be renewed.");
        }
        LocalDate believed = request.currentExpiry();
        if (believed != null && !startsFrom(registration, believed)) {
            throw RegistrationRules.refused(
                    "The registration expires at " + paidUntil + ", not at this date", "/current_expires_at");
        }
        requireNotTooFar(paidUntil, now, request.years());
        return paidUntil;
    }

    private static void requireNotTooFar(Instant paidUntil, Instant now, int years) {
        Instant furthest = plusYears(now, MOST_YEARS_AHEAD);
        if (plusYears(paidUntil, years).isAfter(furthest)) {
            throw RegistrationRules.refused(
                    "The registration would expire more than %d years from now".formatted(MOST_YEARS_AHEAD), "/years");
        }
    }

    private static Instant plusYears(Instant instant, int years) {
        return instant.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
    }

    private static RenewalData data(
            Registration registration, Extension extension, int years, Instant paidUntil, boolean automatic) {
        Money price = extension.price().renewal().times(years);
        return new RenewalData(
                registration.id(),
                registration.name().ascii(),
                registration.registryId(),
                years,
                price.currency().getCurrencyCode(),
                price.minorUnits(),
                extension.cost().renewal().times(years).minorUnits(),
                paidUntil,
                null,
                null,
                automatic);
    }
}
