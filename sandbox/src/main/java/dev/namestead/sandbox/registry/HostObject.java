package dev.namestead.sandbox.registry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name server as the registry holds it (RFC 5732). Immutable.
 *
 * @param superordinate the domain sold here that the host lies under; null for a host of elsewhere
 * @param addresses glue, as sent; empty for a host of elsewhere
 * @param statuses those that were set; {@code ok} and {@code linked} are derived
 */
public record HostObject(
        String name,
        String roid,
        Provenance provenance,
        @Nullable String superordinate,
        List<String> addresses,
        List<String> statuses) {

    public HostObject {
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
}
