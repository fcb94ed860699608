package dev.namestead.sandbox.registry;

import java.time.Instant;

/** Business time, which may be ahead of the wall clock; never goes back. */
@FunctionalInterface
public interface BusinessClock {
    /** Now, to the millisecond, as EPP shows it. */
    Instant now();
}
