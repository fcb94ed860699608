package dev.namestead.server.lifecycle;

import dev.namestead.server.billing.Disputes;
import dev.namestead.server.database.Database;
import dev.namestead.server.registration.Settlements;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.workflow.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to registrations because time has passed, or to what was paid for them, looked after by one server at a time. Each registry is
 * read beside the rest, so that one that is slow has nobody wait but its own names.
 */
public final class Life implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Life.class);
    private static final String CHORE = "life";
    private static final int MOST_ROUNDS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final Machine machine;
    private final Duration every;
    private final LifeWork work;
    private final RegistryReads reads;
    private final Disputes disputes;
    private final Settlements settlements;
    private final LifeStore store = new LifeStore();
    private final ChoreLease lease;
    /** What is due is done by one at a time, and each registry is read by one at a time. */
    private final Lock turn = new ReentrantLock();

    private final Map<String, Lock> reading = new ConcurrentHashMap<>();
    /** Registries that are read beside. */
    private final Set<String> beside = ConcurrentHashMap.newKeySet();
    /** All that was ever done here, by whomever. */
    private final AtomicLong done = new AtomicLong();

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
        this.every = settings.every();
        this.work = work;
        this.reads = reads;
        this.disputes = disputes;
        this.settlements = settlements;
        this.lease = new ChoreLease(database, machine, CHORE, node, settings.lease());
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
                for (int round = 0; round < MOST_ROUNDS && doDue() > 0; round++) {
                    // What was done may have made more due.
                }
                if (goesOn()) {
                    reads.registries().forEach(this::readBeside);
                }
                signal.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS);
                signal.drainPermits();
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException failure) {
                LOG.warn("what is due could not be done: {}", failure.toString());
                pause();
            }
        }
    }

    /** Whether this server, and no other, is to go on. */
    private boolean goesOn() {
        return !stopping && lease.held();
    }

    /** What is due but for the readings; how much that was. */
    private int doDue() {
        turn.lock();
        try {
            if (!goesOn()) {
                return 0;
            }
            int now = work.run(this::goesOn) + disputes.run() + database.inTransaction(settlements::collectByNewMeans);
            done.addAndGet(now);
            return now;
        } finally {
            turn.unlock();
        }
    }

    /** How many names were read, at most as many as are read at once. */
    private int read(Registry registry) {
        Lock mine = reading.computeIfAbsent(registry.id(), _ -> new ReentrantLock());
        mine.lock();
        try {
            int now = reads.run(registry, this::goesOn);
            done.addAndGet(now);
            return now;
        } finally {
            mine.unlock();
        }
    }

    private void readBeside(Registry registry) {
        if (beside.add(registry.id())) {
            machine.start("life-" + registry.id(), () -> readAll(registry));
        }
    }

    private void readAll(Registry registry) {
        try {
            while (read(registry) > 0) {
                // What was read may have made something due.
                signal();
            }
        } catch (RuntimeException failure) {
            LOG.warn("what is due at {} could not be read: {}", registry.id(), failure.toString());
        } finally {
            beside.remove(registry.id());
        }
    }

    /** Does and reads what is due, unless another server does, and waits for what is being read; how much was done. */
    public int run() {
        long before = done.get();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            // What was read may make something due, and what is due may have a registry read: here or beside.
            long now = done.get();
            doDue();
            reads.registries().forEach(this::read);
            if (done.get() == now) {
                break;
            }
        }
        return Math.toIntExact(done.get() - before);
    }

    /** The earliest business instant after this one at which anything is to be looked at. */
    public Optional<Instant> nextDue(Instant after) {
        return Stream.of(database.read(tx -> store.nextInstant(tx, after)), disputes.nextDue(after))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private void pause() {
        try {
            Thread.sleep(every);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins nothing more; waits for what is being done. */
    @Override
    public void close() {
        stopping = true;
        signal.release();
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            boolean ended = true;
            for (Lock each :
                    Stream.concat(Stream.of(turn), reading.values().stream()).toList()) {
                if (each.tryLock(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    each.unlock();
                } else {
                    ended = false;
                }
            }
            lease.end();
            if (ended) {
                lease.giveBack();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            // Another server takes over when the lease is over.
            LOG.debug("the lease was not given back: {}", failure.toString());
        }
    }
}
