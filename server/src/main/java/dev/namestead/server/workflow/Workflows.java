package dev.namestead.server.workflow;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.database.Bell;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The workflows of an environment: started in the caller's transaction, run by this process, awaited and woken by others. */
public final class Workflows implements AutoCloseable {
    /** For what is due and was not told, such as the next try after a pause. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final Database database;
    private final WorkflowStore store = new WorkflowStore();
    private final Waiters waiters = new Waiters();
    private final WorkflowRunner runner;
    private final Map<String, WorkflowDefinition<?>> definitions;

    /** @param lanes every lane that workflows may be started in */
    public Workflows(
            Database database,
            WorkflowSettings settings,
            WorkflowProbe probe,
            Machine machine,
            Collection<String> lanes,
            Collection<WorkflowDefinition<?>> definitions) {
        this(database, settings, probe, machine, lanes, definitions, Bell.NONE);
    }

    /** @param bell how other nodes learn at once what happened here, and this one what happened there */
    public Workflows(
            Database database,
            WorkflowSettings settings,
            WorkflowProbe probe,
            Machine machine,
            Collection<String> lanes,
            Collection<WorkflowDefinition<?>> definitions,
            Bell bell) {
        this.database = database;
        this.definitions =
                definitions.stream().collect(Collectors.toUnmodifiableMap(each -> each.kind(), each -> each));
        this.runner = new WorkflowRunner(database, store, settings, waiters, probe, machine, lanes, definitions, bell);
    }

    /** What a simulation drives by hand instead of {@link #start}. */
    WorkflowRunner runner() {
        return runner;
    }

    /** Begins to run what is due. */
    public void start() {
        runner.start();
    }

    /**
     * Writes a workflow that is run once the transaction is committed; false where another one of the subject is live.
     *
     * @param lane which places it takes, such as a registry's id
     * @param requestHash tells a repeated request from another one
     */
    public <D> boolean begin(
            Tx tx,
            WorkflowId id,
            WorkflowDefinition<D> definition,
            AccountId account,
            String subject,
            String lane,
            String requestHash,
            D data) {
        String firstStep = definition.steps().getFirst().name();
        WorkflowState state = WorkflowState.PENDING;
        boolean written = insert(tx, id, definition, account, subject, lane, requestHash, data, state, firstStep, null);
        tx.afterCommit(() -> runner.signal(lane));
        return written;
    }

    /** Writes a workflow that has ended already: nothing of it is ever run. */
    public <D> WorkflowId ended(
            Tx tx,
            WorkflowDefinition<D> definition,
            AccountId account,
            String subject,
            String lane,
            String requestHash,
            D data,
            @Nullable WorkflowError error) {
        WorkflowId id = WorkflowId.random();
        WorkflowState state = error == null ? WorkflowState.SUCCEEDED : WorkflowState.FAILED;
        String lastStep = definition.steps().getLast().name();
        insert(tx, id, definition, account, subject, lane, requestHash, data, state, lastStep, error);
        return id;
    }

    private <D> boolean insert(
            Tx tx,
            WorkflowId id,
            WorkflowDefinition<D> definition,
            AccountId account,
            String subject,
            String lane,
            String requestHash,
            D data,
            WorkflowState state,
            String step,
            @Nullable WorkflowError error) {
        WorkflowStore.Move first = new WorkflowStore.Move(
                state,
                step,
                false,
                0,
                0,
                Optional.of(store.write(data)),
                Map.of(),
                Optional.ofNullable(error),
                Optional.empty());
        return store.insert(tx, id, account, definition.kind(), subject, lane, requestHash, first);
    }

    /** Has a waiting workflow looked at again once the transaction is committed; false where it has ended. */
    public boolean wake(Tx tx, WorkflowId id) {
        tx.afterCommit(runner::signalAll);
        return store.wake(tx, id);
    }

    /**
     * Has a workflow end, once the transaction is committed, as long as what it is to do has not been begun; false where it has ended. Whether it
     * came in time its state tells: {@code failed} with {@link WorkflowError#CANCELLED}, or whatever comes of it.
     */
    public boolean cancel(Tx tx, WorkflowId id) {
        tx.afterCommit(runner::signalAll);
        return store.cancel(tx, id);
    }

    /** Has those of a lane looked at again that wait for somebody who is back now: soon, here or at another node. */
    public void resume(String lane) {
        runner.resumeSoon(lane);
    }

    /** The id again where such a workflow was written: for whoever lost the answer to the commit that wrote it. */
    public Optional<WorkflowId> written(Tx tx, WorkflowId id) {
        tx.afterCommit(runner::signal);
        return find(tx, id).map(WorkflowView::id);
    }

    public Optional<WorkflowView> find(Tx tx, WorkflowId id) {
        return store.find(tx, id);
    }

    /** What the workflow knows, in its kind's own type. */
    public <D> D data(WorkflowView view, WorkflowDefinition<D> definition) {
        return store.read(view.data(), definition.dataType());
    }

    /** What the workflow's kind shows of it beside its state. */
    public Map<String, Object> context(WorkflowView view, WorkflowState state) {
        WorkflowDefinition<?> definition = definitions.get(view.kind());
        return definition == null ? Map.of() : context(definition, view, state);
    }

    private <D> Map<String, Object> context(WorkflowDefinition<D> definition, WorkflowView view, WorkflowState state) {
        return definition.context(data(view, definition), state);
    }

    /** The workflow of whatever kind that is changing the subject now. */
    public Optional<WorkflowView> live(Tx tx, String subject) {
        return store.live(tx, subject);
    }

    /** The latest workflow of a kind for a subject: the one that a status URL means. */
    public Optional<WorkflowView> latest(Tx tx, AccountId account, String kind, String subject) {
        return store.latest(tx, account, kind, subject);
    }

    /** The latest workflow of any kind for a subject. */
    public Optional<WorkflowView> latest(Tx tx, AccountId account, String subject) {
        return store.latest(tx, account, definitions.keySet(), subject);
    }

    /**
     * Parks the calling (virtual) thread until the workflow has ended or waits for somebody else, at most so long (machine time). No
     * connection is held meanwhile.
     *
     * @return the workflow as it was read after it had settled; empty where it has not
     */
    public Optional<WorkflowView> await(WorkflowId id, Duration most) {
        long until = System.nanoTime() + most.toNanos();
        while (true) {
            CountDownLatch settled = waiters.enter(id);
            try {
                Optional<WorkflowView> now = database.read(tx -> store.find(tx, id));
                boolean goesOn = now.isPresent() && progresses(now.get().state());
                Duration left = Duration.ofNanos(until - System.nanoTime());
                // A runner that lets go of it may do so only for a pause before the next try.
                if (!goesOn) {
                    return now;
                }
                if (!left.isPositive() || !waiters.await(settled, left)) {
                    return Optional.empty();
                }
            } finally {
                waiters.leave(id, settled);
            }
        }
    }

    private static boolean progresses(WorkflowState state) {
        return state == WorkflowState.PENDING || state == WorkflowState.IN_PROGRESS;
    }

    /** The earliest business instant after this one at which a workflow wants to be looked at; none for what is only tried again. */
    public Optional<Instant> nextDue(Instant after) {
        return database.read(tx -> store.nextDue(tx, after));
    }

    /**
     * Waits until nothing is due and nothing runs, at most so long (machine time).
     *
     * @return the subjects of what is still due or running; empty when all is quiet
     */
    public List<String> awaitQuiet(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        List<String> due = List.of();
        try {
            while (true) {
                boolean over = System.nanoTime() > until;
                // While anything runs here the question would only slow it down.
                if (over || runner.running() == 0) {
                    due = database.read(tx -> store.dueSubjects(tx, 20));
                    if (over || due.isEmpty() && runner.running() == 0) {
                        return due;
                    }
                    runner.signal();
                }
                runner.awaitAnyEnd(LOOK_AGAIN);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return due;
        }
    }

    @Override
    public void close() {
        runner.close();
    }
}
