package dev.namestead.server.app;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second server out of a data directory: both would be the same node, and each would take the other's running work for its own
 * from before a crash. The kernel frees it with the process.
 */
final class NodeLock implements AutoCloseable {
    private final FileChannel channel;

    private NodeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws RefusedException another server runs there */
    static NodeLock of(Path dataDirectory) {
        try {
            Files.createDirectories(dataDirectory);
            FileChannel channel = FileChannel.open(
                    dataDirectory.resolve("node.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locks(channel)) {
                channel.close();
                throw new RefusedException(
                        Refusal.UNAVAILABLE,
                        "another server runs in the data directory " + dataDirectory
                                + "; servers that share a database need one each");
            }
            return new NodeLock(channel);
        } catch (IOException failure) {
            throw new UncheckedIOException("The data directory " + dataDirectory + " cannot be used", failure);
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
