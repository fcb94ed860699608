package dev.namestead.server.registry.epp;

import java.util.function.BooleanSupplier;

/** A node's right to sessions with a registry, which it has for a time only and may lose to another node. */
@FunctionalInterface
interface SessionRight {

    /** For a node that shares the registry with nobody. */
    SessionRight UNSHARED = () -> () -> true;

    /**
     * To be asked when a session is opened, and the result right before each of its writes: true as long as the session may be used. Once false
     * it stays so.
     */
    BooleanSupplier forSession();
}
