package dev.namestead.epp.client;

import dev.namestead.epp.client.NoSessionException.Reason;
import dev.namestead.epp.client.PasswordVault.Passwords;
import dev.namestead.epp.transport.Deadline;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions and, where the vault has a next password, changes to it in two phases: it is offered with a login, and
 * the old one is given up only when a login with the new one has succeeded. A crash or a lost answer in between leaves
 * both in the vault; then each is tried in turn. After a refusal the caller must let 30 s pass, or the account is locked.
 */
public final class PasswordRotation {

    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final EppClient client;
    private final BiFunction<String, @Nullable String, EppCredentials> credentials;
    private final PasswordVault vault;

    /**
     * With a vault of the caller's.
     *
     * @param credentials made of the password and, if it is to be changed, the new one; asked once for each login
     */
    public PasswordRotation(
            EppClient client, BiFunction<String, @Nullable String, EppCredentials> credentials, PasswordVault vault) {
        this.client = client;
        this.credentials = credentials;
        this.vault = vault;
    }

    /** A session, whatever password it takes: at most two logins, the second only after a success of the first. */
    public EppSession open(Duration total) throws NoSessionException {
        return open(total, () -> true);
    }

    /**
     * The same, for who may lose the right to a session while it lives.
     *
     * @param standing whether the session may be used still: asked right before each write, those of the logins included
     */
    public EppSession open(Duration total, BooleanSupplier standing) throws NoSessionException {
        Passwords passwords = vault.read();
        return passwords.next() == null
                ? client.open(credentials.apply(passwords.current(), null), total, standing)
                : change(Deadline.after(total), standing);
    }

    /** One at a time: a second offer of the same password would be refused by who has taken the first. */
    private synchronized EppSession change(Deadline deadline, BooleanSupplier standing) throws NoSessionException {
        Passwords passwords = vault.read();
        String next = passwords.next();
        if (next == null) {
            return client.open(credentials.apply(passwords.current(), null), deadline.remaining(), standing);
        }
        if (!passwords.offered()) {
            offer(passwords.current(), next, deadline, standing);
        }
        return confirm(passwords.current(), next, deadline, standing);
    }

    private void offer(String current, String next, Deadline deadline, BooleanSupplier standing)
            throws NoSessionException {
        vault.write(new Passwords(current, next, true));
        try {
            // Some registries end a session in which a password was changed: it is not used for anything else.
            client.leave(client.open(credentials.apply(current, next), deadline.remaining(), standing), GOODBYE);
        } catch (NoSessionException e) {
            switch (outcome(e)) {
                case DISLIKED -> vault.write(Passwords.of(current));
                case NOT_TAKEN -> vault.write(new Passwords(current, next, false));
                case IN_DOUBT -> {
                    // Either may be right from now on.
                }
            }
            throw e;
        }
    }

    /** What a failed offer says of the new password. */
    private enum Outcome {
        /** It is what the registry does not accept. */
        DISLIKED,
        /** Nothing was changed, for a reason that will pass. */
        NOT_TAKEN,
        IN_DOUBT
    }

    private static Outcome outcome(NoSessionException failure) {
        return switch (failure.reason()) {
            case PASSWORD_TOO_LONG -> Outcome.DISLIKED;
            case UNREACHABLE, TLS, CLOSED_BEFORE_GREETING, SESSION_LIMIT -> Outcome.NOT_TAKEN;
            // The old one is refused, perhaps because the new one was taken by somebody else's offer.
            case AUTHENTICATION, TIMEOUT, PROTOCOL -> Outcome.IN_DOUBT;
            case REFUSED -> refused(failure.refusal().orElseThrow().code());
        };
    }

    /** 2000 to 2399: something in the command is wrong, and only the new password is new. */
    private static Outcome refused(int code) {
        if (code >= 2500) {
            return Outcome.IN_DOUBT;
        }
        return code < 2400 ? Outcome.DISLIKED : Outcome.NOT_TAKEN;
    }

    private EppSession confirm(String current, String next, Deadline deadline, BooleanSupplier standing)
            throws NoSessionException {
        try {
            EppSession session = client.open(credentials.apply(next, null), deadline.remaining(), standing);
            written(session, Passwords.of(next));
            return session;
        } catch (NoSessionException e) {
            if (e.reason() == Reason.AUTHENTICATION) {
                // It was not taken after all: the next try offers it anew.
                vault.write(new Passwords(current, next, false));
            }
            throw e;
        }
    }

    private void written(EppSession session, Passwords passwords) {
        try {
            vault.write(passwords);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }
}
