package dev.namestead.server.database;

/**
 * The connection broke while COMMIT was under way: the transaction may have happened or not. Who asked
 * reads again by its key before it does anything else.
 */
public final class CommitUnknownException extends RuntimeException {

    CommitUnknownException(Throwable cause) {
        super("the answer to COMMIT was lost: " + cause.getMessage(), cause);
    }
}
