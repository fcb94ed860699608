package dev.namestead.server.registration;

import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Done;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.registry.UpdateDomain;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks a fresh registration against transfers. The purchase stands whatever comes of it, so where the registry says no, some times over,
 * it is left unlocked; where the registry says nothing, it is read until it does. Run twice it finds the lock in place.
 */
public final class LockStep {
    public static final String LOCK = "clientTransferProhibited";

    private static final Logger LOG = LoggerFactory.getLogger(LockStep.class);
    private static final int MOST_ATTEMPTS = 3;

    private final Registries registries;
    private final RegistrationStore store = new RegistrationStore();

    LockStep(Registries registries) {
        this.registries = registries;
    }

    StepResult<RegistrationData> run(StepContext<RegistrationData> context) {
        RegistrationData data = context.data();
        Registry registry = registries.find(data.registryId()).orElseThrow();
        boolean first = context.workflow().attempts() == 0;
        RegistryAnswer<Done> answer = first ? lock(context, registry) : readAndLock(context, registry);
        return switch (answer) {
            case Completed<Done> _ -> locked(context);
            // An earlier try may have come through meanwhile, which makes this one no difference: what is there tells.
            case Refused<Done> _
            when context.workflow().attempts() < MOST_ATTEMPTS ->
                StepResult.retry(RegistryAnswers.REGISTRY, "the lock was refused");
            case Refused<Done> refused -> unlocked(context, refused);
            // The lock may be there: what we would write down as unlocked would be a guess.
            case RegistryAnswer.Unknown<Done> unknown -> RegistryAnswers.again(unknown);
            case RegistryAnswer.NotSent<Done> notSent -> RegistryAnswers.again(notSent);
            case RegistryAnswer<Done> notNow
            when context.workflow().attempts() < MOST_ATTEMPTS -> RegistryAnswers.again(notNow);
            case RegistryAnswer<Done> notNow -> unlocked(context, notNow);
        };
    }

    private static RegistryAnswer<Done> lock(StepContext<RegistrationData> context, Registry registry) {
        UpdateDomain update =
                UpdateDomain.ofStatuses(Ids.clTrid(), context.data().name(), Set.of(LOCK), Set.of());
        return registry.update(update, context::mayAct);
    }

    /** Adding a status that is there is refused by some registries, so the difference is taken from what is there. */
    private static RegistryAnswer<Done> readAndLock(StepContext<RegistrationData> context, Registry registry) {
        return switch (registry.info(context.data().name())) {
            case Completed<RegistryDomain>(RegistryDomain found, String svTrid)
            when found.statuses().contains(LOCK) -> new Completed<>(Done.DONE, svTrid);
            case Completed<RegistryDomain> _ -> lock(context, registry);
            case Refused<RegistryDomain>(var reason, int code, String message) -> new Refused<>(reason, code, message);
            case RegistryAnswer.NotSent<RegistryDomain>(String cause) -> new RegistryAnswer.NotSent<>(cause);
            case RegistryAnswer<RegistryDomain> other -> new RegistryAnswer.Unknown<>(String.valueOf(other));
        };
    }

    private StepResult<RegistrationData> locked(StepContext<RegistrationData> context) {
        return StepResult.done(
                context.data(),
                tx -> store.setLocked(
                        tx, context.workflow().account(), context.data().registration(), true));
    }

    private static StepResult<RegistrationData> unlocked(
            StepContext<RegistrationData> context, RegistryAnswer<Done> answer) {
        LOG.warn("{} stays unlocked: {}", context.workflow().subject(), answer);
        return StepResult.done(context.data());
    }
}
