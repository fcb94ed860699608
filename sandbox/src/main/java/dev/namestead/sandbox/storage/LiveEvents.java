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

    /** All of them, in an order in which they can be replayed. */
    Iterator<E> events();
}
