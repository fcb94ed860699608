package dev.namestead.epp.object;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Name and address of a contact (RFC 5733 section 2.4). Name and address are null only in updates. */
public record PostalInfo(
        Type type,
        @Nullable String name,
        @Nullable String organization,
        @Nullable Address address) {

    /** Whose it is is nobody's business in a log. */
    @Override
    public String toString() {
        return "PostalInfo[" + type.wire() + ", ***]";
    }

    /** Internationalized is ASCII only, localized is any Unicode. */
    public enum Type {
        INT("int"),
        LOC("loc");

        private final String wire;

        Type(String wire) {
            this.wire = wire;
        }

        /** The word on the wire. */
        public String wire() {
            return wire;
        }
    }

    /**
     * A postal address.
     *
     * @param streets at most three lines
     * @param countryCode two letters, ISO 3166-1
     */
    public record Address(
            List<String> streets,
            String city,
            @Nullable String state,
            @Nullable String postalCode,
            String countryCode) {
        public Address {
            streets = List.copyOf(streets);
        }

        @Override
        public String toString() {
            return "Address[***]";
        }
    }
}
