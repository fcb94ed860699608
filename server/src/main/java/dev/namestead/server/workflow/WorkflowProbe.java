package dev.namestead.server.workflow;

/**
 * Told at each named instant of a workflow's run. The tests' kit stops the world there; in production nothing listens.
 *
 * @see #NONE
 */
@FunctionalInterface
public interface WorkflowProbe {
    WorkflowProbe NONE = (_, _, _) -> {};

    /** Where a step stands. */
    enum Point {
        /** Nothing of it has happened. */
        BEFORE,
        /** Its body has run, nothing is committed. */
        ACTED,
        /** It is committed. */
        AFTER
    }

    void at(String kind, String step, Point point);
}
