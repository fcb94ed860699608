package dev.namestead.server.sandbox;

import org.jspecify.annotations.Nullable;

/** The sandbox registries' control address refused, or nobody is there. */
public final class RegistryControlException extends RuntimeException {
    private final int status;
    private final @Nullable String pointer;

    RegistryControlException(int status, String message) {
        this(status, message, null);
    }

    RegistryControlException(int status, String message, @Nullable String pointer) {
        super(message, null, false, false);
        this.status = status;
        this.pointer = pointer;
    }

    /** 400 to 499 where the request was at fault, 503 where the registries are out of reach. */
    public int status() {
        return status;
    }

    /** JSON pointer (RFC 6901) to the field of the body that is at fault; null where no field is. */
    public @Nullable String pointer() {
        return pointer;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
