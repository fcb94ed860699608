package dev.namestead.server.registry.epp;

import dev.namestead.epp.Poll;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.DatabaseUnavailableException;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.PollHandler;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Done;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.epp.LeaseStore.Purpose;
import dev.namestead.server.registry.epp.PollStore.Due;
import dev.namestead.server.registry.epp.RegistrySettings.Polling;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a registry's messages: stored and committed first, acknowledged then, applied after that. A
 * crash between any two of these repeats, and loses nothing. One node at a time fetches.
 */
final class PollIntake {

    private static final Logger LOG = LoggerFactory.getLogger(PollIntake.class);
    private static final int MOST_AT_ONCE = 1000;

    private final String registryId;
    private final String node;
    private final Polling polling;
    private final Caller caller;
    private final Database database;
    private final PollHandler handler;
    private final EppCodec codec;
    private final PollStore store = new PollStore();
    private final LeaseStore leases = new LeaseStore();
    private final ReentrantLock turn = new ReentrantLock();

    PollIntake(
            RegistrySettings settings,
            String node,
            Caller caller,
            Database database,
            PollHandler handler,
            EppCodec codec) {
        this.registryId = settings.id();
        this.node = node;
        this.polling = settings.polling();
        this.caller = caller;
        this.database = database;
        this.handler = handler;
        this.codec = codec;
    }

    /** Empties the registry's queue and applies what is due; how many messages were applied. */
    int run() {
        turn.lock();
        try {
            long askedAt = System.nanoTime();
            if (!database.inTransaction(tx -> leases.take(tx, registryId, Purpose.POLL, node, polling.lease()))) {
                return 0;
            }
            // Our own clock began before the database's: the right ends here earlier than there.
            long endsAt = askedAt + polling.lease().toNanos() / 10 * 9;
            Fence fence = () -> endsAt - System.nanoTime() > 0;
            int fetched = 0;
            while (fetched < MOST_AT_ONCE && fence.mayWrite() && fetchOne(fence)) {
                fetched++;
            }
            return applyDue();
        } finally {
            turn.unlock();
        }
    }

    /** False where there is no message, or none can be had now. */
    private boolean fetchOne(Fence fence) {
        RegistryAnswer<Optional<PollFetch>> answer = caller.queryWithFrame(
                Asked.POLL,
                Caller.Command.of(new Poll.Request()),
                (response, xml) -> new Completed<>(PollFetch.of(registryId, response, xml, codec), response.svTrid()));
        if (!(answer instanceof Completed<Optional<PollFetch>>(Optional<PollFetch> found, var _))) {
            LOG.debug("no messages from registry {}: {}", registryId, answer);
            return false;
        }
        if (found.isEmpty()) {
            return false;
        }
        PollFetch fetch = found.get();
        boolean fresh = database.inTransaction(tx -> store.add(tx, fetch));
        if (!fresh) {
            LOG.info("message {} of registry {} came again", fetch.message().messageId(), registryId);
        }
        return acknowledge(fetch.message().messageId(), fence);
    }

    private boolean acknowledge(String messageId, Fence fence) {
        RegistryAnswer<Done> answer = caller.transform(
                Asked.ACK,
                Caller.Command.of(new Poll.Ack(messageId)),
                Ids.clTrid(),
                response -> new Completed<>(Done.DONE, response.svTrid()),
                caller.start(),
                fence);
        boolean gone = answer instanceof Refused<Done>(RefusedFor reason, var _, var _)
                && reason == RefusedFor.OBJECT_DOES_NOT_EXIST;
        if (answer instanceof Completed || gone) {
            return true;
        }
        // It comes again, and is known then.
        LOG.warn("message {} of registry {} is not acknowledged: {}", messageId, registryId, answer);
        return false;
    }

    private int applyDue() {
        int applied = 0;
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            switch (applyOne()) {
                case APPLIED -> applied++;
                case FAILED -> {
                    // The next one is not held up by it.
                }
                case NONE_DUE -> {
                    return applied;
                }
            }
        }
        return applied;
    }

    private enum Applied {
        APPLIED,
        FAILED,
        NONE_DUE
    }

    private Applied applyOne() {
        long[] tried = new long[1];
        try {
            return database.inTransaction(tx -> {
                Optional<Due> due = store.nextDue(tx, registryId);
                if (due.isEmpty()) {
                    return Applied.NONE_DUE;
                }
                tried[0] = due.get().number();
                handler.apply(tx, due.get().message());
                store.applied(tx, tried[0]);
                return Applied.APPLIED;
            });
        } catch (DatabaseUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            if (tried[0] == 0) {
                throw e;
            }
            LOG.error("message number {} of registry {} cannot be applied", tried[0], registryId, e);
            database.transact(tx -> store.failed(tx, tried[0], String.valueOf(e)));
            return Applied.FAILED;
        }
    }
}
