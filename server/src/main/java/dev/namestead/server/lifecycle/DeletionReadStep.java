package dev.namestead.server.lifecycle;

import dev.namestead.server.database.Tx;
import dev.namestead.server.registration.RegistryAnswers;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;

/**
 * Reads the name before it is deleted: what will be wiped, for whoever restores it, and which grace periods run. Undoes nothing:
 * it only reads. A crash before its commit reads again, for nothing was sent by then.
 */
final class DeletionReadStep {
    private final Registries registries;
    private final BeforeDeletion before;

    DeletionReadStep(Registries registries, BeforeDeletion before) {
        this.registries = registries;
        this.before = before;
    }

    StepResult<DeletionData> run(StepContext<DeletionData> context) {
        DeletionData data = context.data();
        Registry registry = registries.find(data.registryId()).orElseThrow();
        return switch (registry.info(data.name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _) ->
                found.ours()
                        ? StepResult.done(data.with(before.of(found, context.read(Tx::businessNow))))
                        : RegistryAnswers.rejected(DeleteStep.REJECTED + "the name is not held by us.");
            // It is gone without our doing: what was asked for is so.
            case Refused<RegistryDomain>(RefusedFor reason, int _, String _)
            when reason == RefusedFor.OBJECT_DOES_NOT_EXIST -> StepResult.done(data);
            case Refused<RegistryDomain>(var _, int _, String message) ->
                RegistryAnswers.rejected(DeleteStep.REJECTED + message);
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }
}
