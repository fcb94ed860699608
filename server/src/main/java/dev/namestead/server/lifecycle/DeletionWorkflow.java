package dev.namestead.server.lifecycle;

import dev.namestead.api.WorkflowState;
import dev.namestead.server.account.AccountStore;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.notice.Letter;
import dev.namestead.server.notice.NoticeText;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.registration.Attempts;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.RegistrationSettings;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.registration.Settlements;
import dev.namestead.server.registry.IntentStore;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.search.SeenNames;
import dev.namestead.server.workflow.Step;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.Workflow;
import dev.namestead.server.workflow.WorkflowDefinition;
import dev.namestead.server.workflow.WorkflowError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deletion of a registration.
 *
 * <pre>
 *   read        reads what will be wiped                               -
 *   delete      deletes                                                cannot be undone
 *   end         reads what became of it; books what is given back      - (fails only where the registry has refused it after all)
 * </pre>
 *
 * What its customer gets back, by policy, is paid by a workflow of its own.
 */
public final class DeletionWorkflow implements WorkflowDefinition<DeletionData> {
    public static final String KIND = "deletion";

    private static final Set<String> BEFORE_DELETION = Set.of("read", "delete");

    private static final Logger LOG = LoggerFactory.getLogger(DeletionWorkflow.class);

    private final List<Step<DeletionData>> steps;
    private final IntentStore intents;
    private final LifecycleSettings settings;
    private final AuditStore audit;
    private final Notices notices;
    private final DeletionStore store = new DeletionStore();
    private final RegistrationStore registrations = new RegistrationStore();

    public DeletionWorkflow(
            RegistrationSettings registration,
            LifecycleSettings settings,
            Catalog catalog,
            Registries registries,
            IntentStore intents,
            Ledger ledger,
            Settlements settlements,
            AccountStore accounts,
            AuditStore audit,
            Notices notices,
            SeenNames seen,
            RegistryRenewals renewals) {
        this.intents = intents;
        this.settings = settings;
        this.audit = audit;
        this.notices = notices;
        BeforeDeletion before = new BeforeDeletion(catalog);
        DeleteStep delete = new DeleteStep(registries, intents, before, registration.commandDeadline());
        CustomerRefunds refunds = new CustomerRefunds(settings.lateMoney(), ledger, settlements);
        Endings endings = new Endings(accounts, seen);
        DeletionEndStep end = new DeletionEndStep(registries, intents, catalog, endings, ledger, refunds, renewals);
        this.steps = List.of(
                Step.of("read", new DeletionReadStep(registries, before)::run),
                Step.of("delete", delete::run),
                Step.of("end", end::run));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<DeletionData> dataType() {
        return DeletionData.class;
    }

    @Override
    public List<Step<DeletionData>> steps() {
        return steps;
    }

    /** Until its command may have left. */
    @Override
    public boolean cancellable(StepContext<DeletionData> context) {
        return BEFORE_DELETION.contains(context.workflow().step())
                && Attempts.of(context, intents, DeleteStep.COMMAND).nothingDone();
    }

    @Override
    public Map<String, Object> context(DeletionData data, WorkflowState state) {
        return Optional.ofNullable(data.refund())
                .map(DeletionData.Told::money)
                .map(money -> Map.<String, Object>of(
                        "refund",
                        Map.of(
                                "amount",
                                money.decimal(),
                                "currency",
                                money.currency().getCurrencyCode())))
                .orElseGet(Map::of);
    }

    @Override
    public void succeeded(Tx tx, Workflow<DeletionData> workflow) {
        DeletionData data = workflow.data();
        record(tx, workflow, "registration.delete_succeed", "{}");
        registrations.findById(tx, workflow.account(), data.registration()).ifPresent(registration -> {
            warn(tx, registration, data);
            notices.write(tx, letter(registration, data.reason()));
        });
    }

    /** Whoever deletes too much in the add grace period pays for it after all; told by those deletions only. */
    private void warn(Tx tx, Registration registration, DeletionData data) {
        DeletionData.Before before = data.before();
        if (registration.endedAt() == null || before == null || !before.addGrace()) {
            return;
        }
        String extension = data.name().extension();
        DeletionStore.Month month = store.month(tx, extension);
        if (settings.addGraceLimit().warns(month)) {
            LOG.warn(
                    "ALARM {} names of .{} were deleted in their add grace period this month; {} are free of charge",
                    month.deleted(),
                    extension,
                    settings.addGraceLimit().allowed(month));
        }
    }

    private static Letter letter(Registration registration, String reason) {
        return new Letter(
                registration.account(),
                "registration_deleted",
                registration.name().ascii(),
                registration.registrant().email(),
                NoticeText.REGISTRATION_DELETED,
                Map.of("reason", reason, "gone", String.valueOf(registration.endedAt() != null)));
    }

    @Override
    public void failed(Tx tx, Workflow<DeletionData> workflow, WorkflowError error) {
        registrations.lookNow(tx, workflow.account(), workflow.data().registration());
        record(tx, workflow, "registration.delete_fail", "{\"code\":\"" + error.code() + "\"}");
    }

    private void record(Tx tx, Workflow<DeletionData> workflow, String action, String details) {
        audit.record(tx, Actor.system(KIND), workflow.account(), action, workflow.subject(), details);
    }
}
