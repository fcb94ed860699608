package dev.namestead.sandbox.storage;

import dev.namestead.sandbox.storage.Compactor.Journaled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of events with group commit: many sessions append, one thread writes what has gathered as one
 * checksummed line and calls fsync once for all of them. A batch is one line, so a crash can tear the last line only.
 * What has grown too long is written anew, at the start or while it is in use.
 *
 * @param <E> the event type
 */
final class FileJournal<E> implements Journal<E> {
    private final Path file;
    private final EventCodec<E> codec;
    private final Compactor<E> compactor;
    private final Thread writer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition progress = lock.newCondition();
    private List<byte[]> waiting = new ArrayList<>();
    private final AtomicLong appended = new AtomicLong();
    private final AtomicLong durable = new AtomicLong();
    private volatile @Nullable Throwable failure;
    private boolean closing;
    /** Of the writer alone, and how many events are in it. */
    private FileChannel channel;

    private long events;

    private FileJournal(Path file, Journaled stored, EventCodec<E> codec, LiveEvents<E> live) {
        this.file = file;
        this.channel = stored.channel();
        this.events = stored.events();
        this.codec = codec;
        this.compactor = new Compactor<>(file, codec, live, this::wakeWriter);
        // A platform thread: file writes would pin a carrier of the virtual ones.
        this.writer = Thread.ofPlatform()
                .name("journal-" + file.getFileName())
                .daemon()
                .unstarted(this::writeBatches);
    }

    /** See {@link Journal#open}. */
    static <E> FileJournal<E> open(Path file, EventCodec<E> codec, Consumer<E> replay, LiveEvents<E> live) {
        try {
            Compaction.forgetUnfinished(file);
            long[] events = new long[1];
            FileChannel channel = replayed(file, codec, event -> {
                events[0]++;
                replay.accept(event);
            });
            Journaled stored = new Journaled(channel, events[0]);
            var journal = new FileJournal<>(
                    file, Compactor.isWorthIt(events[0], live) ? anew(file, stored, codec, live) : stored, codec, live);
            journal.writer.start();
            return journal;
        } catch (IOException e) {
            throw new JournalException("The journal " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static <E> Journaled anew(Path file, Journaled old, EventCodec<E> codec, LiveEvents<E> live)
            throws IOException {
        try (Compaction compaction = Compaction.begin(file)) {
            compaction.write(codec, live.events(), () -> false);
            FileChannel fresh = compaction.finish();
            old.channel().close();
            return new Journaled(fresh, compaction.events());
        }
    }

    private static <E> FileChannel replayed(Path file, EventCodec<E> codec, Consumer<E> replay) throws IOException {
        boolean fresh = !file.toFile().exists();
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PrivateFiles.ownerOnly());
        try {
            long end = JournalLines.replay(
                    file, channel, line -> codec.readBatch(line).forEach(replay));
            channel.truncate(end);
            channel.position(end);
            channel.force(true);
            if (fresh) {
                syncDirectory(file);
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public long append(List<E> events) {
        var lines = new ArrayList<byte[]>(events.size());
        for (E event : events) {
            lines.add(codec.write(event));
        }
        lock.lock();
        try {
            throwIfFailed();
            if (closing) {
                throw new JournalException("The journal " + file + " is closed.");
            }
            waiting.addAll(lines);
            work.signal();
            return appended.addAndGet(lines.size());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long appended() {
        return appended.get();
    }

    @Override
    public void awaitDurable(long position) {
        if (durable.get() >= position) {
            return;
        }
        lock.lock();
        try {
            while (durable.get() < position) {
                throwIfFailed();
                progress.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void throwIfFailed() {
        Throwable cause = failure;
        if (cause != null) {
            throw new JournalException(
                    "The journal " + file + " can no longer be written: " + cause.getMessage(), cause);
        }
    }

    private void writeBatches() {
        List<byte[]> batch = nextBatch();
        while (!batch.isEmpty() || compactor.isReady()) {
            try {
                write(batch);
                shrink();
            } catch (IOException | RuntimeException e) {
                fail(e);
                return;
            }
            batch = nextBatch();
        }
    }

    private void write(List<byte[]> batch) throws IOException {
        if (batch.isEmpty()) {
            return;
        }
        ByteBuffer line = JournalLines.encode(JournalLines.join(batch));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(false);
        events += batch.size();
        lock.lock();
        try {
            durable.addAndGet(batch.size());
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void shrink() throws IOException {
        if (compactor.isReady()) {
            compactor.finish(channel, events).ifPresent(fresh -> {
                channel = fresh.channel();
                events = fresh.events();
            });
        }
        compactor.look(events, channel.position());
    }

    /** What has gathered while the last batch was written; empty where the file is to be shrunk, or the journal closes and nothing is left. */
    private List<byte[]> nextBatch() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closing && !compactor.isReady()) {
                work.awaitUninterruptibly();
            }
            List<byte[]> batch = waiting;
            waiting = new ArrayList<>();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void wakeWriter() {
        lock.lock();
        try {
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Without this a crash may forget the file's name although its content was synced. */
    static void syncDirectory(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            return;
        }
        try (FileChannel handle = FileChannel.open(directory, StandardOpenOption.READ)) {
            handle.force(true);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        Uninterrupted.join(writer);
        compactor.close();
        try {
            channel.close();
        } catch (IOException e) {
            throw new JournalException("The journal " + file + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
