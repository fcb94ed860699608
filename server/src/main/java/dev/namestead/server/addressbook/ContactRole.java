package dev.namestead.server.addressbook;

/** What a contact is to a domain, in the contract's words (seed: {@code contacts}). */
public enum ContactRole {
    REGISTRANT("registrant"),
    ADMINISTRATOR("administrator"),
    TECHNICAL("technical"),
    BILLING("billing");

    private final String wire;

    ContactRole(String wire) {
        this.wire = wire;
    }

    /** The text on the wire. */
    public String wire() {
        return wire;
    }
}
