package dev.namestead.sandbox.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that holds the sandbox registries' state; a file lock keeps a second process out until this one ends. */
public final class DataDirectory implements AutoCloseable {
    private static final String SUFFIX = ".journal";
    private static final String REGISTRY = "registry-";

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Makes the folder if absent and locks it; throws {@link IllegalStateException} when it is in use. */
    public static DataDirectory open(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel lockFile = FileChannel.open(
                    path.resolve("registries.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(lockFile) == null) {
                lockFile.close();
                throw new IllegalStateException("The data directory " + path.toAbsolutePath()
                        + " is in use by other sandbox registries. Stop them, or choose another directory.");
            }
            return new DataDirectory(path, lockFile);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The data directory " + path.toAbsolutePath() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** The file of the journal of that name. */
    public Path journal(String name) {
        return path.resolve(name + SUFFIX);
    }

    /** The file of a registry's journal. */
    public Path registryJournal(String registry) {
        return journal(REGISTRY + registry);
    }

    /** The file of the journal of a registry to practise with, whose names are nobody else's. */
    public Path practiceJournal(String registry) {
        return journal("practice-" + registry);
    }

    /** Ids of the registries that have a journal here, configured or not. */
    public List<String> registries() {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(REGISTRY) && name.endsWith(SUFFIX))
                    .map(name -> name.substring(REGISTRY.length(), name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("The data directory " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new IllegalStateException("The lock of " + path + " cannot be released: " + e.getMessage(), e);
        }
    }
}
