package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.Tx;
import dev.namestead.server.lifecycle.DeletionStore.Deletion;
import dev.namestead.server.registration.LockStep;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.registration.RegistryAnswers;
import dev.namestead.server.registry.DsRecord;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Done;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.registry.UpdateDomain;
import dev.namestead.server.registry.UpdateDomain.Part;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets again what the deletion wiped: lock, name servers, signers. The restore stands whatever comes of it, so where the registry says no,
 * some times over, it is left; where the registry says nothing, it is read until it does. Only the difference is sent, so a try whose answer
 * was lost is found done.
 */
final class SettingsStep {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsStep.class);
    private static final int MOST_ATTEMPTS = 3;

    private final Registries registries;
    private final DeletionStore deletions = new DeletionStore();
    private final RegistrationStore registrations = new RegistrationStore();

    SettingsStep(Registries registries) {
        this.registries = registries;
    }

    StepResult<RestoreData> run(StepContext<RestoreData> context) {
        RestoreData data = context.data();
        Registry registry = registries.find(data.registryId()).orElseThrow();
        return switch (registry.info(data.name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _) -> compare(context, registry, found);
            case Refused<RegistryDomain> refused -> {
                LOG.error("ALARM {} was restored and cannot be read: {}", data.name(), refused);
                yield StepResult.done(data);
            }
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private StepResult<RestoreData> compare(StepContext<RestoreData> context, Registry registry, RegistryDomain found) {
        RestoreData data = context.data();
        Deletion wiped = context.read(tx -> wiped(tx, context.workflow().account(), data));
        Part missing = missing(wiped, found);
        if (missing.isEmpty()) {
            return done(context, found);
        }
        UpdateDomain update = new UpdateDomain(Ids.clTrid(), data.name(), missing, Part.NONE);
        return switch (registry.update(update, context::mayAct)) {
            case Completed<Done> _ -> updated(context, registry, wiped, found);
            case Refused<Done> refused
            when context.workflow().attempts() >= MOST_ATTEMPTS -> left(context, found, refused.toString());
            case RegistryAnswer<Done> undecided -> RegistryAnswers.again(undecided);
        };
    }

    /** A registry that says yes may show it later, or never. */
    private StepResult<RestoreData> updated(
            StepContext<RestoreData> context, Registry registry, Deletion wiped, RegistryDomain before) {
        return switch (registry.info(before.name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _)
            when missing(wiped, found).isEmpty() -> done(context, found);
            case Completed<RegistryDomain>(RegistryDomain found, var _) ->
                context.workflow().attempts() >= MOST_ATTEMPTS
                        ? left(context, found, "its registry says that they are set and does not show them")
                        : StepResult.retry(RegistryAnswers.REGISTRY, "set, and not shown");
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private StepResult<RestoreData> left(StepContext<RestoreData> context, RegistryDomain found, String why) {
        LOG.error("ALARM {} was restored without its settings: {}", found.name(), why);
        return done(context, found);
    }

    private Deletion wiped(Tx tx, AccountId account, RestoreData data) {
        return deletions
                .present(tx, account, data.registration())
                .orElseGet(() -> Deletion.byRegistry(
                        registrations.findById(tx, account, data.registration()).orElseThrow()));
    }

    private static Part missing(Deletion before, RegistryDomain found) {
        Set<String> nameServers = new HashSet<>(before.nameServers());
        nameServers.removeAll(found.nameServers());
        Set<DsRecord> signers = new HashSet<>(before.signers());
        signers.removeAll(found.signers());
        boolean unlocked = before.locked() && !found.statuses().contains(LockStep.LOCK);
        return new Part(unlocked ? Set.of(LockStep.LOCK) : Set.of(), nameServers, signers);
    }

    private StepResult<RestoreData> done(StepContext<RestoreData> context, RegistryDomain found) {
        RestoreData data = context.data();
        return StepResult.done(
                data, tx -> registrations.observed(tx, context.workflow().account(), data.registration(), found));
    }
}
