package dev.namestead.server.search;

import java.util.Locale;

/** Why a name cannot be registered by the API (seed: {@code reason}). */
public enum Unregistrable {
    EXTENSION_NOT_SUPPORTED_VIA_API,
    EXTENSION_NOT_SUPPORTED,
    EXTENSION_DISALLOWS_REGISTRATION,
    DOMAIN_PREMIUM,
    DOMAIN_UNAVAILABLE;

    /** The text on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
