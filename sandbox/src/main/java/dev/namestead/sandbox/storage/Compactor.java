package dev.namestead.sandbox.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a journal written anew while it is in use. A thread of its own writes what is true beside it, which takes as long as it takes; what the
 * journal got meanwhile is added by its writer, between two batches, and then the new file is the journal. Events that are in both do no harm:
 * they hold whole objects, and come again in their order.
 *
 * @param <E> the journal's event type
 */
final class Compactor<E> {
    private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);
    /** Below that many events nothing is won. */
    static final long LEAST = 10_000;

    private final Path file;
    private final EventCodec<E> codec;
    private final LiveEvents<E> live;
    private final Runnable onReady;
    private @Nullable Thread thread;
    private long least = LEAST;
    /** Null where it could not be made. */
    private volatile @Nullable Begun begun;

    private volatile boolean ready;
    private volatile boolean stopping;

    /** A new file that waits for what the journal got since it had so many events and bytes. */
    private record Begun(Compaction compaction, long eventsBefore, long bytesBefore) {}

    /** @param onReady told when {@link #finish} has something to do */
    Compactor(Path file, EventCodec<E> codec, LiveEvents<E> live, Runnable onReady) {
        this.file = file;
        this.codec = codec;
        this.live = live;
        this.onReady = onReady;
    }

    /** Whether more than half of so many events is of the past. */
    static boolean isWorthIt(long events, LiveEvents<?> live) {
        return events > LEAST && events > 2 * live.count();
    }

    /** Begins where it is worth it. For the journal's writer, whose events are all on disk. */
    void look(long events, long bytes) {
        if (thread == null && events > least && isWorthIt(events, live)) {
            thread = Thread.ofPlatform()
                    .name("compaction-" + file.getFileName())
                    .daemon()
                    .start(() -> prepare(events, bytes));
        }
    }

    private void prepare(long events, long bytes) {
        try {
            begun = made(events, bytes);
        } catch (IOException | RuntimeException failure) {
            LOG.warn("The journal {} could not be written anew: {}", file, failure.toString());
        }
        ready = !stopping;
        onReady.run();
    }

    private Begun made(long events, long bytes) throws IOException {
        Compaction compaction = Compaction.begin(file);
        try {
            compaction.write(codec, live.events(), () -> stopping);
            return new Begun(compaction, events, bytes);
        } catch (IOException | RuntimeException failure) {
            compaction.close();
            throw failure;
        }
    }

    /** Whether the writer is to call {@link #finish}. */
    boolean isReady() {
        return ready;
    }

    /** A journal's file and how many events are in it. */
    record Journaled(FileChannel channel, long events) {}

    /**
     * Adds what the journal got meanwhile and puts the new file in its place; empty where the old one stays. Throws where it is uncertain
     * which of them the directory shows.
     */
    Optional<Journaled> finish(FileChannel journal, long events) throws IOException {
        Begun done = begun;
        begun = null;
        thread = null;
        ready = false;
        // Where it cannot be done it is tried again when there is twice as much.
        least = 2 * events;
        if (done == null) {
            return Optional.empty();
        }
        try (Compaction compaction = done.compaction()) {
            compaction.append(journal, done.bytesBefore(), journal.position());
            FileChannel fresh = compaction.finish();
            journal.close();
            least = LEAST;
            return Optional.of(new Journaled(fresh, compaction.events() + events - done.eventsBefore()));
        } catch (IOException failure) {
            if (done.compaction().isFinished()) {
                throw failure;
            }
            LOG.warn("The journal {} could not be written anew: {}", file, failure.toString());
            return Optional.empty();
        }
    }

    /** What is not finished is given up; for the journal's owner, when its writer has ended. */
    void close() {
        stopping = true;
        Thread running = thread;
        if (running != null) {
            Uninterrupted.join(running);
        }
        Begun left = begun;
        if (left != null) {
            try {
                left.compaction().close();
            } catch (IOException ignored) {
                // The next start removes it.
            }
        }
    }
}
