package dev.namestead.server.app.configuration;

import dev.namestead.server.database.DatabaseSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * The PostgreSQL behind the server.
 *
 * @param external one that the operator runs; empty for the embedded one in the data directory
 * @param poolSize most connections held by this server
 * @param acquireTimeout longest wait for one of them
 */
public record DatabaseConfiguration(Optional<External> external, int poolSize, Duration acquireTimeout) {

    /**
     * A PostgreSQL of the operator's own.
     *
     * @param url JDBC address, {@code jdbc:postgresql://host:port/name}
     */
    public record External(String url, String user, Secret password) {}

    /** For {@code Database.open}, where there is an external database. */
    public Optional<DatabaseSettings> settings() {
        return external.map(one ->
                new DatabaseSettings(one.url(), one.user(), one.password().value(), poolSize, acquireTimeout));
    }
}
