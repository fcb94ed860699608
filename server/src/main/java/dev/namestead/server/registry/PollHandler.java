package dev.namestead.server.registry;

import dev.namestead.server.database.Tx;

/** Applies a stored poll message; called in the transaction that marks it as applied, any number of times and in any order. */
@FunctionalInterface
public interface PollHandler {
    void apply(Tx tx, PollMessage message);
}
