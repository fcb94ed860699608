package dev.namestead.server.database;

/** What an environment is for; written into its database once and never changed. */
public enum EnvironmentMode {
    /** No real money, no real registry, a clock that moves. */
    SANDBOX("sandbox"),
    /** Real registries and real money. */
    PRODUCTION("production");

    private final String text;

    EnvironmentMode(String text) {
        this.text = text;
    }

    /** The word in configuration and database. */
    public String text() {
        return text;
    }

    /** @throws IllegalArgumentException for any other word */
    public static EnvironmentMode of(String text) {
        for (EnvironmentMode mode : values()) {
            if (mode.text.equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("no such mode: " + text);
    }
}
