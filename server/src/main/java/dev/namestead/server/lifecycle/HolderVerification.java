package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.Confirmation;
import dev.namestead.server.registration.Confirmations;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.RegistrationSettings;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.verification.Verification;
import dev.namestead.server.verification.Verifications;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a name's holder is with confirming his data, and the question once more where it was lost. */
public final class HolderVerification {
    private final Database database;
    private final Verifications verifications;
    private final Confirmations confirmations;
    private final RegistrationSettings registering;
    private final LifecycleSettings.Verification rules;
    private final AuditStore audit;
    private final LifeStore store = new LifeStore();
    private final RegistrationStore registrations = new RegistrationStore();

    HolderVerification(
            Database database,
            Verifications verifications,
            Confirmations confirmations,
            RegistrationSettings registering,
            LifecycleSettings.Verification rules,
            AuditStore audit) {
        this.database = database;
        this.verifications = verifications;
        this.confirmations = confirmations;
        this.registering = registering;
        this.rules = rules;
        this.audit = audit;
    }

    /**
     * What is shown of it.
     *
     * @param sentTo masked; null where nobody was asked
     * @param confirmBy then the name is suspended; null where nothing is left to confirm
     */
    public record View(
            State state,
            @Nullable String sentTo,
            @Nullable Instant confirmBy,
            @Nullable Instant verifiedAt) {}

    /** The wire text is its name in lower case. */
    public enum State {
        NOT_REQUIRED,
        PENDING,
        SUSPENDED,
        VERIFIED
    }

    /** @throws RefusedException there is no such registration */
    public View look(AccountId account, DomainName name) {
        return database.read(tx -> confirmations
                .awaited(tx, account, name)
                .map(HolderVerification::view)
                .orElseGet(() -> view(tx, find(tx, account, name))));
    }

    /**
     * Sends the question again.
     *
     * @throws RefusedException there is nothing to confirm, or it was sent too often
     */
    public View resend(Actor actor, AccountId account, DomainName name) {
        return database.inTransaction(tx -> {
            Optional<Confirmation> awaited = confirmations.awaited(tx, account, name);
            if (awaited.isPresent()) {
                confirmations.resend(tx, awaited.get());
                audit.record(tx, actor, account, "registrant.ask_again", name.ascii(), "{}");
                return view(awaited.get());
            }
            Registration registration = find(tx, account, name);
            Verification asked = asked(tx, registration)
                    .filter(one -> !one.verified())
                    .orElseThrow(
                            () -> new RefusedException(Refusal.INVALID, "There is nothing to confirm for " + name));
            Verifications.About about = new Verifications.About(
                    name, registration.registrant(), RenewalPlan.date(by(tx, registration, asked)));
            verifications.resend(tx, asked, about);
            audit.record(tx, actor, account, "registrant.ask_again", name.ascii(), "{}");
            return view(tx, registration);
        });
    }

    private Registration find(Tx tx, AccountId account, DomainName name) {
        return registrations
                .findLocked(tx, account, name)
                .filter(Registration::registered)
                .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND, "Domain not found"));
    }

    private Optional<Verification> asked(Tx tx, Registration registration) {
        return registering.verificationFor(registration.name().label())
                ? verifications.find(tx, registration.account(), registration.registrant())
                : Optional.empty();
    }

    /** From the question about this name on, be it that it is asked within a moment. */
    private Instant by(Tx tx, Registration registration, Verification asked) {
        Instant since = store.told(tx, registration.id())
                .getOrDefault(LifeFacts.mark(LifeFacts.ASKED, asked), tx.businessNow());
        return since.plus(rules.within());
    }

    /** Of a registration that waits for its registrant before anything is bought. */
    private static View view(Confirmation awaited) {
        return new View(State.PENDING, awaited.maskedEmail(), awaited.expiresAt(), null);
    }

    private View confirmedBefore(Tx tx, Registration registration) {
        Optional<Verification> confirmed =
                registering.confirmationFor(registration.name().label())
                        ? verifications
                                .find(tx, registration.account(), registration.registrant())
                                .filter(Verification::verified)
                        : Optional.empty();
        return confirmed
                .map(known -> new View(State.VERIFIED, known.maskedEmail(), null, known.verifiedAt()))
                .orElseGet(() -> new View(State.NOT_REQUIRED, null, null, null));
    }

    private View view(Tx tx, Registration registration) {
        if (!registering.verificationFor(registration.name().label())) {
            return confirmedBefore(tx, registration);
        }
        Optional<Verification> asked = asked(tx, registration);
        boolean suspended = store.row(tx, registration.account(), registration.id())
                .holds()
                .contains(HoldReason.VERIFICATION.wire());
        if (asked.isEmpty()) {
            return new View(suspended ? State.SUSPENDED : State.PENDING, null, null, null);
        }
        Verification verification = asked.get();
        if (verification.verified()) {
            return new View(State.VERIFIED, verification.maskedEmail(), null, verification.verifiedAt());
        }
        return new View(
                suspended ? State.SUSPENDED : State.PENDING,
                verification.maskedEmail(),
                by(tx, registration, verification),
                null);
    }
}
