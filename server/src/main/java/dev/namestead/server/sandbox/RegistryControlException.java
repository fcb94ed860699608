package dev.namestead.server.sandbox;

/** The sandbox registries' control address refused, or nobody is there. */
public final class RegistryControlException extends RuntimeException {
    private final int status;

    RegistryControlException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** 400 to 499 where the request was at fault, 503 where the registries are out of reach. */
    public int status() {
        return status;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
