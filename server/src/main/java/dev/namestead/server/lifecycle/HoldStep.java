package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.registration.RegistryAnswers;
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
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings {@code clientHold} to what the reasons for it say at this moment. Whoever uses it goes on whatever comes of it, so where the registry
 * says no, some times over, an operator is told. Only the difference is sent: a try whose answer was lost is found done.
 *
 * @param <D> of the workflow
 */
final class HoldStep<D> {
    static final String HOLD = "clientHold";

    private static final Logger LOG = LoggerFactory.getLogger(HoldStep.class);
    private static final int MOST_ATTEMPTS = 3;

    private final Registries registries;
    private final LifeStore store = new LifeStore();
    private final RegistrationStore registrations = new RegistrationStore();

    HoldStep(Registries registries) {
        this.registries = registries;
    }

    StepResult<D> run(StepContext<D> context, UUID registration, DomainName name, String registryId) {
        Registry registry = registries.find(registryId).orElseThrow();
        return switch (registry.info(name)) {
            case Completed<RegistryDomain>(RegistryDomain found, var _)
            when found.ours() && !found.deleted() -> compare(context, registration, registry, found);
            // There is nothing to hold back any more.
            case Completed<RegistryDomain> _, Refused<RegistryDomain> _ -> StepResult.done(context.data());
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private StepResult<D> compare(StepContext<D> context, UUID registration, Registry registry, RegistryDomain found) {
        AccountId account = context.workflow().account();
        boolean wanted =
                context.read(tx -> !store.row(tx, account, registration).holds().isEmpty());
        if (found.statuses().contains(HOLD) == wanted) {
            return done(context, registration, found);
        }
        Set<String> hold = Set.of(HOLD);
        UpdateDomain update =
                UpdateDomain.ofStatuses(Ids.clTrid(), found.name(), wanted ? hold : Set.of(), wanted ? Set.of() : hold);
        return switch (registry.update(update, context::mayAct)) {
            case Completed<Done> _ -> updated(context, registration, registry, found, wanted);
            case Refused<Done> refused
            when context.workflow().attempts() >= MOST_ATTEMPTS ->
                left(context, registration, found, wanted, refused.toString());
            case RegistryAnswer<Done> undecided -> RegistryAnswers.again(undecided);
        };
    }

    /** A registry that says yes may show it later, or never. */
    private StepResult<D> updated(
            StepContext<D> context, UUID registration, Registry registry, RegistryDomain before, boolean wanted) {
        return switch (registry.info(before.name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _)
            when found.statuses().contains(HOLD) == wanted -> done(context, registration, found);
            case Completed<RegistryDomain> _, Refused<RegistryDomain> _ ->
                context.workflow().attempts() >= MOST_ATTEMPTS
                        ? left(context, registration, before, wanted, "its registry says so and does not show it")
                        : StepResult.retry(RegistryAnswers.REGISTRY, "done, and not shown");
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private StepResult<D> left(
            StepContext<D> context, UUID registration, RegistryDomain found, boolean wanted, String why) {
        LOG.error("ALARM {} is not {}: {}", found.name(), wanted ? "held" : "released", why);
        return done(context, registration, found);
    }

    private StepResult<D> done(StepContext<D> context, UUID registration, RegistryDomain found) {
        return StepResult.done(
                context.data(),
                tx -> registrations.observed(tx, context.workflow().account(), registration, found));
    }
}
