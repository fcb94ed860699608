package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets one acceptance of an account at a time to the database. They would wait there for the account's row anyway, each with a connection
 * in its hands that others need more.
 */
final class AccountGates {
    private static final int GATES = 64;

    private final Duration patience;
    private final Semaphore[] gates = new Semaphore[GATES];

    /** @param patience longest wait (machine time) */
    AccountGates(Duration patience) {
        this.patience = patience;
        Arrays.setAll(gates, _ -> new Semaphore(1, true));
    }

    /** @throws RefusedException the wait was too long, and nothing was done */
    <T> T pass(AccountId account, Supplier<T> work) {
        Semaphore gate = gates[Math.floorMod(account.hashCode(), GATES)];
        if (!entered(gate)) {
            throw new RefusedException(
                    Refusal.UNAVAILABLE, "Too many requests of this account at once; nothing was changed. Try again.");
        }
        try {
            return work.get();
        } finally {
            gate.release();
        }
    }

    private boolean entered(Semaphore gate) {
        try {
            return gate.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
