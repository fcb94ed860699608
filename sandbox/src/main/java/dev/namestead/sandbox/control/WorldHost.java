package dev.namestead.sandbox.control;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** Keeps the worlds beside the first one. */
public interface WorldHost {

    /** Throws {@link IllegalArgumentException} where the id is taken or there are too many. */
    HostedWorld open(String id, Duration lifetime);

    Optional<HostedWorld> find(String id);

    Collection<HostedWorld> all();

    /** False where there is none of that id. */
    boolean remove(String id);
}
