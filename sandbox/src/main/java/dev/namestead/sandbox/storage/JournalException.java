package dev.namestead.sandbox.storage;

/** The journal cannot be read or can no longer be written; the registry that owns it must stop answering. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
