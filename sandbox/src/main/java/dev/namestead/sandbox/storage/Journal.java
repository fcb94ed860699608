package dev.namestead.sandbox.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * An append-only list of events.
 *
 * @param <E> the event type
 */
public interface Journal<E> extends AutoCloseable {

    /**
     * Opens the journal, making it if absent, and hands every event on it to {@code replay} in order. A torn last batch is cut
     * off: it was never answered. Any other damage is refused with {@link JournalException}. Where more than half of it is of the
     * past, now or later, it is written anew.
     */
    static <E> Journal<E> open(Path file, EventCodec<E> codec, Consumer<E> replay, LiveEvents<E> live) {
        return FileJournal.open(file, codec, replay, live);
    }

    /** For what need not outlive the process. */
    static <E> Journal<E> unkept() {
        return new Journal<>() {
            private final AtomicLong appended = new AtomicLong();

            @Override
            public long append(List<E> events) {
                return appended.addAndGet(events.size());
            }

            @Override
            public long appended() {
                return appended.get();
            }

            @Override
            public void awaitDurable(long position) {
                // As durable as it will ever be.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    /** Queues the events to be written together, in the order of calls; answers the position to wait for. Never blocks on I/O. */
    long append(List<E> events);

    /** The position of the last appended event; all that is seen in memory is durable once this position is. */
    long appended();

    /** Returns when everything up to the position is on disk; throws {@link JournalException} when it never will be. */
    void awaitDurable(long position);

    /** Writes what is queued and closes the file. */
    @Override
    void close();
}
