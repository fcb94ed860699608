package dev.namestead.epp.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** No byte of the command has left: the registry has not seen it, and another try is safe. */
public final class NotSentException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** For a reason of one's own. */
    public NotSentException(String message) {
        super(message);
    }

    /** With what had broken the connection before, if anything had. */
    public NotSentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
