package dev.namestead.server.account;

/** What a token may do. */
public enum Scope {
    /** Everything that changes nothing, domain-check included. */
    READ("read"),
    /** Registering and editing: everything that changes something or costs money. */
    WRITE("write");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** The word on the command line and in the database. */
    public String text() {
        return text;
    }

    /** @throws IllegalArgumentException for any other word */
    public static Scope of(String text) {
        for (Scope scope : values()) {
            if (scope.text.equals(text)) {
                return scope;
            }
        }
        throw new IllegalArgumentException("A scope is read or write, not " + text);
    }
}
