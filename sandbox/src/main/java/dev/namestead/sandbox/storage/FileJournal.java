package dev.namestead.sandbox.storage;

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
 *
 * @param <E> the event type
 */
final class FileJournal<E> implements Journal<E> {
    /** Below that many events nothing is won. */
    private static final long LEAST_REWRITTEN = 10_000;

    private final Path file;
    private final FileChannel channel;
    private final EventCodec<E> codec;
    private final Thread writer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition progress = lock.newCondition();
    private List<byte[]> waiting = new ArrayList<>();
    private final AtomicLong appended = new AtomicLong();
    private final AtomicLong durable = new AtomicLong();
    private volatile @Nullable Throwable failure;
    private boolean closing;

    private FileJournal(Path file, FileChannel channel, EventCodec<E> codec) {
        this.file = file;
        this.channel = channel;
        this.codec = codec;
        // A platform thread: file writes would pin a carrier of the virtual ones.
        this.writer = Thread.ofPlatform()
                .name("journal-" + file.getFileName())
                .daemon()
                .unstarted(this::writeBatches);
    }

    /** See {@link Journal#open}. */
    static <E> FileJournal<E> open(Path file, EventCodec<E> codec, Consumer<E> replay, LiveEvents<E> live) {
        try {
            long[] replayed = new long[1];
            FileChannel channel = replayed(file, codec, event -> {
                replayed[0]++;
                replay.accept(event);
            });
            if (replayed[0] > LEAST_REWRITTEN && replayed[0] > 2 * live.count()) {
                channel.close();
                Compaction.rewrite(file, codec, live.events());
                channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                channel.position(channel.size());
            }
            var journal = new FileJournal<>(file, channel, codec);
            journal.writer.start();
            return journal;
        } catch (IOException e) {
            throw new JournalException("The journal " + file + " cannot be opened: " + e.getMessage(), e);
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
        while (true) {
            List<byte[]> batch = nextBatch();
            if (batch.isEmpty()) {
                return;
            }
            try {
                ByteBuffer line = JournalLines.encode(JournalLines.join(batch));
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                channel.force(false);
            } catch (IOException | RuntimeException e) {
                fail(e);
                return;
            }
            lock.lock();
            try {
                durable.addAndGet(batch.size());
                progress.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** What has gathered while the last batch was written; empty when the journal closes and nothing is left. */
    private List<byte[]> nextBatch() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closing) {
                work.awaitUninterruptibly();
            }
            List<byte[]> batch = waiting;
            waiting = new ArrayList<>();
            return batch;
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
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new JournalException("The journal " + file + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
