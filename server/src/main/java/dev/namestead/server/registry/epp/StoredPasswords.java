package dev.namestead.server.registry.epp;

import dev.namestead.epp.client.PasswordVault;
import dev.namestead.server.database.Database;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.registry.epp.PasswordStore.Stored;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our password at one registry: what the configuration names, and how far the change to the next one has come, which stands
 * in the database for all nodes. See {@link #judge} for what holds where the two differ.
 */
final class StoredPasswords implements PasswordVault {

    private static final Logger LOG = LoggerFactory.getLogger(StoredPasswords.class);

    private final String registryId;
    private final Configured configured;
    private final Database database;
    private final SecretBox secrets;
    private final PasswordStore store;
    private final AtomicBoolean warned = new AtomicBoolean();

    /** @param next null where the password stays */
    record Configured(String password, @Nullable String next) {
        @Override
        public String toString() {
            return "Configured[***]";
        }
    }

    StoredPasswords(String registryId, Configured configured, Database database, SecretBox secrets) {
        this.registryId = registryId;
        this.configured = configured;
        this.database = database;
        this.secrets = secrets;
        this.store = new PasswordStore(secrets);
    }

    /**
     * What holds.
     *
     * <pre>
     *   in the database            the configuration's password is    holds
     *   nothing                    any                                the configuration
     *   offered, not yet in use    the old, the new, or one before    the database: either may be right
     *   changed                    the present, or one before         the database, and the configuration's next
     *   either                     another                            the configuration: somebody has set it by hand
     * </pre>
     *
     * A next password that was given up, because it is in use already or was not accepted, is none.
     */
    static Passwords judge(Configured configured, Optional<Stored> stored, UnaryOperator<String> tag) {
        List<String> givenUp = stored.map(Stored::givenUp).orElse(List.of());
        String named = configured.next();
        String next = named == null || givenUp.contains(tag.apply(named)) ? null : named;
        if (stored.isEmpty()) {
            return fresh(configured.password(), next);
        }
        Stored row = stored.get();
        boolean known = configured.password().equals(row.current())
                || row.offered() && configured.password().equals(row.next())
                || givenUp.contains(tag.apply(configured.password()));
        if (!known) {
            return fresh(configured.password(), next);
        }
        return row.offered() ? new Passwords(row.current(), row.next(), true) : fresh(row.current(), next);
    }

    private static Passwords fresh(String current, @Nullable String next) {
        return current.equals(next) ? Passwords.of(current) : new Passwords(current, next, false);
    }

    @Override
    public Passwords read() {
        Optional<Stored> stored = database.read(tx -> store.find(tx, registryId));
        boolean lags = stored.filter(row -> row.givenUp().contains(secrets.tag(configured.password())))
                .isPresent();
        if (lags && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "registry {}: the configured password was replaced by the one that was named as next; it belongs into the"
                            + " configuration now",
                    registryId);
        }
        return judge(configured, stored, secrets::tag);
    }

    @Override
    public void write(Passwords passwords) {
        Passwords before = database.inTransaction(tx -> {
            Optional<Stored> stored = store.find(tx, registryId);
            Passwords old = judge(configured, stored, secrets::tag);
            Set<String> givenUp =
                    new LinkedHashSet<>(stored.map(Stored::givenUp).orElse(List.of()));
            giveUp(givenUp, old.current(), passwords);
            giveUp(givenUp, old.next(), passwords);
            store.put(
                    tx,
                    registryId,
                    new Stored(passwords.current(), passwords.next(), passwords.offered(), List.copyOf(givenUp)));
            return old;
        });
        tell(before, passwords);
    }

    private void giveUp(Set<String> givenUp, @Nullable String password, Passwords kept) {
        if (password != null && !password.equals(kept.current()) && !password.equals(kept.next())) {
            givenUp.add(secrets.tag(password));
        }
    }

    private void tell(Passwords before, Passwords after) {
        if (after.offered()) {
            LOG.info("registry {}: a new password is offered", registryId);
        } else if (!after.current().equals(before.current())) {
            LOG.info("registry {}: the new password is in use, the old one is given up", registryId);
        } else if (after.next() == null) {
            LOG.error("ALARM registry {} does not accept the next password; the present one stays", registryId);
        } else if (before.offered()) {
            LOG.warn("registry {} does not know the new password; it will be offered again", registryId);
        }
    }
}
