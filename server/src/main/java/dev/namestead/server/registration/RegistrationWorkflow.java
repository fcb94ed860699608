package dev.namestead.server.registration;

import dev.namestead.server.account.AccountStore;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.database.Tx;
import dev.namestead.server.notice.Letter;
import dev.namestead.server.notice.NoticeText;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.registry.IntentStore;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.search.NameState;
import dev.namestead.server.search.SeenNames;
import dev.namestead.server.workflow.Step;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.Workflow;
import dev.namestead.server.workflow.WorkflowDefinition;
import dev.namestead.server.workflow.WorkflowError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The registration of a domain name.
 *
 * <pre>
 *   acceptance  reserves name, place and money      undone at the end of a failure
 *   check       reads price and availability        -
 *   confirm     waits for the registrant            -
 *   authorise   reserves the payment                gives it back
 *   contact     makes contact objects               deletes them
 *   create      registers; posts the hold           cannot be undone, so nothing after it may fail
 *   capture     takes the payment                   -
 *   lock        locks against transfers             -
 * </pre>
 */
public final class RegistrationWorkflow implements WorkflowDefinition<RegistrationData> {
    public static final String KIND = "registration";

    private static final Set<String> BEFORE_CREATE = Set.of("check", "confirm", "authorise", "contact", "create");

    private final List<Step<RegistrationData>> steps;
    private final RegistrationSettings settings;
    private final Ledger ledger;
    private final IntentStore intents;
    private final AccountStore accounts;
    private final AuditStore audit;
    private final Notices notices;
    private final SeenNames seen;
    private final RegistrationStore store = new RegistrationStore();

    public RegistrationWorkflow(
            RegistrationSettings settings,
            Registries registries,
            IntentStore intents,
            Ledger ledger,
            Payments payments,
            Settlements settlements,
            AccountStore accounts,
            AuditStore audit,
            Notices notices,
            SeenNames seen,
            Supplier<? extends HolderData> holders) {
        this.settings = settings;
        this.intents = intents;
        this.ledger = ledger;
        this.accounts = accounts;
        this.audit = audit;
        this.notices = notices;
        this.seen = seen;
        PaymentSteps<RegistrationData> payment = new PaymentSteps<>(payments, settlements);
        ContactStep contact = new ContactStep(registries, intents);
        CreateStep create = new CreateStep(registries, intents, ledger, payment, settings.commandDeadline());
        this.steps = List.of(
                Step.of("check", new CheckStep(registries)::run),
                Step.of("confirm", new ConfirmStep(settings, new ConfirmationMail(settings, notices), holders)::run),
                Step.undoable("authorise", payment::authorise, payment::release),
                Step.undoable("contact", contact::run, contact::undo),
                Step.of("create", create::run),
                Step.of("capture", payment::capture),
                Step.of("lock", new LockStep(registries)::run));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<RegistrationData> dataType() {
        return RegistrationData.class;
    }

    @Override
    public List<Step<RegistrationData>> steps() {
        return steps;
    }

    /** Until its command may have left. */
    @Override
    public boolean cancellable(StepContext<RegistrationData> context) {
        return BEFORE_CREATE.contains(context.workflow().step())
                && Attempts.of(context, intents, CreateStep.COMMAND).nothingDone();
    }

    @Override
    public void succeeded(Tx tx, Workflow<RegistrationData> workflow) {
        RegistrationData data = workflow.data();
        tx.afterCommit(() -> seen.add(Map.of(data.name(), NameState.UNAVAILABLE)));
        audit.record(tx, Actor.system(KIND), workflow.account(), "registration.succeed", data.domainName(), "{}");
        if (settings.verificationFor(data.name().label())) {
            store.lookNow(tx, workflow.account(), data.registration());
        }
        notices.write(
                tx,
                new Letter(
                        workflow.account(),
                        "registration_succeeded",
                        data.domainName(),
                        data.registrant().email(),
                        NoticeText.REGISTRATION_SUCCEEDED,
                        Map.of("until", date(data.expiresAt()))));
    }

    private static String date(@Nullable Instant instant) {
        return instant == null
                ? ""
                : LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }

    @Override
    public void failed(Tx tx, Workflow<RegistrationData> workflow, WorkflowError error) {
        RegistrationData data = workflow.data();
        ledger.voidHold(tx, workflow.account(), workflow.id().value());
        intents.forgetSecrets(tx, workflow.id().value());
        store.end(tx, workflow.account(), data.registration(), error.code());
        accounts.releaseDomainSlot(tx, workflow.account());
        audit.record(
                tx,
                Actor.system(KIND),
                workflow.account(),
                "registration.fail",
                data.domainName(),
                "{\"code\":\"" + error.code() + "\"}");
    }
}
