package dev.namestead.server.registration;

import dev.namestead.server.billing.PaymentProvider;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import dev.namestead.server.workflow.Workflow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reserves the money before the registry is told and takes it after. The reservation is undone by giving it back; what was taken is not undone,
 * for then the registry has done its part. The payment's key is the workflow, so a crash at any instant asks for the same payment again. What is
 * refused then, or not answered for some time, is settled beside it.
 */
public final class PaymentSteps<D extends Purchase> {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentSteps.class);
    static final String PROVIDER = "payment_provider";
    private static final int MOST_ATTEMPTS = 6;

    private final Payments payments;
    private final Settlements settlements;

    public PaymentSteps(Payments payments, Settlements settlements) {
        this.payments = payments;
        this.settlements = settlements;
    }

    public StepResult<D> authorise(StepContext<D> context) {
        return switch (ask(context)) {
            case PaymentProvider.Done _ -> StepResult.done(context.data());
            case PaymentProvider.Declined(String message) -> declined(message);
            case PaymentProvider.Unknown(String cause) -> StepResult.retry(PROVIDER, cause);
        };
    }

    /** Asks again where the reservation may have grown old; the present one where not. */
    public PaymentProvider.Answer ask(StepContext<D> context) {
        Workflow<D> workflow = context.workflow();
        D data = workflow.data();
        return payments.authorise(context, workflow.account(), workflow.id().value(), data.domainName(), data.price());
    }

    public static <D> StepResult<D> declined(String message) {
        return RegistryAnswers.failed(RegistrationError.PAYMENT_DECLINED, message);
    }

    public StepResult<D> release(StepContext<D> context) {
        Workflow<D> workflow = context.workflow();
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

    public StepResult<D> capture(StepContext<D> context) {
        Workflow<D> workflow = context.workflow();
        return switch (payments.capture(
                context,
                workflow.account(),
                workflow.id().value(),
                context.data().domainName())) {
            case PaymentProvider.Done _ -> StepResult.done(context.data());
            case PaymentProvider.Declined(String message) -> {
                LOG.error("ALARM {} was bought and its payment was refused: {}", workflow.subject(), message);
                yield later(workflow);
            }
            case PaymentProvider.Unknown(String cause) ->
                workflow.attempts() < MOST_ATTEMPTS ? StepResult.retry(PROVIDER, cause) : later(workflow);
        };
    }

    private StepResult<D> later(Workflow<D> workflow) {
        return StepResult.done(
                workflow.data(),
                tx -> settlements.collect(
                        tx,
                        workflow.account(),
                        workflow.id().value(),
                        workflow.data().domainName()));
    }
}
