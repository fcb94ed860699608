package dev.namestead.server.registry.epp;

import dev.namestead.server.database.Database;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gate that all nodes pass: a refusal stands in the database, and one login is tried each time that its pause is over. */
final class LeasedLogins implements LoginGate {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedLogins.class);

    private final Database database;
    private final String registryId;
    private final Duration pause;
    private final SessionStore store = new SessionStore();
    private volatile boolean afterRefusal;

    LeasedLogins(Database database, String registryId, Duration pause) {
        this.database = database;
        this.registryId = registryId;
        this.pause = pause;
    }

    @Override
    public Optional<String> refuse() {
        try {
            // Usually there is nothing to be written: no login was refused.
            if (!database.read(tx -> store.hasRefusedLogin(tx, registryId))) {
                return Optional.empty();
            }
            afterRefusal = true;
            return database.inTransaction(tx -> store.refuseLogin(tx, registryId, pause));
        } catch (RuntimeException failure) {
            return Optional.of("the database does not tell whether a login may be tried: " + failure.getMessage());
        }
    }

    @Override
    public void refused(String why) {
        afterRefusal = true;
        write(() -> database.transact(tx -> store.loginRefused(tx, registryId, why, pause)));
    }

    @Override
    public void succeeded() {
        if (!afterRefusal) {
            return;
        }
        afterRefusal = false;
        write(() -> database.transact(tx -> store.loginSucceeded(tx, registryId)));
    }

    /** What could not be written costs at most a pause, or a try too many. */
    private void write(Runnable writing) {
        try {
            writing.run();
        } catch (RuntimeException failure) {
            LOG.warn("other nodes do not learn how our login at {} went: {}", registryId, failure.toString());
        }
    }
}
