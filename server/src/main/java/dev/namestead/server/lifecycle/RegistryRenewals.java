package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.RequestHash;
import dev.namestead.server.workflow.Step;
import dev.namestead.server.workflow.StepResult;
import dev.namestead.server.workflow.Workflow;
import dev.namestead.server.workflow.WorkflowDefinition;
import dev.namestead.server.workflow.WorkflowError;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Years that a registry adds at expiry by itself: booked as our cost when they are seen and it has taken its fee, until a customer pays for them
 * or a deletion brings the fee back. Each stands in the books as a workflow that has ended when it was written.
 */
final class RegistryRenewals implements WorkflowDefinition<RegistryRenewals.Data> {
    static final String KIND = "registry_renewal";

    private final Ledger ledger;
    private final AuditStore audit;
    private final Supplier<Workflows> workflows;
    private final RegistryRenewalStore store = new RegistryRenewalStore();
    private final RenewalStore renewals = new RenewalStore();

    RegistryRenewals(Ledger ledger, AuditStore audit, Supplier<Workflows> workflows) {
        this.ledger = ledger;
        this.audit = audit;
        this.workflows = workflows;
    }

    /** What was seen. */
    record Data(UUID registration, String domainName, String registryId, Instant from, Instant to, int years) {}

    /** How many years lie between a date that has come and the one that the registry shows now; 0 where it has added none. */
    static int added(Instant before, Instant shown, Instant now) {
        if (now.isBefore(before)) {
            return 0;
        }
        return (int) Math.max(
                0,
                ChronoUnit.YEARS.between(
                        before.atOffset(ZoneOffset.UTC),
                        shown.plus(2, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC)));
    }

    /**
     * Books what the registry has taken; nothing where it has added no year, takes its fee later, or this was seen before.
     *
     * @param to the date that it shows, of a name that it still holds for us, or held until it was deleted
     * @param now when it showed that
     */
    void seen(Tx tx, Registration ours, Extension extension, Instant to, Instant now) {
        Instant from = ours.paidUntil();
        int years = from == null ? 0 : added(from, to, now);
        if (from == null
                || years == 0
                || now.isBefore(taken(from, extension))
                || store.exists(tx, ours.id(), RenewalPlan.date(from))) {
            return;
        }
        Money cost = extension.cost().renewal().times(years);
        AccountId account = ours.account();
        String name = ours.name().ascii();
        WorkflowId id = workflows
                .get()
                .ended(
                        tx,
                        this,
                        account,
                        name,
                        ours.registryId(),
                        RequestHash.of(KIND, name, from),
                        new Data(ours.id(), name, ours.registryId(), from, to, years),
                        null);
        store.insert(tx, account, id, ours.id(), RenewalPlan.date(from), cost);
        ledger.cost(tx, account, id.value(), name, ours.registryId(), cost);
        audit.record(tx, Actor.system(KIND), account, "registration.renewed_by_registry", name, "{}");
    }

    /** When a registry takes its fee for a year that it adds then. */
    private static Instant taken(Instant from, Extension extension) {
        return switch (extension.expiry().billed()) {
            case AT_EXPIRY -> from;
            case AT_GRACE_END -> from.plus(Duration.ofDays(extension.grace().autoRenewDays()));
        };
    }

    /**
     * A transfer to another registrar takes such a year with it, and its registry gives the fee back as long as that is grace, whoever has paid
     * for it since; what it would have billed later it does not bill any more.
     */
    void takenAway(Tx tx, Registration ours, Extension extension) {
        AccountId account = ours.account();
        LocalDate since = RenewalPlan.date(tx.businessNow())
                .minusDays(extension.grace().autoRenewDays())
                .plusDays(1);
        store.takenWith(tx, account, ours.id(), since).forEach(year -> credit(tx, ours, year.workflow(), year.cost()));
        if (extension.expiry().billed() == Extension.Expiry.Billed.AT_GRACE_END) {
            renewals.notBilled(tx, account, ours.id(), since, tx.businessNow())
                    .filter(booked -> booked.minorUnits() > 0)
                    .ifPresent(booked -> credit(tx, ours, ours.workflow().value(), booked));
        }
        store.settle(tx, account, ours.id());
    }

    private void credit(Tx tx, Registration ours, UUID workflow, Money back) {
        ledger.credit(tx, ours.account(), workflow, ours.name().ascii(), ours.registryId(), back);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Data> dataType() {
        return Data.class;
    }

    @Override
    public List<Step<Data>> steps() {
        return List.of(Step.of("seen", context -> StepResult.done(context.data())));
    }

    @Override
    public void failed(Tx tx, Workflow<Data> workflow, WorkflowError error) {
        throw new IllegalStateException("Nothing of it is ever run");
    }
}
