package dev.namestead.epp.client;

import dev.namestead.epp.client.NoSessionException.Reason;
import dev.namestead.epp.client.PasswordVault.Passwords;
import dev.namestead.epp.transport.Deadline;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions and, where the vault has a next password, changes to it in two phases: it is offered with a login, and
 * the old one is given up only when a login with the new one has succeeded. A crash or a lost answer in between leaves
 * both in the vault; then each is tried in turn. After a refusal the caller must let 30 s pass, or the account is locked.
 */
public final class PasswordRotation {

    private final EppClient client;
    private final BiFunction<String, @Nullable String, EppCredentials> credentials;
    private final PasswordVault vault;
    private boolean nextWasRefused;

    /** @param credentials made of the password and, if it is to be changed, the new one */
    public PasswordRotation(
            EppClient client, BiFunction<String, @Nullable String, EppCredentials> credentials, PasswordVault vault) {
        this.client = client;
        this.credentials = credentials;
        this.vault = vault;
    }

    /** A session, whatever password it takes: at most two logins, the second only after a success of the first. */
    public synchronized EppSession open(Duration total) throws NoSessionException {
        Deadline deadline = Deadline.after(total);
        Passwords passwords = vault.read();
        String next = passwords.next();
        if (next == null) {
            return client.open(credentials.apply(passwords.current(), null), total);
        }
        if (passwords.offered() && !nextWasRefused) {
            return confirm(next, deadline);
        }
        offer(passwords.current(), next, deadline);
        return confirm(next, deadline);
    }

    private void offer(String current, String next, Deadline deadline) throws NoSessionException {
        vault.write(new Passwords(current, next, true));
        try {
            // Some registries end a session in which a password was changed: it is not used for anything else.
            client.open(credentials.apply(current, next), deadline.remaining()).close();
            nextWasRefused = false;
        } catch (NoSessionException e) {
            nextWasRefused = false;
            if (e.reason() == Reason.REFUSED) {
                // Not who we are but the new password is what it does not like.
                vault.write(Passwords.of(current));
            }
            throw e;
        }
    }

    private EppSession confirm(String next, Deadline deadline) throws NoSessionException {
        try {
            EppSession session = client.open(credentials.apply(next, null), deadline.remaining());
            vault.write(Passwords.of(next));
            return session;
        } catch (NoSessionException e) {
            nextWasRefused = e.reason() == Reason.AUTHENTICATION;
            throw e;
        }
    }
}
