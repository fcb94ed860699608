package dev.namestead.server.registration;

import dev.namestead.server.billing.PaymentProvider;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import dev.namestead.server.workflow.Workflow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reserves the money before the create and takes it after. The reservation is undone by giving it back; what was taken is not undone,
 * for then the name is registered. The payment's key is the workflow, so a crash at any instant asks for the same payment again.
 */
final class PaymentSteps {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentSteps.class);
    private static final String PROVIDER = "payment_provider";

    private final Payments payments;

    PaymentSteps(Payments payments) {
        this.payments = payments;
    }

    StepResult<RegistrationData> authorise(StepContext<RegistrationData> context) {
        return switch (ask(context)) {
            case PaymentProvider.Done _ -> StepResult.done(context.data());
            case PaymentProvider.Declined(String message) -> declined(message);
            case PaymentProvider.Unknown(String cause) -> StepResult.retry(PROVIDER, cause);
        };
    }

    /** Asks again where the reservation may have grown old; the present one where not. */
    PaymentProvider.Answer ask(StepContext<RegistrationData> context) {
        Workflow<RegistrationData> workflow = context.workflow();
        RegistrationData data = workflow.data();
        return payments.authorise(context, workflow.account(), workflow.id().value(), data.domainName(), data.price());
    }

    static StepResult<RegistrationData> declined(String message) {
        return RegistryAnswers.failed(RegistrationError.PAYMENT_DECLINED, message);
    }

    StepResult<RegistrationData> release(StepContext<RegistrationData> context) {
        Workflow<RegistrationData> workflow = context.workflow();
        return switch (payments.release(
                context, workflow.account(), workflow.id().value())) {
            case PaymentProvider.Done _ -> StepResult.done(context.data());
            case PaymentProvider.Declined(String message) -> {
                LOG.error("ALARM a reservation of {} cannot be given back: {}", workflow.subject(), message);
                yield StepResult.done(context.data());
            }
            case PaymentProvider.Unknown(String cause) -> StepResult.retry(PROVIDER, cause);
        };
    }

    StepResult<RegistrationData> capture(StepContext<RegistrationData> context) {
        Workflow<RegistrationData> workflow = context.workflow();
        return switch (payments.capture(
                context,
                workflow.account(),
                workflow.id().value(),
                context.data().domainName())) {
            case PaymentProvider.Done _ -> StepResult.done(context.data());
            case PaymentProvider.Declined(String message) -> {
                LOG.error("ALARM {} is registered and its payment was refused: {}", workflow.subject(), message);
                yield StepResult.done(context.data());
            }
            case PaymentProvider.Unknown(String cause) -> StepResult.retry(PROVIDER, cause);
        };
    }
}
