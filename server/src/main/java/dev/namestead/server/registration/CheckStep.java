package dev.namestead.server.registration;

import static dev.namestead.server.registration.RegistryAnswers.failed;

import dev.namestead.server.billing.Money;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import java.time.Duration;
import java.util.List;

/**
 * Asks the registry whether the name is free and what it costs there. Undoes nothing: it only reads. A crash after the answer asks again.
 */
final class CheckStep {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Registries registries;

    CheckStep(Registries registries) {
        this.registries = registries;
    }

    StepResult<RegistrationData> run(StepContext<RegistrationData> context) {
        RegistrationData data = context.data();
        Registry registry = registries.find(data.registryId()).orElseThrow();
        return switch (registry.check(List.of(data.name()), DEADLINE)) {
            case Completed<List<Availability>>(List<Availability> rows, var _) ->
                rows.isEmpty()
                        ? StepResult.retry(RegistryAnswers.REGISTRY, "no word on the name")
                        : judge(data, rows.getFirst());
            case Refused<List<Availability>>(var _, int _, String message) -> RegistryAnswers.rejected(message);
            case RegistryAnswer<List<Availability>> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private static StepResult<RegistrationData> judge(RegistrationData data, Availability told) {
        if (told.premium()) {
            return failed(
                    RegistrationError.DOMAIN_PREMIUM,
                    data.domainName() + " is a premium name, which is not sold here.");
        }
        if (!told.available()) {
            return failed(RegistrationError.DOMAIN_UNAVAILABLE, data.domainName() + " is not available.");
        }
        Money first = told.createFee();
        if (first == null) {
            return StepResult.done(data);
        }
        Money further = told.renewFee() == null ? first : told.renewFee();
        Money whole = first.plus(further.times(data.years() - 1));
        return whole.compareTo(data.cost()) > 0
                ? failed(
                        RegistrationError.PRICE_CHANGED,
                        "The registry's price of " + data.domainName() + " has risen. Nothing was bought.")
                : StepResult.done(data.withCost(whole));
    }
}
