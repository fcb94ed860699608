package dev.namestead.server.workflow;

import dev.namestead.api.WorkflowState;
import dev.namestead.server.database.Tx;
import dev.namestead.server.workflow.WorkflowStore.Claimed;
import dev.namestead.server.workflow.WorkflowStore.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Decides what a step's result makes of a workflow: the state machine, without any effect of its own.
 *
 * <pre>
 *   result           forward                                undoing
 *   Done             next step, or succeeded                the step before that undoes, or failed
 *   Retry            again later; blocked after some        the same
 *   Away             the same, but no attempt was made      the same
 *   Blocked          blocked until woken or the pause ends  the same
 *   ActionRequired   action_required until woken, expiry    not allowed
 *   Failed           undo from this step backwards          not allowed
 * </pre>
 */
final class StepMove<D> {
    private final WorkflowDefinition<D> definition;
    private final WorkflowSettings settings;
    private final WorkflowStore store;
    private final Machine machine;

    /** The row's next state and what else belongs into the same transaction. */
    record Outcome(Move move, Consumer<Tx> effect) {}

    StepMove(WorkflowDefinition<D> definition, WorkflowSettings settings, WorkflowStore store, Machine machine) {
        this.definition = definition;
        this.settings = settings;
        this.store = store;
        this.machine = machine;
    }

    Outcome of(Claimed claimed, D data, StepResult<D> result, Supplier<Instant> businessNow) {
        return switch (result) {
            case StepResult.Done<D>(D newData, Consumer<Tx> effect) ->
                claimed.undoing() ? undone(claimed, data, newData, effect) : forward(claimed, data, newData, effect);
            case StepResult.Retry<D>(String blockedBy, String _) ->
                again(claimed, blockedBy, claimed.attempts() + 1, 0, pause(claimed.attempts() + 1));
            case StepResult.Away<D>(String blockedBy, String _) ->
                again(claimed, blockedBy, claimed.attempts(), claimed.absences() + 1, pause(claimed.absences() + 1));
            case StepResult.Blocked<D>(String blockedBy, String detail, Duration pause) ->
                new Outcome(
                        move(claimed, WorkflowState.BLOCKED, blocked(blockedBy, detail), Optional.of(pause)), tx -> {});
            case StepResult.ActionRequired<D>(Map<String, Object> context, Instant expiresAt, Consumer<Tx> effect) ->
                new Outcome(
                        move(
                                claimed,
                                WorkflowState.ACTION_REQUIRED,
                                context,
                                Optional.of(Duration.between(businessNow.get(), expiresAt))),
                        effect);
            case StepResult.Failed<D>(WorkflowError error) -> failed(claimed, data, error);
        };
    }

    private Outcome forward(Claimed claimed, D before, D data, Consumer<Tx> effect) {
        List<Step<D>> steps = definition.steps();
        int next = indexOf(claimed.step()) + 1;
        if (next < steps.size()) {
            return new Outcome(
                    to(
                            WorkflowState.IN_PROGRESS,
                            steps.get(next).name(),
                            false,
                            changed(before, data),
                            Optional.empty()),
                    effect);
        }
        Workflow<D> ended = typed(claimed, data);
        return new Outcome(
                to(WorkflowState.SUCCEEDED, claimed.step(), false, changed(before, data), Optional.empty()),
                effect.andThen(tx -> definition.succeeded(tx, ended)));
    }

    private Outcome failed(Claimed claimed, D data, WorkflowError error) {
        if (claimed.undoing()) {
            throw new IllegalStateException("An undo of " + claimed.step() + " has failed: it may only be retried");
        }
        return backwards(claimed, data, data, indexOf(claimed.step()), error, tx -> {});
    }

    private Outcome undone(Claimed claimed, D before, D data, Consumer<Tx> effect) {
        WorkflowError error = claimed.failure().orElseThrow();
        return backwards(claimed, before, data, indexOf(claimed.step()) - 1, error, effect);
    }

    /** To the nearest step at or before the index that has something to undo, else to the end. */
    private Outcome backwards(Claimed claimed, D before, D data, int from, WorkflowError error, Consumer<Tx> effect) {
        for (int index = from; index >= 0; index--) {
            Step<D> step = definition.steps().get(index);
            if (step.undo() != null) {
                return new Outcome(
                        to(WorkflowState.IN_PROGRESS, step.name(), true, changed(before, data), Optional.of(error)),
                        effect);
            }
        }
        Workflow<D> ended = typed(claimed, data);
        return new Outcome(
                to(WorkflowState.FAILED, claimed.step(), true, changed(before, data), Optional.of(error)),
                effect.andThen(tx -> definition.failed(tx, ended, error)));
    }

    private Outcome again(Claimed claimed, String blockedBy, int attempts, int absences, Duration pause) {
        boolean blocked = attempts + absences >= settings.blockedAfter();
        Move move = new Move(
                blocked ? WorkflowState.BLOCKED : WorkflowState.IN_PROGRESS,
                claimed.step(),
                claimed.undoing(),
                attempts,
                absences,
                Optional.empty(),
                blocked
                        ? blocked(blockedBy, "Waiting for the " + blockedBy.replace('_', ' ') + " to answer.")
                        : Map.of(),
                claimed.failure(),
                Optional.of(pause));
        return new Outcome(move, tx -> {});
    }

    /** Doubles up to the longest, with jitter of a half: many workflows must not come back in step. */
    private Duration pause(int time) {
        long most = settings.longestPause().toMillis();
        long full = Math.min(most, settings.firstPause().toMillis() << Math.min(time - 1, 20));
        return Duration.ofMillis(full / 2 + machine.random(full / 2));
    }

    private static Map<String, Object> blocked(String blockedBy, String detail) {
        return Map.of("blocked_by", blockedBy, "detail", detail);
    }

    private Move move(Claimed claimed, WorkflowState state, Map<String, Object> context, Optional<Duration> pause) {
        return new Move(
                state,
                claimed.step(),
                claimed.undoing(),
                0,
                0,
                Optional.empty(),
                context,
                claimed.failure(),
                pause.map(value -> value.isPositive() ? value : Duration.ZERO));
    }

    private static Move to(
            WorkflowState state, String step, boolean undoing, Optional<String> data, Optional<WorkflowError> error) {
        return new Move(state, step, undoing, 0, 0, data, Map.of(), error, Optional.empty());
    }

    /** Most steps learn nothing that must be written down. */
    private Optional<String> changed(D before, D data) {
        return data.equals(before) ? Optional.empty() : Optional.of(store.write(data));
    }

    private int indexOf(String name) {
        List<Step<D>> steps = definition.steps();
        for (int index = 0; index < steps.size(); index++) {
            if (steps.get(index).name().equals(name)) {
                return index;
            }
        }
        throw new IllegalStateException("Workflow " + definition.kind() + " has no step " + name);
    }

    static <D> Workflow<D> typed(Claimed claimed, D data) {
        return new Workflow<>(
                claimed.id(),
                claimed.account(),
                claimed.kind(),
                claimed.subject(),
                claimed.step(),
                claimed.undoing(),
                claimed.attempts(),
                data);
    }
}
