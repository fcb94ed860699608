package dev.namestead.server.database.embedded;

import java.nio.file.Path;
import java.util.OptionalLong;

/** Another living server holds the data directory. */
public final class DirectoryInUseException extends EmbeddedPostgresException {

    DirectoryInUseException(Path directory, OptionalLong pid) {
        super("the data directory " + directory + " is in use by another server"
                + (pid.isPresent() ? " (process " + pid.getAsLong() + ")" : "")
                + "; stop that one or choose another directory");
    }
}
