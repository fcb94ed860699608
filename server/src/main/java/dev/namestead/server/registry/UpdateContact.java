package dev.namestead.server.registry;

/**
 * A contact update (RFC 5733, section 3.2.5) that gives it another e-mail address. It may be sent again: twice is as once.
 */
public record UpdateContact(String clTrid, String id, String email) {
    @Override
    public String toString() {
        return "UpdateContact[" + clTrid + ", " + id + "]";
    }
}
