package dev.namestead.server.search;

import java.util.Locale;

/** The pricing tier of a name (seed: {@code tier}). */
public enum Tier {
    STANDARD,
    PREMIUM;

    /** The text on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
