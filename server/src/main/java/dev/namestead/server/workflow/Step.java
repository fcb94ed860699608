package dev.namestead.server.workflow;

import org.jspecify.annotations.Nullable;

/**
 * One step of a workflow. Its body may be run any number of times, also after it has acted and nobody heard of it: it must be idempotent.
 *
 * @param name stable; it stands in the database
 * @param undo takes back what the step has done when a later one fails; null where there is nothing to take back or the definition's end
 *     does it
 */
public record Step<D>(String name, Body<D> body, @Nullable Body<D> undo) {

    /** What a step does. */
    @FunctionalInterface
    public interface Body<D> {
        StepResult<D> run(StepContext<D> context);
    }

    public static <D> Step<D> of(String name, Body<D> body) {
        return new Step<>(name, body, null);
    }

    public static <D> Step<D> undoable(String name, Body<D> body, Body<D> undo) {
        return new Step<>(name, body, undo);
    }
}
