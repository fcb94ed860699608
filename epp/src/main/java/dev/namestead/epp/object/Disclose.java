package dev.namestead.epp.object;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a contact allows (flag set) or forbids to be published (RFC 5733 section 2.9). */
public record Disclose(boolean flag, List<Item> items) {

    public Disclose {
        items = List.copyOf(items);
    }

    /** One element: name, org or addr with a type; voice, fax or email without. */
    public record Item(String name, PostalInfo.@Nullable Type type) {}
}
