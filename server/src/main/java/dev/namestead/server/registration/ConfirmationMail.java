package dev.namestead.server.registration;

import dev.namestead.server.database.Tx;
import dev.namestead.server.notice.Letter;
import dev.namestead.server.notice.NoticeText;
import dev.namestead.server.notice.Notices;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;

/** The mail that asks a registrant to confirm. It is written in the transaction that keeps its link's hash, so that no mail holds a dead link. */
final class ConfirmationMail {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 24;

    private final RegistrationSettings settings;
    private final Notices notices;
    private final ConfirmationStore store = new ConfirmationStore();

    ConfirmationMail(RegistrationSettings settings, Notices notices) {
        this.settings = settings;
        this.notices = notices;
    }

    /** Asks for the first time. */
    void ask(Tx tx, Confirmation confirmation) {
        String secret = secret();
        store.insert(tx, confirmation, Confirmations.hash(secret));
        notices.write(tx, mail(confirmation, secret));
    }

    /** Asks again, with another link; the ones before stay good. */
    void again(Tx tx, Confirmation confirmation) {
        String secret = secret();
        store.addLink(tx, confirmation.workflow(), Confirmations.hash(secret));
        notices.write(tx, mail(confirmation, secret));
    }

    private static String secret() {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
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
                        day(confirmation.expiresAt())));
    }

    private static String day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
