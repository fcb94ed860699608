package dev.namestead.server.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happens by itself when business time passes, as the mover of the clock sees it. */
public interface DueWork {
    /** The earliest business instant, later than the given one, at which something is to happen. */
    Optional<Instant> nextAfter(Instant now);

    /**
     * Fetches what the registries have to say, runs whatever is due, and waits until nothing runs.
     *
     * @param most in machine time
     * @return what did not finish, by name; empty when all is quiet
     */
    List<String> settle(Duration most);
}
