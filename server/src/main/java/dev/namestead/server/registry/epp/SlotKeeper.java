package dev.namestead.server.registry.epp;

import dev.namestead.server.database.Bell;
import dev.namestead.server.database.Bell.Topic;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.NodeStore;
import dev.namestead.server.registry.epp.SessionStore.Slots;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's slots at a registry, and with them the size of its session pool: an equal share of what the registry allows, counted over
 * all nodes that live; and so of the rate of commands. A slot is given back after its session is closed, never before.
 */
final class SlotKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(SlotKeeper.class);
    private static final Duration SOON = Duration.ofMillis(200);

    private final RegistrySettings settings;
    private final String node;
    private final Duration lease;
    private final Database database;
    private final SessionPool pool;
    private final SlotLease right;
    private final TokenBucket rate;
    private final Bell bell;
    private final SessionStore store = new SessionStore();
    private final NodeStore nodes = new NodeStore();
    private final Semaphore signal = new Semaphore(0);
    private volatile boolean stopping;

    SlotKeeper(
            RegistrySettings settings,
            String node,
            Duration lease,
            Database database,
            SessionPool pool,
            SlotLease right,
            TokenBucket rate,
            Bell bell) {
        this.settings = settings;
        this.node = node;
        this.lease = lease;
        this.database = database;
        this.pool = pool;
        this.right = right;
        this.rate = rate;
        this.bell = bell;
    }

    /** Something has changed: looked at now and not only when the lease is to be extended. */
    void signal() {
        signal.release();
    }

    void stop() {
        stopping = true;
        signal();
    }

    /** Until stopped. The first round is {@link #round}'s caller's, so that sessions can be had at once. */
    void run() {
        boolean content = true;
        while (!stopping) {
            try {
                signal.tryAcquire((content ? lease.dividedBy(3) : SOON).toMillis(), TimeUnit.MILLISECONDS);
                signal.drainPermits();
                if (!stopping) {
                    round();
                }
                content = true;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                content = false;
                pool.sweep();
                LOG.warn("our sessions with {} could not be kept: {}", settings.id(), failure.toString());
            }
        }
    }

    /** Looks at all nodes and adapts. */
    void round() {
        Held held = hold();
        if (pool.places() < held.slots().held()) {
            // Sessions too many were idle and are closed by now.
            held = hold();
        }
        boolean gaveBack = held.slots().kept() > held.slots().held();
        boolean lacks = held.slots().held() < held.share();
        if (gaveBack || lacks) {
            bell.ring(Topic.SESSIONS);
        }
    }

    /** @param share how many of the registry's sessions are ours while all these nodes live */
    private record Held(int nodes, int share, Slots slots) {}

    private Held hold() {
        int max = settings.sessions().max();
        int standing = pool.places();
        long askedAt = System.nanoTime();
        Held held = database.inTransaction(tx -> {
            nodes.present(tx, node, lease);
            store.prepare(tx, settings.id(), max);
            List<String> others = nodes.others(tx, node);
            int share = share(others, max);
            int wanted = Math.max(share, standing);
            return new Held(
                    others.size() + 1, share, store.hold(tx, settings.id(), node, max, wanted, databaseLease()));
        });
        rate.sharedBy(held.nodes());
        right.extended(askedAt, held.slots().kept(), held.slots().held());
        pool.sweep();
        pool.allow(Math.min(held.slots().held(), held.share()));
        return held;
    }

    /** Longer than ours by the longest command: what has left before our lease ended is over before another node begins. */
    private Duration databaseLease() {
        return lease.plus(settings.deadlines().transform());
    }

    /** Equal parts; of what cannot be divided, one each to the first in the order of their names. */
    private int share(List<String> others, int max) {
        int count = others.size() + 1;
        long before = others.stream().filter(other -> other.compareTo(node) < 0).count();
        return max / count + (before < max % count ? 1 : 0);
    }

    /** Gives all slots back, for who has closed its sessions. */
    void release() {
        try {
            database.transact(tx ->
                    store.giveBack(tx, settings.id(), node, settings.sessions().max()));
            bell.ring(Topic.SESSIONS);
        } catch (RuntimeException failure) {
            LOG.debug("slots of {} are left to expire", settings.id(), failure);
        }
    }
}
