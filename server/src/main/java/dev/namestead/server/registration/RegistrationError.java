package dev.namestead.server.registration;

/** The codes that a failed workflow of ours carries (seed: {@code WorkflowStatus.error.code}). A closed list; append only. */
public enum RegistrationError {
    REGISTRY_REJECTED("registry_rejected"),
    DOMAIN_UNAVAILABLE("domain_unavailable"),
    DOMAIN_PREMIUM("domain_premium"),
    PRICE_CHANGED("price_changed"),
    PAYMENT_DECLINED("payment_declined"),
    CONFIRMATION_EXPIRED("confirmation_expired"),
    CANCELLED("cancelled");

    private final String wire;

    RegistrationError(String wire) {
        this.wire = wire;
    }

    /** The text on the wire. */
    public String wire() {
        return wire;
    }
}
