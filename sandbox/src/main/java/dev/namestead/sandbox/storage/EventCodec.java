package dev.namestead.sandbox.storage;

/**
 * Writes one event as a single line of JSON and reads it back.
 *
 * @param <E> the journal's event type
 */
public interface EventCodec<E> {
    /** The event as UTF-8 JSON without line breaks. */
    byte[] write(E event);

    /** The events of one batch, which is a JSON array of what {@link #write} made. */
    Iterable<E> readBatch(byte[] jsonArray);
}
