package dev.namestead.server.lifecycle;

import dev.namestead.api.WorkflowState;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.database.Tx;
import dev.namestead.server.registration.PaymentSteps;
import dev.namestead.server.registration.RegistrationSettings;
import dev.namestead.server.registry.IntentStore;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.workflow.Step;
import dev.namestead.server.workflow.Workflow;
import dev.namestead.server.workflow.WorkflowDefinition;
import dev.namestead.server.workflow.WorkflowError;
import java.util.List;
import java.util.Map;

/**
 * The renewal of a registration.
 *
 * <pre>
 *   acceptance  claims the term, sets the money aside     undone at the end of a failure
 *   price       reads date and price, pins the renewal    -
 *   authorise   reserves the payment                      gives it back
 *   renew       renews; posts the hold                    cannot be undone, so nothing after it may fail
 *   capture     takes the payment                         -
 * </pre>
 */
public final class RenewalWorkflow implements WorkflowDefinition<RenewalData> {
    public static final String KIND = "renewal";

    private final List<Step<RenewalData>> steps;
    private final Ledger ledger;
    private final AuditStore audit;
    private final RenewalStore store = new RenewalStore();

    public RenewalWorkflow(
            RegistrationSettings settings,
            Registries registries,
            IntentStore intents,
            Ledger ledger,
            Payments payments,
            AuditStore audit) {
        this.ledger = ledger;
        this.audit = audit;
        PaymentSteps<RenewalData> payment = new PaymentSteps<>(payments);
        RenewStep<RenewalData> renew =
                new RenewStep<>(registries, intents, ledger, payment, settings.commandDeadline());
        this.steps = List.of(
                Step.of("price", new RenewalPriceStep<RenewalData>(registries)::run),
                Step.undoable("authorise", payment::authorise, payment::release),
                Step.of("renew", renew::run),
                Step.of("capture", payment::capture));
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

    @Override
    public void succeeded(Tx tx, Workflow<RenewalData> workflow) {
        record(
                tx,
                workflow,
                "registration.renew_succeed",
                "{\"years\":" + workflow.data().years() + "}");
    }

    @Override
    public void failed(Tx tx, Workflow<RenewalData> workflow, WorkflowError error) {
        ledger.voidHold(tx, workflow.account(), workflow.id().value());
        store.release(tx, workflow.account(), workflow.id());
        record(tx, workflow, "registration.renew_fail", "{\"code\":\"" + error.code() + "\"}");
    }

    private void record(Tx tx, Workflow<RenewalData> workflow, String action, String details) {
        audit.record(tx, Actor.system(KIND), workflow.account(), action, workflow.subject(), details);
    }
}
