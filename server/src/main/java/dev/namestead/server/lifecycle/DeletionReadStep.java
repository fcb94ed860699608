package dev.namestead.server.lifecycle;

import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.lifecycle.DeletionData.Before;
import dev.namestead.server.registration.LockStep;
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
import java.time.Duration;
import java.time.Instant;

/**
 * Reads the name before it is deleted: what will be wiped, for whoever restores it, and which grace periods run. Undoes nothing:
 * it only reads. A crash before its commit reads again, for nothing was sent by then.
 */
final class DeletionReadStep {
    private static final String ADD_PERIOD = "addPeriod";

    private final Registries registries;
    private final Catalog catalog;

    DeletionReadStep(Registries registries, Catalog catalog) {
        this.registries = registries;
        this.catalog = catalog;
    }

    StepResult<DeletionData> run(StepContext<DeletionData> context) {
        DeletionData data = context.data();
        Registry registry = registries.find(data.registryId()).orElseThrow();
        return switch (registry.info(data.name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _) ->
                found.ours()
                        ? StepResult.done(data.with(before(context, found)))
                        : RegistryAnswers.rejected(DeleteStep.REJECTED + "the name is not held by us.");
            // It is gone without our doing: what was asked for is so.
            case Refused<RegistryDomain>(RefusedFor reason, int _, String _)
            when reason == RefusedFor.OBJECT_DOES_NOT_EXIST -> StepResult.done(data);
            case Refused<RegistryDomain>(var _, int _, String message) ->
                RegistryAnswers.rejected(DeleteStep.REJECTED + message);
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private Before before(StepContext<DeletionData> context, RegistryDomain found) {
        Extension extension = catalog.find(found.name()).orElseThrow();
        return Before.of(
                found,
                inAddGrace(found, extension, context.read(Tx::businessNow)),
                found.statuses().contains(LockStep.LOCK));
    }

    /** By its statuses; by its age where the registry does not show any. */
    private static boolean inAddGrace(RegistryDomain found, Extension extension, Instant now) {
        Instant createdAt = found.createdAt();
        boolean young = createdAt != null
                && now.isBefore(createdAt.plus(Duration.ofDays(extension.grace().addDays())));
        return found.rgpStatuses().isEmpty() ? young : found.rgpStatuses().contains(ADD_PERIOD);
    }
}
