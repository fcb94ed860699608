package dev.namestead.server.app;

import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.app.configuration.DatabaseConfiguration;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.DatabaseSettings;
import dev.namestead.server.database.Migrations;
import dev.namestead.server.database.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The configured database, ready for use: the operator's own, or the embedded one with its server. */
public final class ServerDatabase implements AutoCloseable {

    private final @Nullable EmbeddedPostgres embedded;
    private final DatabaseSettings settings;
    private final Database database;

    private ServerDatabase(@Nullable EmbeddedPostgres embedded, DatabaseSettings settings) {
        this.embedded = embedded;
        this.settings = settings;
        this.database = Database.open(settings);
    }

    /**
     * Starts the embedded server unless an external one is configured, brings the schema up to date and
     * claims it for the configured mode.
     */
    public static ServerDatabase open(Configuration configuration) {
        Optional<DatabaseSettings> external = configuration.database().settings();
        if (external.isPresent()) {
            return ready(null, external.get(), configuration);
        }
        EmbeddedPostgres embedded = EmbeddedPostgres.start(directory(configuration), EmbeddedPostgres.defaultCache());
        DatabaseConfiguration pool = configuration.database();
        return ready(embedded, embedded.settings(pool.poolSize(), pool.acquireTimeout()), configuration);
    }

    /** The same for an operator's command, which may come while a server runs: then it shares that one's database. */
    public static ServerDatabase openBeside(Configuration configuration) {
        DatabaseConfiguration pool = configuration.database();
        Optional<DatabaseSettings> running = pool.external().isPresent()
                ? Optional.empty()
                : EmbeddedPostgres.runningIn(directory(configuration), 2, pool.acquireTimeout());
        return running.isPresent() ? ready(null, running.get(), configuration) : open(configuration);
    }

    /** Whether there is one, that is whether none of ours has to be made. */
    public static boolean exists(Configuration configuration) {
        return configuration.database().external().isPresent() || Files.isDirectory(directory(configuration));
    }

    public Database database() {
        return database;
    }

    /** Where it is, for who needs a connection apart from the pool. */
    DatabaseSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        database.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    private static ServerDatabase ready(
            @Nullable EmbeddedPostgres embedded, DatabaseSettings settings, Configuration configuration) {
        ServerDatabase opened = new ServerDatabase(embedded, settings);
        try {
            Migrations.migrate(opened.database.dataSource());
            Migrations.claim(opened.database, configuration.mode());
            return opened;
        } catch (RuntimeException | Error failure) {
            opened.close();
            throw failure;
        }
    }

    private static Path directory(Configuration configuration) {
        return configuration.dataDirectory().resolve("postgres");
    }
}
