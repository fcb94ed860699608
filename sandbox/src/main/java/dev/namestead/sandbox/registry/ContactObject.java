package dev.namestead.sandbox.registry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact as the registry holds it (RFC 5733). Immutable.
 *
 * @param addresses one or two forms of name and address: {@code int} in ASCII and {@code loc}
 * @param statuses those that were set; {@code ok} and {@code linked} are derived
 */
public record ContactObject(
        String id,
        String roid,
        Provenance provenance,
        List<PostalAddress> addresses,
        @Nullable Telephone voice,
        @Nullable Telephone fax,
        String email,
        String authInfo,
        @Nullable Disclosure disclosure,
        List<String> statuses) {

    public ContactObject {
        addresses = List.copyOf(addresses);
        statuses = List.copyOf(statuses);
    }

    /** What info shows. */
    public List<String> shownStatuses(boolean linked) {
        var shown = new ArrayList<>(statuses);
        if (shown.isEmpty()) {
            shown.add("ok");
        }
        if (linked) {
            shown.add("linked");
        }
        return shown;
    }

    /**
     * One postalInfo.
     *
     * @param type {@code int} or {@code loc}
     */
    public record PostalAddress(
            String type,
            String name,
            @Nullable String organization,
            List<String> street,
            String city,
            @Nullable String state,
            @Nullable String postalCode,
            String country) {

        public PostalAddress {
            street = List.copyOf(street);
        }
    }

    /** A number such as {@code +1.7035555555}, with an extension if any. */
    public record Telephone(String number, @Nullable String extension) {}

    /**
     * What may, or may not, be shown to the public (RFC 5733 section 2.9).
     *
     * @param items such as {@code voice}, or {@code name/int} where a type belongs to it
     */
    public record Disclosure(boolean flag, List<String> items) {
        public Disclosure {
            items = List.copyOf(items);
        }
    }
}
