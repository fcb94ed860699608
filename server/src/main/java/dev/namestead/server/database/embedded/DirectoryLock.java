package dev.namestead.server.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * Holds a directory for the life of this process: the kernel drops the lock with the process, however
 * it ends, so nothing stale is ever left.
 */
final class DirectoryLock implements AutoCloseable {

    // Two files, because closing any other handle of a locked file would drop the lock (fcntl).
    private static final String LOCK = "lock";
    private static final String OWNER = "lock.owner";

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** @throws DirectoryInUseException somebody else, or this very process, holds it */
    static DirectoryLock acquire(Path directory) {
        try {
            if (ownerLine(directory).equals(thisProcess())) {
                throw inUse(directory);
            }
            FileChannel channel =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw inUse(directory);
            }
            Files.writeString(directory.resolve(OWNER), thisProcess());
            return new DirectoryLock(directory, channel);
        } catch (IOException failure) {
            throw new EmbeddedPostgresException(
                    "the data directory " + directory + " cannot be used: " + failure, failure);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(directory.resolve(OWNER));
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static DirectoryInUseException inUse(Path directory) {
        String pid = ownerLine(directory).split(" ", 2)[0];
        return new DirectoryInUseException(
                directory, pid.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(pid)));
    }

    private static String ownerLine(Path directory) {
        try {
            return Files.readString(directory.resolve(OWNER)).strip();
        } catch (IOException nobodyYet) {
            return "";
        }
    }

    /** Number and start: in a container each run has the same number. */
    private static String thisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + " "
                + self.info().startInstant().map(Object::toString).orElse("");
    }
}
