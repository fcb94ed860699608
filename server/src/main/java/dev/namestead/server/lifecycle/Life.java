package dev.namestead.server.lifecycle;

import dev.namestead.server.billing.Disputes;
import dev.namestead.server.database.Database;
import dev.namestead.server.registration.Settlements;
import dev.namestead.server.workflow.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to registrations because time has passed, or to what was paid for them, looked after by one server at a time. */
public final class Life implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Life.class);
    private static final String CHORE = "life";
    private static final int MOST_ROUNDS = 100;

    private final Database database;
    private final Machine machine;
    private final String node;
    private final LifecycleSettings.Chores settings;
    private final LifeWork work;
    private final RegistryReads reads;
    private final Disputes disputes;
    private final Settlements settlements;
    private final LifeStore store = new LifeStore();
    private final ReentrantLock turn = new ReentrantLock();
    private final Semaphore signal = new Semaphore(0);
    private volatile boolean stopping;

    Life(
            Database database,
            Machine machine,
            String node,
            LifecycleSettings.Chores settings,
            LifeWork work,
            RegistryReads reads,
            Disputes disputes,
            Settlements settlements) {
        this.database = database;
        this.machine = machine;
        this.node = node;
        this.settings = settings;
        this.work = work;
        this.reads = reads;
        this.disputes = disputes;
        this.settlements = settlements;
    }

    /** Begins to look after what is due. */
    public void start() {
        machine.start("life", this::lookForEver);
    }

    /** Something may be due: looked at now. */
    public void signal() {
        signal.release();
    }

    private void lookForEver() {
        while (!stopping) {
            try {
                run();
                signal.tryAcquire(settings.every().toMillis(), TimeUnit.MILLISECONDS);
                signal.drainPermits();
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException failure) {
                LOG.warn("what is due could not be done: {}", failure.toString());
                pause();
            }
        }
    }

    /** Does what is due, unless another server does; how much was done. */
    public int run() {
        turn.lock();
        try {
            if (stopping || !database.inTransaction(tx -> store.lease(tx, CHORE, node, settings.lease()))) {
                return 0;
            }
            int done = 0;
            for (int round = 0; round < MOST_ROUNDS; round++) {
                // What was read may make something due, and what is due may have a registry read.
                int now = work.run()
                        + reads.run()
                        + disputes.run()
                        + database.inTransaction(settlements::collectByNewMeans);
                if (now == 0) {
                    break;
                }
                done += now;
            }
            return done;
        } finally {
            turn.unlock();
        }
    }

    /** The earliest business instant after this one at which anything is to be looked at. */
    public Optional<Instant> nextDue(Instant after) {
        return Stream.of(database.read(tx -> store.nextInstant(tx, after)), disputes.nextDue(after))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private void pause() {
        try {
            Thread.sleep(settings.every());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins nothing more; waits for what is being done. */
    @Override
    public void close() {
        stopping = true;
        signal.release();
        try {
            if (turn.tryLock(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS)) {
                turn.unlock();
                database.transact(tx -> store.release(tx, CHORE, node));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            // Another server takes over when the lease is over.
            LOG.debug("the lease was not given back: {}", failure.toString());
        }
    }
}
