package dev.namestead.api;

/** The status of a registration as the contract names it (seed: {@code Registration.status}). */
public enum RegistrationStatus {
    ACTIVE("active"),
    REGISTRATION_PENDING("registration_pending"),
    EXPIRED("expired"),
    SUSPENDED("suspended"),
    REDEMPTION_PERIOD("redemption_period"),
    PENDING_DELETE("pending_delete");

    private final String wire;

    RegistrationStatus(String wire) {
        this.wire = wire;
    }

    /** The text on the wire. */
    public String wire() {
        return wire;
    }
}
