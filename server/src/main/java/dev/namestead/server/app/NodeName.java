package dev.namestead.server.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Who this server is among those on one database: made once and kept in the data directory, so that a restart is the same one. */
final class NodeName {
    private NodeName() {}

    static String of(Path dataDirectory) {
        Path file = dataDirectory.resolve("node");
        try {
            Files.createDirectories(dataDirectory);
            if (!Files.exists(file)) {
                Path fresh = Files.createTempFile(dataDirectory, "node", ".tmp");
                Files.writeString(fresh, "node-" + UUID.randomUUID() + "\n");
                Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException("The data directory " + dataDirectory + " cannot be used", failure);
        }
    }
}
