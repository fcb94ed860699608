package dev.namestead.server.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's own {@code postmaster.pid}: line 1 is the process, line 8 its status once it serves
 * (miscadmin.h, LOCK_FILE_LINE_*).
 */
record PidFile(long pid, boolean ready) {

    static final String NAME = "postmaster.pid";

    /** Empty while there is none, or while it is being written. */
    static Optional<PidFile> read(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve(NAME));
            boolean ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
            return Optional.of(new PidFile(Long.parseLong(lines.getFirst().strip()), ready));
        } catch (IOException | RuntimeException absentOrPartial) {
            return Optional.empty();
        }
    }
}
