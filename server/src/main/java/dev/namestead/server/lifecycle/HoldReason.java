package dev.namestead.server.lifecycle;

/** Why we hold a name back from the zone (EPP clientHold). Lifting one reason lifts only that one. */
enum HoldReason {
    /** It has expired and nobody has paid (ICANN's ERRP: resolution is interrupted before it is deleted). */
    EXPIRED("expired"),
    /** Its holder's data were not confirmed in time (RAA 2013, WHOIS Accuracy Program Specification). */
    VERIFICATION("verification");

    private final String wire;

    HoldReason(String wire) {
        this.wire = wire;
    }

    /** The text in the database. */
    String wire() {
        return wire;
    }
}
