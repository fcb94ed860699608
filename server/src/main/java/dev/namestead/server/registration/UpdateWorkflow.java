package dev.namestead.server.registration;

import dev.namestead.api.WorkflowState;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.Tx;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Done;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.registry.UpdateDomain;
import dev.namestead.server.workflow.Step;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import dev.namestead.server.workflow.Workflow;
import dev.namestead.server.workflow.WorkflowDefinition;
import dev.namestead.server.workflow.WorkflowError;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The edit of a registration.
 *
 * <pre>
 *   registry    brings the object's statuses to what is wanted   not undone: nothing after it can fail
 *   record      writes the change                                -
 * </pre>
 *
 * The registry is read before each try and only the difference is sent, so a try whose answer was lost is found done.
 */
public final class UpdateWorkflow implements WorkflowDefinition<UpdateData> {
    public static final String KIND = "update";

    private final Registries registries;
    private final AuditStore audit;
    private final RegistrationStore store = new RegistrationStore();
    private final List<Step<UpdateData>> steps =
            List.of(Step.of("registry", this::tellRegistry), Step.of("record", this::write));

    public UpdateWorkflow(Registries registries, AuditStore audit) {
        this.registries = registries;
        this.audit = audit;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<UpdateData> dataType() {
        return UpdateData.class;
    }

    @Override
    public List<Step<UpdateData>> steps() {
        return steps;
    }

    @Override
    public Map<String, Object> context(UpdateData data, WorkflowState state) {
        RegistrationChange change = data.change();
        return !state.completed() && change.concernsRegistry()
                ? Map.of("fields_updated", change.fields(), "pending_registry_confirmation", true)
                : Map.of("fields_updated", change.fields());
    }

    private StepResult<UpdateData> tellRegistry(StepContext<UpdateData> context) {
        UpdateData data = context.data();
        Boolean locked = data.change().locked();
        if (locked == null) {
            return StepResult.done(data);
        }
        Registry registry = registries.find(data.registryId()).orElseThrow();
        return switch (registry.info(data.name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _) ->
                found.statuses().contains(LockStep.LOCK) == locked
                        ? StepResult.done(data)
                        : send(context, registry, locked);
            case Refused<RegistryDomain>(var _, int _, String message) -> rejected(message);
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private static StepResult<UpdateData> send(StepContext<UpdateData> context, Registry registry, boolean locked) {
        Set<String> lock = Set.of(LockStep.LOCK);
        UpdateDomain update = UpdateDomain.ofStatuses(
                Ids.clTrid(), context.data().name(), locked ? lock : Set.of(), locked ? Set.of() : lock);
        return switch (registry.update(update, context::mayAct)) {
            case Completed<Done> _ -> StepResult.done(context.data());
            case RegistryAnswer.Pending<Done> _ ->
                new StepResult.Blocked<>(
                        RegistryAnswers.REGISTRY, RegistryAnswers.AWAITING, java.time.Duration.ofMinutes(5));
            case Refused<Done>(var _, int _, String message) -> refused(context, registry, locked, message);
            case RegistryAnswer<Done> undecided -> RegistryAnswers.again(undecided);
        };
    }

    /** An earlier try may have come through meanwhile, which made this one no difference: what is there tells. */
    private static StepResult<UpdateData> refused(
            StepContext<UpdateData> context, Registry registry, boolean locked, String message) {
        return switch (registry.info(context.data().name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _) ->
                found.statuses().contains(LockStep.LOCK) == locked
                        ? StepResult.done(context.data())
                        : rejected(message);
            case Refused<RegistryDomain> _ -> rejected(message);
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private static StepResult<UpdateData> rejected(String message) {
        return RegistryAnswers.rejected("Registry rejected the update request: " + message);
    }

    private StepResult<UpdateData> write(StepContext<UpdateData> context) {
        UpdateData data = context.data();
        return StepResult.done(
                data, tx -> store.change(tx, context.workflow().account(), data.registration(), data.change()));
    }

    @Override
    public void failed(Tx tx, Workflow<UpdateData> workflow, WorkflowError error) {
        audit.record(
                tx,
                Actor.system(KIND),
                workflow.account(),
                "registration.update_fail",
                workflow.subject(),
                "{\"code\":\"" + error.code() + "\"}");
    }
}
