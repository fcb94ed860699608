package dev.namestead.server.workflow;

import dev.namestead.server.database.Bell;
import dev.namestead.server.database.Bell.Topic;
import dev.namestead.server.database.Database;
import dev.namestead.server.workflow.WorkflowStore.Claimed;
import dev.namestead.server.workflow.WorkflowStore.Held;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims due workflows, lane by lane, and runs each on a virtual thread. A lane has its own number of places, so that work that waits for
 * one slow registry takes no place of another's.
 */
final class WorkflowRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowRunner.class);

    private static final Duration STOP = Duration.ofSeconds(5);
    private static final int RESUMED_AT_ONCE = 500;
    private static final String NO_ID = new UUID(0, 0).toString();

    private final Database database;
    private final WorkflowStore store;
    private final WorkflowSettings settings;
    private final Waiters waiters;
    private final Machine machine;
    private final Bell bell;
    private final Map<String, StepRunner<?>> runners = new HashMap<>();
    private final Map<String, Semaphore> places = new HashMap<>();
    private final ConcurrentHashMap<UUID, Lease> inFlight = new ConcurrentHashMap<>();
    private final Semaphore signal = new Semaphore(0);
    private final Set<String> signalled = ConcurrentHashMap.newKeySet();
    private final Set<String> full = ConcurrentHashMap.newKeySet();
    private final Semaphore looks = new Semaphore(0);
    private final Semaphore ends = new Semaphore(0);
    private final List<Thread> threads;
    private final CountDownLatch stopping = new CountDownLatch(1);

    WorkflowRunner(
            Database database,
            WorkflowStore store,
            WorkflowSettings settings,
            Waiters waiters,
            WorkflowProbe probe,
            Machine machine,
            Collection<String> lanes,
            Collection<WorkflowDefinition<?>> definitions,
            Bell bell) {
        this.database = database;
        this.store = store;
        this.settings = settings;
        this.waiters = waiters;
        this.machine = machine;
        this.bell = bell;
        for (WorkflowDefinition<?> definition : definitions) {
            runners.put(definition.kind(), new StepRunner<>(definition, database, store, settings, probe, machine));
        }
        for (String lane : lanes) {
            places.put(lane, new Semaphore(settings.perLane()));
        }
        threads = List.of(
                Thread.ofVirtual().name("workflow-claims").unstarted(this::claimForEver),
                Thread.ofVirtual().name("workflow-leases").unstarted(this::extendForEver),
                Thread.ofVirtual().name("workflow-waiters").unstarted(this::lookForEver));
    }

    void start() {
        bell.onRing(Topic.WORK, this::signal);
        bell.onRing(Topic.SETTLED, looks::release);
        threads.forEach(Thread::start);
    }

    /** Something may be due: looked at now, not at the next poll. */
    void signal() {
        signalled.addAll(places.keySet());
        signal.release();
    }

    /** The same, where it is known in which lane. */
    void signal(String lane) {
        signalled.add(lane);
        signal.release();
    }

    /** The same, also for the other nodes: what is woken may be none of ours. */
    void signalAll() {
        signal();
        bell.ring(Topic.WORK);
    }

    int running() {
        return inFlight.size();
    }

    void resumeSoon(String lane) {
        machine.start("resume-" + lane, () -> {
            try {
                resume(lane);
            } catch (RuntimeException failure) {
                LOG.warn("what waits in {} is left to its pauses: {}", lane, failure.toString());
            }
        });
    }

    /**
     * Has all that found nobody looked at again. How many of them run at once is still a matter of the lane's places, so that whoever is
     * back is not overrun.
     */
    void resume(String lane) {
        Optional<String> last = Optional.of(NO_ID);
        while (last.isPresent() && !stopping()) {
            String after = last.get();
            last = database.inTransaction(
                    tx -> store.resume(tx, lane, after, RESUMED_AT_ONCE, settings.blockedAfter()));
        }
        signalAll();
    }

    private void claimForEver() {
        boolean resumed = false;
        long lookedAt = 0;
        while (!stopping()) {
            try {
                if (!resumed) {
                    // Whoever was away when this node ended may be back, and nobody would tell.
                    places.keySet().forEach(this::resume);
                    resumed = true;
                }
                Duration left = settings.pollEvery().minusNanos(machine.nanoTime() - lookedAt);
                if (lookedAt == 0 || !left.isPositive()) {
                    lookedAt = machine.nanoTime();
                    claimAll();
                } else if (signal.tryAcquire(left.toNanos(), TimeUnit.NANOSECONDS)) {
                    signal.drainPermits();
                    claimSignalled();
                }
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException failure) {
                LOG.warn("due workflows could not be claimed: {}", failure.toString());
                pause(settings.pollEvery());
            }
        }
    }

    /** Takes what is due and has a place, and starts it. */
    void claimAll() {
        places.keySet().forEach(this::claimIn);
    }

    private void claimSignalled() {
        for (String lane : List.copyOf(signalled)) {
            if (places.containsKey(lane)) {
                claimIn(lane);
            }
        }
    }

    private void claimIn(String lane) {
        signalled.remove(lane);
        Semaphore place = Objects.requireNonNull(places.get(lane));
        int free = place.drainPermits();
        int claimed = 0;
        try {
            if (free > 0 && !stopping()) {
                claimed = claim(lane, place, free);
            }
        } finally {
            place.release(free - claimed);
        }
        if (claimed < free) {
            full.remove(lane);
            return;
        }
        // There may be more than this node has places for: whoever ends here looks again, and the others are told.
        full.add(lane);
        bell.ring(Topic.WORK);
        if (place.availablePermits() > 0) {
            signal(lane);
        }
    }

    private int claim(String lane, Semaphore place, int most) {
        long askedAt = machine.nanoTime();
        List<Claimed> claimed = database.inTransaction(
                tx -> store.claim(tx, lane, most, settings.node(), settings.lease(), inFlight.keySet()));
        for (Claimed workflow : claimed) {
            Lease lease = new Lease(workflow.fence(), settings.lease(), machine, askedAt);
            inFlight.put(workflow.id().value(), lease);
            machine.start("workflow-" + workflow.id(), () -> run(workflow, lease, place));
        }
        return claimed.size();
    }

    private void run(Claimed claimed, Lease lease, Semaphore place) {
        boolean ended = false;
        try {
            StepRunner<?> runner = runners.get(claimed.kind());
            if (runner == null) {
                LOG.error("workflow {} is of the unknown kind {}", claimed.id(), claimed.kind());
                return;
            }
            ended = runner.run(claimed, lease);
        } catch (RuntimeException failure) {
            LOG.warn("workflow {} left to the next claim: {}", claimed.id(), failure.toString());
        } finally {
            inFlight.remove(claimed.id().value(), lease);
            place.release();
            waiters.settled(List.of(claimed.id()));
            bell.ring(Topic.SETTLED);
            if (ends.availablePermits() == 0) {
                ends.release();
            }
            if (!ended || full.contains(claimed.lane())) {
                signal(claimed.lane());
            }
        }
    }

    /** Waits until any workflow has ended or waits for somebody since the last call, at most so long (machine time). */
    void awaitAnyEnd(Duration most) throws InterruptedException {
        ends.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
        ends.drainPermits();
    }

    /** Three times a lease, so that two lost tries do not lose the lease. */
    private void extendForEver() {
        while (!stopping()) {
            try {
                pause(settings.lease().dividedBy(3));
                extendAll();
            } catch (RuntimeException failure) {
                LOG.warn("leases could not be extended: {}", failure.toString());
            }
        }
    }

    /** Extends the leases of all that runs here. */
    void extendAll() {
        List<Held> held = inFlight.entrySet().stream()
                .map(entry -> new Held(entry.getKey(), entry.getValue().fence()))
                .toList();
        if (held.isEmpty()) {
            return;
        }
        long askedAt = machine.nanoTime();
        List<UUID> extended =
                database.inTransaction(tx -> store.extendLeases(tx, settings.node(), settings.lease(), held));
        for (UUID id : extended) {
            Lease lease = inFlight.get(id);
            if (lease != null) {
                lease.extendedFrom(askedAt);
            }
        }
    }

    /** Workflows that other nodes run settle unseen here: one question for all that is waited for, at the bell and now and then. */
    private void lookForEver() {
        while (!stopping()) {
            try {
                looks.tryAcquire(settings.pollEvery().toMillis(), TimeUnit.MILLISECONDS);
                looks.drainPermits();
                List<UUID> ids = waiters.ids().stream()
                        .filter(id -> !inFlight.containsKey(id))
                        .toList();
                if (!ids.isEmpty()) {
                    waiters.settled(database.read(tx -> store.settled(tx, ids)));
                }
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException failure) {
                LOG.warn("waiting requests could not be looked after: {}", failure.toString());
            }
        }
    }

    private boolean stopping() {
        return stopping.getCount() == 0;
    }

    /** Ends early when this runner stops. Nothing here is ever interrupted: that would cost a connection in the midst of its work. */
    private void pause(Duration duration) {
        try {
            stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins nothing more and waits for what runs, within reason: the rest is picked up by the next start. */
    @Override
    public void close() {
        stopping.countDown();
        signal();
        looks.release();
        long until = System.nanoTime() + STOP.toNanos();
        while (!inFlight.isEmpty() && System.nanoTime() < until) {
            waitShortly();
        }
        if (!inFlight.isEmpty()) {
            LOG.info("{} workflows are left to the next start", inFlight.size());
        }
        for (Thread thread : threads) {
            join(thread);
        }
    }

    private static void waitShortly() {
        try {
            Thread.sleep(Duration.ofMillis(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(STOP);
        } catch (InterruptedException | IllegalThreadStateException notStarted) {
            LOG.debug("{} was not waited for", thread.getName());
        }
    }
}
