package dev.namestead.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;

/** Addresses and credentials for scripts and tests, in a form that a shell reads; its presence says "ready". */
final class VariablesFile {

    private VariablesFile() {}

    static void write(Path file, Map<String, String> variables) throws IOException {
        writeOwnersOnly(
                file,
                variables.entrySet().stream()
                        .map(entry -> "export " + entry.getKey() + "=" + quoted(entry.getValue()) + "\n")
                        .collect(Collectors.joining()));
    }

    /** Appears at once and whole, with mode 0600 from its first moment. */
    static void writeOwnersOnly(Path file, String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9._:/@+=-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
