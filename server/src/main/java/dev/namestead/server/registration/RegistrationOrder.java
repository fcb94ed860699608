package dev.namestead.server.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order of the list (seed: {@code sort_by}, {@code direction}); the name decides between equal dates. */
public record RegistrationOrder(SortBy by, boolean descending) {

    /** What the list is sorted by. */
    public enum SortBy {
        REGISTRY_CREATED_AT("registry_created_at"),
        REGISTRY_EXPIRES_AT("registry_expires_at"),
        NAME("name");

        private final String wire;

        SortBy(String wire) {
            this.wire = wire;
        }

        /** The text on the wire. */
        public String wire() {
            return wire;
        }
    }

    boolean byName() {
        return by == SortBy.NAME;
    }

    String column() {
        return switch (by) {
            case REGISTRY_CREATED_AT -> "created_at";
            case REGISTRY_EXPIRES_AT -> "paid_until";
            case NAME -> "domain_name";
        };
    }

    /** Where a registration stands in this order. */
    public ListKey keyOf(Registration registration) {
        @Nullable
        Instant at = switch (by) {
            case REGISTRY_CREATED_AT -> registration.createdAt();
            case REGISTRY_EXPIRES_AT -> registration.paidUntil();
            case NAME -> null;
        };
        return new ListKey(at, registration.name().ascii());
    }
}
