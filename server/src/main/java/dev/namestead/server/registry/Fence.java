package dev.namestead.server.registry;

/**
 * Asked right before a transform command is written to a socket: whether its sender may still act. A workflow answers from its lease on a
 * monotonic clock, so that a paused process does not act after another has taken over.
 */
@FunctionalInterface
public interface Fence {
    /** Nothing to lose: for queries and for tests. */
    Fence OPEN = () -> true;

    boolean mayWrite();
}
