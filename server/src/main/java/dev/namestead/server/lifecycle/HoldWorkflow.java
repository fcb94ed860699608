package dev.namestead.server.lifecycle;

import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.RequestHash;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.workflow.Step;
import dev.namestead.server.workflow.Workflow;
import dev.namestead.server.workflow.WorkflowDefinition;
import dev.namestead.server.workflow.WorkflowError;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Holds a name back from the zone, or lets it in again: brings the registry's object to what the reasons for a hold say.
 *
 * <pre>
 *   hold   sets or takes away clientHold   not undone: nothing comes after it
 * </pre>
 */
final class HoldWorkflow implements WorkflowDefinition<HoldData> {
    static final String KIND = "hold";

    private final List<Step<HoldData>> steps;
    private final AuditStore audit;

    HoldWorkflow(Registries registries, AuditStore audit) {
        this.audit = audit;
        HoldStep<HoldData> hold = new HoldStep<>(registries);
        this.steps = List.of(Step.of("hold", context -> {
            HoldData data = context.data();
            return hold.run(context, data.registration(), DomainName.of(data.domainName()), data.registryId());
        }));
    }

    /** Tells what is asked for: to let the name in where there is no reason, to hold it back otherwise. */
    static String request(Collection<String> reasons) {
        return RequestHash.of(KIND, new TreeSet<>(reasons));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<HoldData> dataType() {
        return HoldData.class;
    }

    @Override
    public List<Step<HoldData>> steps() {
        return steps;
    }

    @Override
    public void succeeded(Tx tx, Workflow<HoldData> workflow) {
        record(tx, workflow, "registration.hold_succeed");
    }

    @Override
    public void failed(Tx tx, Workflow<HoldData> workflow, WorkflowError error) {
        record(tx, workflow, "registration.hold_fail");
    }

    private void record(Tx tx, Workflow<HoldData> workflow, String action) {
        audit.record(tx, Actor.system(KIND), workflow.account(), action, workflow.subject(), "{}");
    }
}
