package dev.namestead.server.addressbook;

import org.jspecify.annotations.Nullable;

/**
 * The data of a person or organization as the contract carries it (seed: {@code contacts.registrant}).
 *
 * @param phone in EPP's form of E.164, {@code +CC.NUMBER}
 * @param countryCode ISO 3166-1 alpha-2, upper case
 */
public record Contact(
        String name,
        @Nullable String organization,
        String email,
        String phone,
        @Nullable String fax,
        String street,
        String city,
        String state,
        String postalCode,
        String countryCode) {

    /** The same person, to be written to elsewhere. */
    public Contact withEmail(String address) {
        return new Contact(name, organization, address, phone, fax, street, city, state, postalCode, countryCode);
    }

    /** Never the data itself: contacts do not belong into logs. */
    @Override
    public String toString() {
        return "Contact[…]";
    }
}
