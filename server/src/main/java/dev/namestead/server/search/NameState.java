package dev.namestead.server.search;

import java.util.Locale;

/** What was last seen of a name. */
public enum NameState {
    AVAILABLE,
    UNAVAILABLE,
    PREMIUM;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static NameState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
