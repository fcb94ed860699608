package dev.namestead.api;

import org.jspecify.annotations.Nullable;

/** A contact on the wire (seed: {@code contacts.registrant}). */
public record ContactResource(
        String email, String phone, @Nullable String fax, PostalInfo postalInfo) {

    /** Name and address. */
    public record PostalInfo(String name, @Nullable String organization, Address address) {}

    /** @param countryCode ISO 3166-1 alpha-2 */
    public record Address(String street, String city, String state, String postalCode, String countryCode) {}

    /** Never the data itself: contacts do not belong into logs. */
    @Override
    public String toString() {
        return "ContactResource[…]";
    }
}
