package dev.namestead.server.lifecycle;

import dev.namestead.server.billing.Money;
import dev.namestead.server.registration.RegistrationError;
import dev.namestead.server.registration.RegistryAnswers;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import java.time.Duration;
import java.util.Optional;

/** Asks what the registry takes for the restore; dearer than the catalog expects it is not done. Undoes nothing: it only reads. */
final class RestorePriceStep {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Registries registries;

    RestorePriceStep(Registries registries) {
        this.registries = registries;
    }

    StepResult<RestoreData> run(StepContext<RestoreData> context) {
        RestoreData data = context.data();
        Registry registry = registries.find(data.registryId()).orElseThrow();
        return switch (registry.restoreFee(data.name(), DEADLINE)) {
            case Completed<Optional<Money>>(Optional<Money> told, var _) -> judge(data, told);
            // It does not price names that are taken: the catalog's figure stands.
            case Refused<Optional<Money>> _ -> StepResult.done(data);
            case RegistryAnswer<Optional<Money>> undecided -> RegistryAnswers.again(undecided);
        };
    }

    /** Some registries add the year to a restore of an expired name by themselves, and its price to the restore's. */
    private static StepResult<RestoreData> judge(RestoreData data, Optional<Money> told) {
        if (told.isEmpty()) {
            return StepResult.done(data);
        }
        Money year = data.yearlyCost().times(data.years());
        boolean dearer = told.get().compareTo(data.restoreCost()) > 0;
        if (dearer && told.get().compareTo(data.restoreCost().plus(year)) > 0) {
            return priceChanged(data);
        }
        return StepResult.done(
                data.withRestoreFee(told.get(), dearer ? told.get().minus(year) : told.get()));
    }

    static StepResult<RestoreData> priceChanged(RestoreData data) {
        return RegistryAnswers.failed(
                RegistrationError.PRICE_CHANGED,
                "The registry's price of a restore of " + data.domainName() + " has risen. Nothing was bought.");
    }
}
