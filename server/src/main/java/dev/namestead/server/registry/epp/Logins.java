package dev.namestead.server.registry.epp;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.client.EppClient;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.client.NoSessionException;
import dev.namestead.epp.client.NotSentException;
import dev.namestead.epp.client.PasswordRotation;
import dev.namestead.epp.client.PasswordVault.Passwords;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.DatabaseUnavailableException;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.registry.epp.LeaseStore.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs in at one registry with the password that is right now, and changes it where a next one is configured: one node at
 * a time, since a second offer would be refused.
 */
final class Logins implements SessionPool.Opener {

    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    private static final int SHOWN_OF_A_TAG = 8;

    private final RegistrySettings settings;
    private final EppClient client;
    private final TokenBucket rate;
    private final StoredPasswords passwords;
    private final PasswordRotation rotation;
    private final Database database;
    private final SecretBox secrets;
    private final String node;
    private final LeaseStore leases = new LeaseStore();
    private volatile @Nullable String inUse;

    Logins(
            RegistrySettings settings,
            EppClient client,
            TokenBucket rate,
            Database database,
            SecretBox secrets,
            String node) {
        this.settings = settings;
        this.client = client;
        this.rate = rate;
        this.database = database;
        this.secrets = secrets;
        this.node = node;
        var configured = new StoredPasswords.Configured(settings.password(), settings.nextPassword());
        this.passwords = new StoredPasswords(settings.id(), configured, database, secrets);
        this.rotation = new PasswordRotation(client, this::credentials, passwords);
    }

    /** What tells the password in use from others, and nothing more of it; empty before the first login. */
    Optional<String> credentialInUse() {
        return Optional.ofNullable(inUse);
    }

    @Override
    public EppSession open(Duration total, BooleanSupplier standing) throws NoSessionException, NotSentException {
        Passwords known = known();
        if (known.next() == null) {
            EppSession session = client.open(credentials(known.current(), null), total, standing);
            inUse = shown(known.current());
            return session;
        }
        return change(known.next(), total, standing);
    }

    private Passwords known() throws NotSentException {
        try {
            return passwords.read();
        } catch (DatabaseUnavailableException e) {
            throw new NotSentException("the database does not tell our password at " + settings.id(), e);
        }
    }

    private EppSession change(String next, Duration total, BooleanSupplier standing)
            throws NoSessionException, NotSentException {
        Duration lease = settings.deadlines().session().multipliedBy(3);
        if (!database.inTransaction(tx -> leases.take(tx, settings.id(), Purpose.PASSWORD, node, lease))) {
            throw new NotSentException("another node is changing our password at " + settings.id());
        }
        try {
            EppSession session = rotation.open(total, standing);
            inUse = shown(next);
            return session;
        } finally {
            giveBack();
        }
    }

    private void giveBack() {
        try {
            database.transact(tx -> leases.giveBack(tx, settings.id(), Purpose.PASSWORD, node));
        } catch (DatabaseUnavailableException e) {
            LOG.debug("the right to change our password at {} is left to expire", settings.id(), e);
        }
    }

    /** Asked once for each login, each of which counts against the rate. */
    private EppCredentials credentials(String password, @Nullable String next) {
        rate.spend();
        return new EppCredentials(
                        settings.clId(),
                        password,
                        next,
                        List.of(EppNamespace.DOMAIN, EppNamespace.HOST, EppNamespace.CONTACT),
                        extensions())
                .from("Namestead");
    }

    private String shown(String password) {
        return secrets.tag(password).substring(0, SHOWN_OF_A_TAG);
    }

    /** What we have codecs for and a use; a login names those that the greeting offers. */
    private List<String> extensions() {
        List<String> uris = new ArrayList<>(FeeVersion.namespaces());
        uris.addAll(List.of(
                EppNamespace.RGP,
                EppNamespace.SECDNS,
                EppNamespace.LOGIN_SEC,
                EppNamespace.CHANGE_POLL,
                EppNamespace.UNHANDLED));
        if (!settings.subProducts().isEmpty()) {
            uris.add(EppNamespace.NAMESTORE);
        }
        return uris;
    }
}
