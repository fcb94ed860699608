package dev.namestead.api;

/** By what a list of registrations is sorted, and which way. */
public record ListOrder(Key key, boolean ascending) {

    /** What the contract sorts by when nothing is said: date of registration, oldest first. */
    public static final ListOrder DEFAULT = new ListOrder(Key.REGISTRY_CREATED_AT, true);

    /** A column that registrations can be sorted by. */
    public enum Key {
        REGISTRY_CREATED_AT("registry_created_at"),
        REGISTRY_EXPIRES_AT("registry_expires_at"),
        NAME("name");

        private final String wire;

        Key(String wire) {
            this.wire = wire;
        }

        /** The text in {@code sort_by}. */
        public String wire() {
            return wire;
        }
    }

    /** The text in {@code direction}. */
    public String direction() {
        return ascending ? "asc" : "desc";
    }
}
