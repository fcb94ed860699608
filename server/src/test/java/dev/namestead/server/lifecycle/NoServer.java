package dev.namestead.server.lifecycle;

import dev.namestead.server.sandbox.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A server that is not there: nothing is due and nothing is done. */
final class NoServer implements DueWork {
    @Override
    public Optional<Instant> nextAfter(Instant now) {
        return Optional.empty();
    }

    @Override
    public List<String> settle(Duration most) {
        return List.of();
    }
}
