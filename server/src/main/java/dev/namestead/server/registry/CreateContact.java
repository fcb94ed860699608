package dev.namestead.server.registry;

import dev.namestead.server.addressbook.Contact;

/**
 * A contact create (RFC 5733).
 *
 * @param id ours, 3 to 16 characters, random: unique across all registrars
 */
public record CreateContact(String clTrid, String id, Contact contact, String authInfo) {
    @Override
    public String toString() {
        return "CreateContact[" + clTrid + ", " + id + "]";
    }
}
