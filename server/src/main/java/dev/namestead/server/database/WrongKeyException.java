package dev.namestead.server.database;

import java.nio.file.Path;

/** The secrets in the database are written under another key, so that nothing of them could be read. */
public final class WrongKeyException extends RuntimeException {

    WrongKeyException(Path file) {
        super("the secrets in this database are written under another key than " + file
                + " holds; set secret_key_file to the file that the other servers use, or restore the lost one");
    }
}
