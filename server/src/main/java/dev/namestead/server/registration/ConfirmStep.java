package dev.namestead.server.registration;

import dev.namestead.server.notice.Letter;
import dev.namestead.server.notice.NoticeText;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import dev.namestead.server.workflow.Workflow;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Waits for the registrant's word by e-mail where policy asks for it. Undoes nothing: nothing was bought. A crash before the commit makes
 * a new secret, and the mail is written in the same transaction as its hash, so that no mail holds a dead link.
 */
final class ConfirmStep {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 24;

    private final RegistrationSettings settings;
    private final Notices notices;
    private final ConfirmationStore store = new ConfirmationStore();

    ConfirmStep(RegistrationSettings settings, Notices notices) {
        this.settings = settings;
        this.notices = notices;
    }

    StepResult<RegistrationData> run(StepContext<RegistrationData> context) {
        RegistrationData data = context.data();
        if (!settings.confirmationFor(data.name().label())) {
            return StepResult.done(data);
        }
        Workflow<RegistrationData> workflow = context.workflow();
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
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        RegistrationData data = workflow.data();
        Confirmation confirmation = new Confirmation(
                workflow.id(),
                workflow.account(),
                data.domainName(),
                data.registrant().email(),
                now.plus(settings.confirmationExpiry()),
                null);
        return required(confirmation, tx -> {
            store.insert(tx, confirmation, Confirmations.hash(secret));
            notices.write(tx, mail(confirmation, secret));
        });
    }

    private static StepResult<RegistrationData> required(
            Confirmation confirmation, java.util.function.Consumer<dev.namestead.server.database.Tx> effect) {
        Map<String, Object> context = Map.of(
                "action", "registrant_email_confirmation_pending", "confirmation_sent_to", confirmation.maskedEmail());
        return new StepResult.ActionRequired<>(context, confirmation.expiresAt(), effect);
    }

    private Letter mail(Confirmation confirmation, String secret) {
        return new Letter(
                confirmation.account(),
                "registrant_confirmation",
                confirmation.domainName(),
                confirmation.email(),
                NoticeText.REGISTRANT_CONFIRMATION,
                Map.of(
                        "link",
                        settings.publicUrl().get() + "/confirmations/" + secret,
                        "until",
                        String.valueOf(confirmation.expiresAt())));
    }
}
