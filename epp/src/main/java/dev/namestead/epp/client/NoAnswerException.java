package dev.namestead.epp.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The command has left, whole or in part, and no answer to it has come: the registry may have carried it
 * out, now or later. What has happened must be read from the registry.
 */
public final class NoAnswerException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** With what broke the connection, if anything did. */
    public NoAnswerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
