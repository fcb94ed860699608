package dev.namestead.sandbox.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
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
        SortedSet<String> addresses,
        SortedSet<String> statuses) {

    public HostObject {
        addresses = Collections.unmodifiableSortedSet(new TreeSet<>(addresses));
        statuses = Collections.unmodifiableSortedSet(new TreeSet<>(statuses));
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
