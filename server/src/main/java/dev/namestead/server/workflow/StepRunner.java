package dev.namestead.server.workflow;

import dev.namestead.server.database.CommitUnknownException;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.DatabaseUnavailableException;
import dev.namestead.server.workflow.WorkflowProbe.Point;
import dev.namestead.server.workflow.WorkflowStore.Claimed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Takes one claimed workflow from step to step until it ends, waits, or its lease is lost. */
final class StepRunner<D> {
    private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);

    private final WorkflowDefinition<D> definition;
    private final Database database;
    private final WorkflowStore store;
    private final WorkflowProbe probe;
    private final StepMove<D> moves;

    StepRunner(
            WorkflowDefinition<D> definition,
            Database database,
            WorkflowStore store,
            WorkflowSettings settings,
            WorkflowProbe probe,
            Machine machine) {
        this.definition = definition;
        this.database = database;
        this.store = store;
        this.probe = probe;
        this.moves = new StepMove<>(definition, settings, store, machine);
    }

    private sealed interface Next<D> {}

    /** A workflow between two of its steps, with its data as text and as what it means. */
    private record Current<D>(Claimed claimed, D data) implements Next<D> {}

    private record Stopped<D>(boolean ended) implements Next<D> {}

    private Current<D> read(Claimed claimed) {
        return new Current<>(claimed, store.read(claimed.data(), definition.dataType()));
    }

    /** Whether it has ended, and nothing is left to be claimed. */
    boolean run(Claimed first, Lease lease) {
        MDC.put("workflow_id", first.id().toString());
        try {
            Next<D> next = read(first);
            while (next instanceof Current<D> current) {
                next = stepOrReread(current, lease);
            }
            return next instanceof Stopped<D>(boolean ended) && ended;
        } catch (LeaseLostException lost) {
            LOG.info("{}: another process goes on with it", lost.getMessage());
            return false;
        } finally {
            MDC.remove("workflow_id");
        }
    }

    /** A write without an answer may have happened: the row tells. Without a database the lease runs out by itself. */
    private Next<D> stepOrReread(Current<D> current, Lease lease) {
        Claimed claimed = current.claimed();
        try {
            return step(claimed, current.data(), lease);
        } catch (CommitUnknownException unknown) {
            LOG.warn("commit of step {} without an answer, reading it again", claimed.step());
            return database.read(tx -> store.reread(tx, claimed.id(), claimed.fence()))
                    .<Next<D>>map(this::read)
                    .orElseGet(() -> new Stopped<>(false));
        } catch (DatabaseUnavailableException unavailable) {
            LOG.warn("no database at step {}, left to the next claim", claimed.step());
            return new Stopped<>(false);
        }
    }

    /** Runs one step and commits its result. */
    private Next<D> step(Claimed claimed, D data, Lease lease) {
        probe.at(definition.kind(), claimed.step(), Point.BEFORE);
        StepResult<D> result = act(claimed, data, lease);
        probe.at(definition.kind(), claimed.step(), Point.ACTED);
        boolean goesOn = result instanceof StepResult.Done || result instanceof StepResult.Failed;
        StepMove.Outcome outcome = database.inTransaction(tx -> {
            StepMove.Outcome decided = moves.of(claimed, data, result, tx::businessNow);
            boolean keepLease = goesOn && !decided.move().state().completed();
            store.move(tx, claimed, decided.move(), keepLease);
            decided.effect().accept(tx);
            return decided;
        });
        probe.at(definition.kind(), claimed.step(), Point.AFTER);
        WorkflowStore.Move move = outcome.move();
        if (!goesOn || move.state().completed()) {
            return new Stopped<>(move.state().completed());
        }
        D goesOnWith = result instanceof StepResult.Done<D>(D newData, var _) ? newData : data;
        return new Current<>(next(claimed, move), goesOnWith);
    }

    private StepResult<D> act(Claimed claimed, D data, Lease lease) {
        Step<D> step = definition.steps().stream()
                .filter(candidate -> candidate.name().equals(claimed.step()))
                .findFirst()
                .orElseThrow();
        Step.Body<D> body = claimed.undoing() ? java.util.Objects.requireNonNull(step.undo()) : step.body();
        try {
            StepContext<D> context = new StepContext<>(StepMove.typed(claimed, data), database, lease, store);
            if (claimed.cancelled() && !claimed.undoing() && definition.cancellable(context)) {
                return new StepResult.Failed<>(WorkflowError.CANCELLED);
            }
            StepResult<D> result = body.run(context);
            say(claimed, result);
            return result;
        } catch (LeaseLostException | CommitUnknownException | DatabaseUnavailableException known) {
            throw known;
        } catch (RuntimeException fault) {
            // A fault of ours must not end a workflow: money may be held. It is tried again, and shows in the log.
            LOG.error("step {} of {} has a fault", claimed.step(), claimed.subject(), fault);
            return StepResult.retry("registrar", "an internal fault");
        }
    }

    private static void say(Claimed claimed, StepResult<?> result) {
        if (result instanceof StepResult.Retry<?>(String blockedBy, String cause)) {
            LOG.info("step {} of {} tried again, {}: {}", claimed.step(), claimed.subject(), blockedBy, cause);
        } else if (result instanceof StepResult.Away<?>(String blockedBy, String cause)) {
            LOG.info("step {} of {} waits, {}: {}", claimed.step(), claimed.subject(), blockedBy, cause);
        }
    }

    private static Claimed next(Claimed claimed, WorkflowStore.Move move) {
        return new Claimed(
                claimed.id(),
                claimed.account(),
                claimed.kind(),
                claimed.subject(),
                claimed.lane(),
                move.step(),
                move.undoing(),
                move.attempts(),
                move.absences(),
                move.data().orElse(claimed.data()),
                claimed.wakes(),
                claimed.fence(),
                claimed.cancelled(),
                move.error());
    }
}
