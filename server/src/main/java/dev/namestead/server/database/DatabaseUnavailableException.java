package dev.namestead.server.database;

/** No connection, or it broke before anything could have been committed: nothing happened, try later. */
public final class DatabaseUnavailableException extends RuntimeException {

    DatabaseUnavailableException(Throwable cause) {
        super("the database cannot be reached: " + cause.getMessage(), cause);
    }
}
