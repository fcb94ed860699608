package dev.namestead.server.database.embedded;

/** The embedded PostgreSQL could not be started; the message tells the operator what to change. */
public class EmbeddedPostgresException extends RuntimeException {

    EmbeddedPostgresException(String message) {
        super(message);
    }

    EmbeddedPostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
