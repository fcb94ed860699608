package dev.namestead.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Directories for the servers under test, below the build's folder so that logs can be read after a failure. */
final class Workplace {
    private Workplace() {}

    /** A new, empty, readable directory: the embedded database may run as another user than the tests. */
    static Path directory(String name) {
        try {
            Path base = base();
            Files.createDirectories(base);
            Path made = Files.createTempDirectory(base, name + "-");
            made.toFile().setReadable(true, false);
            made.toFile().setExecutable(true, false);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path base() {
        return root().resolve("acceptance/target/servers").toAbsolutePath();
    }

    /** Removes what earlier runs made by that name. */
    static void removeAll(String name) {
        if (!Files.exists(base())) {
            return;
        }
        try (var made = Files.newDirectoryStream(base(), name + "-*")) {
            made.forEach(Workplace::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a directory with all that is in it. */
    static void remove(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The project's root, whether the tests run in it or in their module. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("acceptance")) ? here : here.getParent();
    }
}
