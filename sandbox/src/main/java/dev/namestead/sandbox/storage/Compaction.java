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

/** Writes a journal anew with no more than what is still true. The old file stands until the new one is whole and on disk. */
final class Compaction {
    private static final int EVENTS_OF_A_LINE = 500;

    private Compaction() {}

    static <E> void rewrite(Path file, EventCodec<E> codec, Iterator<E> live) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        try (FileChannel channel = FileChannel.open(
                beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PrivateFiles.ownerOnly())) {
            List<byte[]> batch = new ArrayList<>(EVENTS_OF_A_LINE);
            while (live.hasNext()) {
                batch.add(codec.write(live.next()));
                if (batch.size() == EVENTS_OF_A_LINE || !live.hasNext()) {
                    write(channel, JournalLines.encode(JournalLines.join(batch)));
                    batch.clear();
                }
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        FileJournal.syncDirectory(file);
    }

    private static void write(FileChannel channel, ByteBuffer line) throws IOException {
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }
}
