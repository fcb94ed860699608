package dev.namestead.server.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code /proc} proves about PostgreSQL processes. A process belongs to a data directory when its
 * program is {@code postgres} and its working directory is that directory, as PostgreSQL always has it.
 */
final class LinuxProcesses {

    private static final Path PROC = Path.of("/proc");

    private LinuxProcesses() {}

    /** Every living PostgreSQL process, postmaster or child, of this data directory. */
    static List<Long> postgresOf(Path dataDirectory) {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                if (isPostgresOf(entry, dataDirectory)) {
                    found.add(Long.parseLong(entry.getFileName().toString()));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }

    /** Sends a signal by name; a process that is gone already is what was wanted. */
    static void signal(long pid, String name) {
        try {
            // Java itself can only send TERM and KILL, which mean other things to PostgreSQL.
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isPostgresOf(Path entry, Path dataDirectory) {
        try {
            String stat = Files.readString(entry.resolve("stat"));
            int open = stat.indexOf('(');
            int close = stat.lastIndexOf(')');
            char state = stat.charAt(close + 2);
            // A zombie holds nothing any more; its parent only has not looked yet.
            boolean living = state != 'Z' && state != 'X';
            return living
                    && stat.substring(open + 1, close).equals("postgres")
                    && Files.readSymbolicLink(entry.resolve("cwd")).equals(dataDirectory);
        } catch (IOException goneOrForeign) {
            return false;
        }
    }
}
