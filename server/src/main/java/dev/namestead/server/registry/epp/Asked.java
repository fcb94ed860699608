package dev.namestead.server.registry.epp;

/** The commands that we give to registries, as far as their answers are judged differently. */
enum Asked {
    LOGIN(false),
    CHECK(false),
    INFO(false),
    POLL(false),
    ACK(true),
    CREATE(true),
    RENEW(true),
    UPDATE(true),
    DELETE(true),
    /** Of a domain: answered 1001 it has begun, and what was told with it counts. */
    DELETE_DOMAIN(true);

    private final boolean transforms;

    Asked(boolean transforms) {
        this.transforms = transforms;
    }

    /** Whether the registry may have changed something, so that a lost answer leaves us in doubt. */
    boolean transforms() {
        return transforms;
    }
}
