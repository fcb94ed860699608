package dev.namestead.server.registration;

import java.util.Optional;

/** Whether the holder's data are redacted in public answers (seed: {@code privacy_mode}). */
public enum PrivacyMode {
    OFF("off"),
    REDACTION("redaction");

    private final String wire;

    PrivacyMode(String wire) {
        this.wire = wire;
    }

    /** The text on the wire and in the database. */
    public String wire() {
        return wire;
    }

    public static Optional<PrivacyMode> of(String wire) {
        for (PrivacyMode mode : values()) {
            if (mode.wire.equals(wire)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
