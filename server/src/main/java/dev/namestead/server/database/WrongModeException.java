package dev.namestead.server.database;

/** The database belongs to an environment of the other mode: play money and real money never meet. */
public final class WrongModeException extends RuntimeException {

    WrongModeException(EnvironmentMode wanted, EnvironmentMode found) {
        super("this database belongs to a " + found.text() + " environment and cannot be started as " + wanted.text()
                + "; use another database or set mode: " + found.text());
    }
}
