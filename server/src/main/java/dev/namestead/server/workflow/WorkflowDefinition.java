package dev.namestead.server.workflow;

import dev.namestead.api.WorkflowState;
import dev.namestead.server.database.Tx;
import java.util.List;
import java.util.Map;

/** A kind of workflow: its steps in order and what happens at its two ends. */
public interface WorkflowDefinition<D> {
    /** Stable; it stands in the database. */
    String kind();

    /** The type of the workflow's data, a record that Jackson can write and read. */
    Class<D> dataType();

    /** The first is run first. Names are unique. */
    List<Step<D>> steps();

    /** Whether it may still end without having done anything, all that it did so far being undone; asked before a step. */
    default boolean cancellable(StepContext<D> context) {
        return false;
    }

    /** What of the data is shown beside the state. */
    default Map<String, Object> context(D data, WorkflowState state) {
        return Map.of();
    }

    /** Runs in the transaction that makes the workflow {@code succeeded}. */
    default void succeeded(Tx tx, Workflow<D> workflow) {}

    /** Runs in the transaction that makes the workflow {@code failed}, after all was undone. */
    void failed(Tx tx, Workflow<D> workflow, WorkflowError error);
}
