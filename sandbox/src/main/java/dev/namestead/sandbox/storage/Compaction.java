package dev.namestead.sandbox.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A journal that is written anew with no more than what is still true. The old file stands until the new one is whole and on disk. */
final class Compaction implements AutoCloseable {
    private static final int EVENTS_OF_A_LINE = 500;

    private final Path file;
    private final Path beside;
    private final FileChannel channel;
    private long events;
    private boolean finished;

    private Compaction(Path file, Path beside, FileChannel channel) {
        this.file = file;
        this.beside = beside;
        this.channel = channel;
    }

    /** Begins an empty file beside the journal. */
    static Compaction begin(Path file) throws IOException {
        Path beside = beside(file);
        Files.deleteIfExists(beside);
        FileChannel channel = FileChannel.open(
                beside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PrivateFiles.ownerOnly());
        return new Compaction(file, beside, channel);
    }

    /** What a crash has left unfinished is nothing. */
    static void forgetUnfinished(Path file) throws IOException {
        Files.deleteIfExists(beside(file));
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** Writes what is true, and has it on disk; less of it where it is to stop. */
    <E> void write(EventCodec<E> codec, Iterator<E> live, BooleanSupplier stop) throws IOException {
        List<byte[]> batch = new ArrayList<>(EVENTS_OF_A_LINE);
        while (live.hasNext() && !stop.getAsBoolean()) {
            batch.add(codec.write(live.next()));
            events++;
            if (batch.size() == EVENTS_OF_A_LINE || !live.hasNext()) {
                write(JournalLines.encode(JournalLines.join(batch)));
                batch.clear();
            }
        }
        channel.force(true);
    }

    private void write(ByteBuffer line) throws IOException {
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }

    /** Adds whole lines of the journal that stands. */
    void append(FileChannel journal, long from, long to) throws IOException {
        for (long at = from; at < to; ) {
            at += journal.transferTo(at, to - at, channel);
        }
    }

    /** Events that it began with. */
    long events() {
        return events;
    }

    /** Puts the new file in the old one's place; the channel stands at its end and is the caller's. */
    FileChannel finish() throws IOException {
        channel.force(true);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        finished = true;
        FileJournal.syncDirectory(file);
        return channel;
    }

    /** Whether the new file is the journal already. */
    boolean isFinished() {
        return finished;
    }

    /** Gives the new file up unless it was finished. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            channel.close();
            Files.deleteIfExists(beside);
        }
    }
}
