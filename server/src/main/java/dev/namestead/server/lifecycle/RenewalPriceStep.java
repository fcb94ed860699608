package dev.namestead.server.lifecycle;

import static dev.namestead.server.registration.RegistryAnswers.REGISTRY;

import dev.namestead.server.billing.Money;
import dev.namestead.server.registration.RegistryAnswers;
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
import java.util.Optional;

/**
 * Reads the name and its price at the registry and pins what a renewal is: from which date, by how many years, to which date. Undoes
 * nothing: it only reads. A crash before its commit reads again, for nothing was sent by then.
 */
final class RenewalPriceStep<D extends Renewing<D>> {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Registries registries;
    private final RenewalStore store = new RenewalStore();

    RenewalPriceStep(Registries registries) {
        this.registries = registries;
    }

    StepResult<D> run(StepContext<D> context) {
        D data = context.data();
        Registry registry = registries.find(data.registryId()).orElseThrow();
        return switch (registry.info(data.name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _) -> price(context, registry, found);
            case Refused<RegistryDomain>(var _, int _, String message) -> rejected(message);
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private StepResult<D> price(StepContext<D> context, Registry registry, RegistryDomain found) {
        D data = context.data();
        Instant expiresAt = found.expiresAt();
        if (!found.ours()) {
            return rejected("the name is not held by us.");
        }
        if (expiresAt == null) {
            return StepResult.retry(REGISTRY, "info without a date of expiry");
        }
        RenewalPlan plan = RenewalPlan.of(data.paidUntil(), expiresAt, data.years());
        if (plan.years() == 0) {
            return pinned(context, data.planned(plan, null), plan);
        }
        return switch (registry.renewFee(data.name(), plan.years(), DEADLINE)) {
            case Completed<Optional<Money>>(Optional<Money> told, var _) -> judge(context, plan, told);
            // It does not price names that are taken: the catalog's figure stands.
            case Refused<Optional<Money>> _ -> judge(context, plan, Optional.empty());
            case RegistryAnswer<Optional<Money>> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private StepResult<D> judge(StepContext<D> context, RenewalPlan plan, Optional<Money> told) {
        D data = context.data();
        Money expected = data.yearlyCost().times(plan.years());
        return told.isPresent() && told.get().compareTo(expected) > 0
                ? RenewStep.priceChanged(data)
                : pinned(context, data.planned(plan, told.orElse(null)), plan);
    }

    private StepResult<D> pinned(StepContext<D> context, D data, RenewalPlan plan) {
        return StepResult.done(
                data,
                tx -> store.pin(
                        tx, context.workflow().account(), context.workflow().id(), plan));
    }

    private StepResult<D> rejected(String message) {
        return RegistryAnswers.rejected("Registry rejected the renewal request: " + message);
    }
}
