package dev.namestead.server.registration;

import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Later;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Pending;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryAnswer.Unknown;
import dev.namestead.server.workflow.StepResult;
import java.time.Duration;

/** What all steps make of an answer that decides nothing. */
public final class RegistryAnswers {
    public static final String REGISTRY = "registry";
    public static final String AWAITING = "Awaiting registry confirmation. This may take up to 24 hours.";

    private static final Duration DEPOSIT_PAUSE = Duration.ofSeconds(30);

    private RegistryAnswers() {}

    /** The registry has to be asked again, sooner or later. */
    public static <D> StepResult<D> again(RegistryAnswer<?> answer) {
        return switch (answer) {
            case NotSent<?>(String cause) -> StepResult.away(REGISTRY, "not sent: " + cause);
            case Unknown<?>(String cause) -> StepResult.retry(REGISTRY, "no answer: " + cause);
            case Later<?>(boolean deposit, int code, String message) ->
                deposit
                        ? new StepResult.Blocked<>(
                                REGISTRY, "The registry does not take orders at the moment.", DEPOSIT_PAUSE)
                        : StepResult.retry(REGISTRY, code + " " + message);
            case Pending<?> _ -> StepResult.retry(REGISTRY, "pending");
            case Refused<?>(var reason, int code, String message) ->
                StepResult.retry(REGISTRY, reason + " " + code + " " + message);
            case RegistryAnswer.Completed<?> _ -> StepResult.retry(REGISTRY, "an answer that does not fit");
        };
    }

    public static <D> StepResult<D> rejected(String message) {
        return failed(RegistrationError.REGISTRY_REJECTED, message);
    }

    public static <D> StepResult<D> failed(RegistrationError error, String message) {
        return StepResult.failed(error.wire(), message);
    }
}
