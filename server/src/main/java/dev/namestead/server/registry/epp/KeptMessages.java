package dev.namestead.server.registry.epp;

import dev.namestead.server.database.Database;
import java.util.List;
import java.util.Optional;

/** What registries have told us, for the operator who wants to see it, whether or not a server runs. */
public final class KeptMessages {
    private final Database database;
    private final PollStore store = new PollStore();

    public KeptMessages(Database database) {
        this.database = database;
    }

    /**
     * The latest ones, the newest first.
     *
     * @param registry of this registry only
     * @param strange only those that mean nothing to us, or could not be applied yet
     */
    public List<KeptMessage> list(Optional<String> registry, boolean strange, int most) {
        return database.read(tx -> store.list(tx, registry.orElse(""), strange, most));
    }
}
