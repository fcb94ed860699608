package dev.namestead.server.app.configuration;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a server keeps its files. */
public final class DataDirectory {
    private DataDirectory() {}

    /**
     * Makes it where it is absent.
     *
     * @throws RefusedException it cannot be made or written, with the reason
     */
    public static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw refused(directory, reason(directory, failure));
        }
        if (!Files.isWritable(directory)) {
            throw refused(directory, "permission denied");
        }
    }

    private static String reason(Path directory, IOException failure) {
        Path there = present(directory);
        if (!Files.isDirectory(there)) {
            return there + " is a file";
        }
        return switch (failure) {
            // What the kernel says where a file system, such as /proc, has no room for anything new.
            case NoSuchFileException _ -> "nothing can be made in " + there;
            default -> Values.reason(failure);
        };
    }

    private static Path present(Path path) {
        Path parent = path.getParent();
        return Files.exists(path) || parent == null ? path : present(parent);
    }

    private static RefusedException refused(Path directory, String reason) {
        return new RefusedException(
                Refusal.UNAVAILABLE, "the data directory " + directory + " cannot be used: " + reason);
    }
}
