package dev.namestead.server.verification;

import dev.namestead.api.AccountId;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.notice.Letter;
import dev.namestead.server.notice.NoticeText;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.registration.HolderData;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.registration.RequestHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks holders to confirm their data by a link in a mail (RAA 2013, WHOIS Accuracy Program Specification). Looking at the link changes nothing,
 * for mail scanners follow links; the button does. When to ask, to remind and to suspend is decided elsewhere.
 */
public final class Verifications implements HolderData {
    private static final int SECRET_BYTES = 32;
    private static final int MOST_LINKS_A_DAY = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final AuditStore audit;
    private final Notices notices;
    private final Supplier<String> publicUrl;
    private final Runnable changed;
    private final VerificationStore store = new VerificationStore();
    private final RegistrationStore registrations = new RegistrationStore();

    /**
     * @param publicUrl where links in mails point to, without a slash at its end
     * @param changed told after a holder has confirmed, or has other data
     */
    public Verifications(
            Database database, AuditStore audit, Notices notices, Supplier<String> publicUrl, Runnable changed) {
        this.database = database;
        this.audit = audit;
        this.notices = notices;
        this.publicUrl = publicUrl;
        this.changed = changed;
    }

    /**
     * What a question is about.
     *
     * @param by from that day on (UTC) the name is suspended
     */
    public record About(DomainName name, Contact holder, LocalDate by) {}

    /** What is known of these data; empty where nobody was asked. */
    public Optional<Verification> find(Tx tx, AccountId account, Contact holder) {
        return store.find(tx, account, hash(holder));
    }

    @Override
    public boolean verified(Tx tx, AccountId account, Contact holder) {
        return find(tx, account, holder).filter(Verification::verified).isPresent();
    }

    @Override
    public void recordVerified(Tx tx, AccountId account, Contact holder) {
        if (store.verify(tx, begin(tx, account, holder))) {
            answered(tx, account);
        }
    }

    /** What is known of these data; from now on to be confirmed where nobody was asked. */
    public Verification begin(Tx tx, AccountId account, Contact holder) {
        store.insert(tx, account, hash(holder), holder.email());
        return find(tx, account, holder).orElseThrow();
    }

    /** Asks for the first time about a name, once for the rule's mark. */
    public void ask(Tx tx, Verification verification, About about, Notices.Rule rule) {
        notices.write(tx, mail(tx, verification, about, "registrant_verification"), rule);
    }

    /** Asks again, once for the rule's mark. */
    public void remind(Tx tx, Verification verification, About about, Notices.Rule rule) {
        notices.write(tx, mail(tx, verification, about, "registrant_verification_reminder"), rule);
    }

    /**
     * Asks again because somebody wishes so.
     *
     * @throws RefusedException too often
     */
    public void resend(Tx tx, Verification verification, About about) {
        if (store.linksOfToday(tx, verification) >= MOST_LINKS_A_DAY) {
            throw new RefusedException(
                    Refusal.INVALID, "The question was sent %d times today already".formatted(MOST_LINKS_A_DAY));
        }
        notices.write(tx, mail(tx, verification, about, "registrant_verification"));
    }

    /** A name's holder has other data now: where no other name rests on the ones before, nobody is to confirm them any more. */
    public void replaced(Tx tx, AccountId account, Contact before) {
        if (!registrations.anyOf(tx, account, before)) {
            find(tx, account, before).filter(asked -> !asked.verified()).ifPresent(asked -> store.delete(tx, asked));
        }
        tx.afterCommit(changed);
    }

    /** What a mailed link leads to; empty where there is no such link. */
    public Optional<Verification> look(String secret) {
        return database.read(tx -> store.findBySecret(tx, digest(secret)));
    }

    /** Records the holder's word; names that were held back for want of it are let in again. */
    public Optional<Verification> confirm(String secret, String requestId) {
        return database.inTransaction(tx -> {
            byte[] link = digest(secret);
            Optional<Verification> found = store.findBySecret(tx, link);
            if (found.isEmpty() || !store.verify(tx, found.get())) {
                return found;
            }
            Verification asked = found.get();
            Actor holder = new Actor("registrant", asked.id().toString(), requestId);
            audit.record(
                    tx, holder, asked.account(), "registrant.verify", asked.id().toString(), "{}");
            answered(tx, asked.account());
            return store.findBySecret(tx, link);
        });
    }

    private void answered(Tx tx, AccountId account) {
        registrations.lookAtHeldBack(tx, account);
        tx.afterCommit(changed);
    }

    private Letter mail(Tx tx, Verification verification, About about, String kind) {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        store.addLink(tx, verification, digest(secret));
        return new Letter(
                verification.account(),
                kind,
                about.name().ascii(),
                verification.email(),
                NoticeText.REGISTRANT_VERIFICATION,
                Map.of(
                        "link",
                        publicUrl.get() + "/verifications/" + secret,
                        "until",
                        about.by().toString()),
                about.holder());
    }

    private static String hash(Contact holder) {
        return RequestHash.of(holder);
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
