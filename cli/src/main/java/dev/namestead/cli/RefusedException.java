package dev.namestead.cli;

/** A command that cannot be done as it was asked for; the message is for whoever typed it. */
final class RefusedException extends RuntimeException {

    RefusedException(String message) {
        super(message);
    }
}
