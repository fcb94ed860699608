package dev.namestead.server.lifecycle;

/** What holders are told of, by rule or because it has happened. The wire text stands in the database and is append-only. */
enum LifeNotice {
    /** It will be renewed, at this price. */
    PRICE("auto_renew_price"),
    /** About a month before expiry. */
    MONTH("expiry_month"),
    /** About a week before expiry. */
    WEEK("expiry_week"),
    /** It has expired. */
    EXPIRED("expired"),
    /** Once a year: the data that we have, and the duty to keep them right. */
    DATA("data_reminder"),
    /** It is suspended, for its holder has not confirmed his data. */
    SUSPENDED("registration_suspended"),
    /** It was renewed. */
    RENEWED("registration_renewed"),
    /** It could not be renewed. */
    RENEWAL_FAILED("renewal_failed"),
    /** It has expired, and is held back from the zone from now on. */
    INTERRUPTED("registration_interrupted"),
    /** Its holder has confirmed his data, and the suspension is over. */
    REINSTATED("registration_reinstated"),
    /** Its registry has suspended it. */
    SUSPENDED_BY_REGISTRY("registration_suspended_by_registry"),
    /** Its registry has ended that. */
    REINSTATED_BY_REGISTRY("registration_reinstated_by_registry"),
    /** Its registry has deleted it. */
    DELETED_BY_REGISTRY("registration_deleted"),
    /** It is held by another registrar. */
    TRANSFERRED_AWAY("registration_transferred_away"),
    /** Its registry does not know it any more, and it was not deleted. */
    REMOVED("registration_removed");

    private final String wire;

    LifeNotice(String wire) {
        this.wire = wire;
    }

    /** The notice's kind. */
    String wire() {
        return wire;
    }

    /** Whether a renewal makes it void. */
    boolean isAboutExpiry() {
        return switch (this) {
            case MONTH, WEEK, EXPIRED, INTERRUPTED -> true;
            case PRICE,
                    DATA,
                    SUSPENDED,
                    RENEWED,
                    RENEWAL_FAILED,
                    REINSTATED,
                    SUSPENDED_BY_REGISTRY,
                    REINSTATED_BY_REGISTRY,
                    DELETED_BY_REGISTRY,
                    TRANSFERRED_AWAY,
                    REMOVED -> false;
        };
    }
}
