package dev.namestead.sandbox.storage;

import java.util.Iterator;

/**
 * What of a journal is still true: written in its place it would make the same state.
 *
 * @param <E> the journal's event type
 */
public interface LiveEvents<E> {
    /** About how many there are. */
    long count();

    /**
     * All of them as they are at one instant, in an order in which they can be replayed. What was appended before the call is among them: where
     * that becomes true a moment after it was appended, the moment is waited for.
     */
    Iterator<E> events();
}
