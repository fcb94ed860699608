package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.database.Tx;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.registration.Attempts;
import dev.namestead.server.registration.PaymentSteps;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.RegistrationSettings;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.registration.Settlements;
import dev.namestead.server.registry.IntentStore;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.workflow.Step;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import dev.namestead.server.workflow.Workflow;
import dev.namestead.server.workflow.WorkflowDefinition;
import dev.namestead.server.workflow.WorkflowError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The renewal of a registration.
 *
 * <pre>
 *   acceptance  claims the term, sets the money aside     undone at the end of a failure
 *   price       reads date and price, pins the renewal    -
 *   authorise   reserves the payment                      gives it back
 *   renew       renews; posts the hold                    cannot be undone, so nothing after it may fail
 *   capture     takes the payment                         -
 *   resume      ends the hold for want of payment         -
 * </pre>
 */
public final class RenewalWorkflow implements WorkflowDefinition<RenewalData> {
    public static final String KIND = "renewal";

    private static final Set<String> BEFORE_RENEWAL = Set.of("price", "authorise", "renew");

    private final List<Step<RenewalData>> steps;
    private final IntentStore intents;
    private final Ledger ledger;
    private final AuditStore audit;
    private final LifeNotices notices;
    private final HoldStep<RenewalData> hold;
    private final RenewalStore store = new RenewalStore();
    private final LifeStore life = new LifeStore();
    private final RegistrationStore registrations = new RegistrationStore();

    public RenewalWorkflow(
            RegistrationSettings settings,
            LifecycleSettings lifecycle,
            Registries registries,
            IntentStore intents,
            Ledger ledger,
            Payments payments,
            Settlements settlements,
            AuditStore audit,
            Notices notices,
            RenewStep.OwnYears ownYears) {
        this.intents = intents;
        this.ledger = ledger;
        this.audit = audit;
        this.notices = new LifeNotices(notices, lifecycle.expiry());
        this.hold = new HoldStep<>(registries);
        PaymentSteps<RenewalData> payment = new PaymentSteps<>(payments, settlements);
        RenewStep<RenewalData> renew =
                new RenewStep<>(registries, intents, ledger, payment, ownYears, settings.commandDeadline());
        this.steps = List.of(
                Step.of("price", new RenewalPriceStep<RenewalData>(registries)::run),
                Step.undoable("authorise", payment::authorise, payment::release),
                Step.of("renew", renew::run),
                Step.of("capture", payment::capture),
                Step.of("resume", this::resume));
    }

    /** A name that was held back for want of payment is let in again; where it was not, nobody is asked. */
    private StepResult<RenewalData> resume(StepContext<RenewalData> context) {
        RenewalData data = context.data();
        AccountId account = context.workflow().account();
        Set<String> holds =
                context.read(tx -> life.row(tx, account, data.registration()).holds());
        if (holds.contains(HoldReason.EXPIRED.wire())) {
            context.transact(tx -> life.setHolds(
                    tx,
                    account,
                    data.registration(),
                    holds.stream()
                            .filter(reason -> !reason.equals(HoldReason.EXPIRED.wire()))
                            .toList()));
        }
        boolean heldBack = context.read(tx -> registrations
                .findById(tx, account, data.registration())
                .filter(registration -> registration.statuses().contains(HoldStep.HOLD))
                .isPresent());
        return heldBack
                ? hold.run(context, data.registration(), data.name(), data.registryId())
                : StepResult.done(data);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<RenewalData> dataType() {
        return RenewalData.class;
    }

    @Override
    public List<Step<RenewalData>> steps() {
        return steps;
    }

    @Override
    public Map<String, Object> context(RenewalData data, WorkflowState state) {
        return Map.of("years", data.years());
    }

    /** Until its command may have left. */
    @Override
    public boolean cancellable(StepContext<RenewalData> context) {
        return BEFORE_RENEWAL.contains(context.workflow().step())
                && Attempts.of(context, intents, RenewStep.COMMAND).nothingDone();
    }

    @Override
    public void succeeded(Tx tx, Workflow<RenewalData> workflow) {
        int years = workflow.data().years();
        record(tx, workflow, "registration.renew_succeed", "{\"years\":" + years + "}");
        registration(tx, workflow).ifPresent(registration -> notices.renewed(tx, registration, years));
    }

    @Override
    public void failed(Tx tx, Workflow<RenewalData> workflow, WorkflowError error) {
        ledger.voidHold(tx, workflow.account(), workflow.id().value());
        store.release(tx, workflow.account(), workflow.id());
        record(tx, workflow, "registration.renew_fail", "{\"code\":\"" + error.code() + "\"}");
        registrations.lookNow(tx, workflow.account(), workflow.data().registration());
        if (Boolean.TRUE.equals(workflow.data().automatic())) {
            registration(tx, workflow)
                    .ifPresent(registration -> notices.renewalFailed(tx, registration, error.message()));
        }
    }

    private Optional<Registration> registration(Tx tx, Workflow<RenewalData> workflow) {
        return registrations.findById(tx, workflow.account(), workflow.data().registration());
    }

    private void record(Tx tx, Workflow<RenewalData> workflow, String action, String details) {
        audit.record(tx, Actor.system(KIND), workflow.account(), action, workflow.subject(), details);
    }
}
