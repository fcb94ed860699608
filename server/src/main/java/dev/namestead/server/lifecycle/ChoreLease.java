package dev.namestead.server.lifecycle;

import dev.namestead.server.database.Database;
import dev.namestead.server.workflow.Machine;
import java.time.Duration;

/** What one server at a time does, for as long as it asks again and again whether it is the one. All spans are machine time. */
final class ChoreLease {
    /** What is left of a lease is three quarters of it at least whenever it is said to be held. */
    private static final int PART = 4;

    private final Database database;
    private final Machine machine;
    private final String chore;
    private final String node;
    private final Duration duration;
    private final LifeStore store = new LifeStore();
    private boolean held;
    private boolean over;
    private long takenAt;

    /** @param node who this server is among several */
    ChoreLease(Database database, Machine machine, String chore, String node, Duration duration) {
        this.database = database;
        this.machine = machine;
        this.chore = chore;
        this.node = node;
        this.duration = duration;
    }

    /** Whether this server is the one; takes or renews the lease where that is needed. */
    synchronized boolean held() {
        long now = machine.nanoTime();
        if (over || (held && now - takenAt < duration.toNanos() / PART)) {
            return held;
        }
        held = database.inTransaction(tx -> store.lease(tx, chore, node, duration));
        takenAt = now;
        return held;
    }

    /** Begins nothing more: it is not held again. */
    synchronized void end() {
        over = true;
        held = false;
    }

    /** Another server need not wait until it is over. */
    void giveBack() {
        database.transact(tx -> store.release(tx, chore, node));
    }
}
