package dev.namestead.epp.client;

import dev.namestead.epp.EppResponse;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session could not be opened: the registry is out of reach, or it refused the login. */
public final class NoSessionException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable EppResponse refusal;

    NoSessionException(String message, @Nullable Throwable cause) {
        super(message, cause);
        refusal = null;
    }

    NoSessionException(EppResponse refusal) {
        super("login refused: " + refusal.code() + " " + refusal.result().msg());
        this.refusal = refusal;
    }

    /** The answer to the login; empty where it did not come to one. Another try soon may lock the account. */
    public Optional<EppResponse> refusal() {
        return Optional.ofNullable(refusal);
    }
}
