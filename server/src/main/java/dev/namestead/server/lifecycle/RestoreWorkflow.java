package dev.namestead.server.lifecycle;

import dev.namestead.api.WorkflowState;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.database.Tx;
import dev.namestead.server.notice.Letter;
import dev.namestead.server.notice.NoticeText;
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
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The restore of a deleted registration.
 *
 * <pre>
 *   acceptance  claims the year that is due, sets the money aside   undone at the end of a failure
 *   price       reads the registry's price                          -
 *   authorise   reserves the payment                                gives it back
 *   restore     restores, reports; posts the restore's hold         cannot be undone, so nothing after it may fail
 *   year        pins the year that is due                           -
 *   renew       renews by it; posts the year's hold                 -
 *   capture     takes the payment for what was sold                 -
 *   settings    locks, sets name servers and signers again          -
 * </pre>
 *
 * A year that cannot be had after the restore is given up, and its hold given back: the name is ours and expired then.
 */
public final class RestoreWorkflow implements WorkflowDefinition<RestoreData> {
    public static final String KIND = "restore";

    private static final Set<String> BEFORE_RESTORE = Set.of("price", "authorise", "restore");

    private static final Logger LOG = LoggerFactory.getLogger(RestoreWorkflow.class);

    private final List<Step<RestoreData>> steps;
    private final IntentStore intents;
    private final Ledger ledger;
    private final AuditStore audit;
    private final Notices notices;
    private final RenewalStore renewals = new RenewalStore();
    private final RegistrationStore registrations = new RegistrationStore();

    public RestoreWorkflow(
            RegistrationSettings settings,
            Registries registries,
            IntentStore intents,
            Ledger ledger,
            Payments payments,
            Settlements settlements,
            AuditStore audit,
            Notices notices) {
        this.intents = intents;
        this.ledger = ledger;
        this.audit = audit;
        this.notices = notices;
        PaymentSteps<RestoreData> payment = new PaymentSteps<>(payments, settlements);
        RestoreStep restore = new RestoreStep(registries, intents, ledger, settings.commandDeadline());
        RenewalPriceStep<RestoreData> year = new RenewalPriceStep<>(registries);
        RenewStep<RestoreData> renew = new RenewStep<>(
                registries,
                intents,
                ledger,
                payment,
                // The year that comes with a restore is never given back.
                (_, _, _, _) -> {},
                settings.commandDeadline());
        this.steps = List.of(
                Step.of("price", new RestorePriceStep(registries)::run),
                Step.undoable("authorise", payment::authorise, payment::release),
                Step.of("restore", restore::run),
                Step.of("year", context -> ifDue(context, year::run)),
                Step.of("renew", context -> ifDue(context, renew::run)),
                Step.of("capture", payment::capture),
                Step.of("settings", new SettingsStep(registries)::run));
    }

    /** The restore is done: what fails after it costs the year only. */
    private static StepResult<RestoreData> ifDue(StepContext<RestoreData> context, Step.Body<RestoreData> step) {
        RestoreData data = context.data();
        if (data.years() == 0) {
            return StepResult.done(data);
        }
        StepResult<RestoreData> result = step.run(context);
        if (result instanceof StepResult.Failed<RestoreData>(WorkflowError error)) {
            LOG.error("ALARM {} was restored without its year: {}", data.domainName(), error.message());
            return StepResult.done(data.withoutYear());
        }
        return result;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<RestoreData> dataType() {
        return RestoreData.class;
    }

    @Override
    public List<Step<RestoreData>> steps() {
        return steps;
    }

    @Override
    public Map<String, Object> context(RestoreData data, WorkflowState state) {
        return Map.of("years", data.years());
    }

    /** Until its command may have left. */
    @Override
    public boolean cancellable(StepContext<RestoreData> context) {
        return BEFORE_RESTORE.contains(context.workflow().step())
                && Attempts.of(context, intents, RestoreStep.REQUEST).nothingDone();
    }

    @Override
    public void succeeded(Tx tx, Workflow<RestoreData> workflow) {
        RestoreData data = workflow.data();
        if (data.years() == 0) {
            giveUpYear(tx, workflow);
        }
        record(tx, workflow, "registration.restore_succeed", "{\"years\":" + data.years() + "}");
        registrations
                .findById(tx, workflow.account(), data.registration())
                .ifPresent(registration -> notices.write(tx, letter(registration)));
    }

    private static Letter letter(Registration registration) {
        String name = registration.name().ascii();
        return new Letter(
                registration.account(),
                "registration_restored",
                name,
                registration.registrant().email(),
                NoticeText.REGISTRATION_RESTORED,
                Map.of(
                        "until",
                        RenewalPlan.date(Objects.requireNonNull(registration.paidUntil()))
                                .toString()));
    }

    @Override
    public void failed(Tx tx, Workflow<RestoreData> workflow, WorkflowError error) {
        giveUpYear(tx, workflow);
        registrations.lookNow(tx, workflow.account(), workflow.data().registration());
        record(tx, workflow, "registration.restore_fail", "{\"code\":\"" + error.code() + "\"}");
    }

    /** Of the money what is still set aside, and the term. */
    private void giveUpYear(Tx tx, Workflow<RestoreData> workflow) {
        ledger.voidRest(tx, workflow.account(), workflow.id().value());
        renewals.release(tx, workflow.account(), workflow.id());
    }

    private void record(Tx tx, Workflow<RestoreData> workflow, String action, String details) {
        audit.record(tx, Actor.system(KIND), workflow.account(), action, workflow.subject(), details);
    }
}
