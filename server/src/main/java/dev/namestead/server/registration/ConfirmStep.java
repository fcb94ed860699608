package dev.namestead.server.registration;

import dev.namestead.server.database.Tx;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import dev.namestead.server.workflow.Workflow;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Waits for the registrant's word by e-mail where policy asks for it, once for each set of data. Undoes nothing: nothing was bought. A crash
 * before the commit asks anew, and nobody has got the mail by then.
 */
final class ConfirmStep {
    private final RegistrationSettings settings;
    private final ConfirmationMail mail;
    private final Supplier<? extends HolderData> holders;
    private final ConfirmationStore store = new ConfirmationStore();

    ConfirmStep(RegistrationSettings settings, ConfirmationMail mail, Supplier<? extends HolderData> holders) {
        this.settings = settings;
        this.mail = mail;
        this.holders = holders;
    }

    StepResult<RegistrationData> run(StepContext<RegistrationData> context) {
        RegistrationData data = context.data();
        if (!settings.confirmationFor(data.name().label())) {
            return StepResult.done(data);
        }
        Workflow<RegistrationData> workflow = context.workflow();
        if (settings.confirmedOnce()
                && context.read(tx -> holders.get().verified(tx, workflow.account(), data.registrant()))) {
            // Whoever was asked for this name too has answered with his word for another one.
            return StepResult.done(data, tx -> store.confirm(tx, workflow.id()));
        }
        Instant now = context.read(tx -> tx.businessNow());
        Optional<Confirmation> present = context.read(tx -> store.find(tx, workflow.id()));
        if (present.isEmpty()) {
            return ask(workflow, now);
        }
        Confirmation confirmation = present.get();
        if (confirmation.confirmedAt() != null) {
            return StepResult.done(data);
        }
        return confirmation.expired(now)
                ? RegistryAnswers.failed(
                        RegistrationError.CONFIRMATION_EXPIRED, "The registrant did not confirm in time.")
                : required(confirmation, tx -> {});
    }

    private StepResult<RegistrationData> ask(Workflow<RegistrationData> workflow, Instant now) {
        RegistrationData data = workflow.data();
        Confirmation confirmation = new Confirmation(
                workflow.id(),
                workflow.account(),
                data.domainName(),
                data.registrant().email(),
                now.plus(settings.confirmationExpiry()),
                null);
        return required(confirmation, tx -> mail.ask(tx, confirmation));
    }

    private static StepResult<RegistrationData> required(Confirmation confirmation, Consumer<Tx> effect) {
        Map<String, Object> context = Map.of(
                "action", "registrant_email_confirmation_pending", "confirmation_sent_to", confirmation.maskedEmail());
        return new StepResult.ActionRequired<>(context, confirmation.expiresAt(), effect);
    }
}
