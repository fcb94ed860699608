package dev.namestead.server.database;

import dev.namestead.server.database.embedded.DirectoryInUseException;
import dev.namestead.server.database.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fresh database for a test class, cloned from a migrated template on the one PostgreSQL of this build:
 * {@code @RegisterExtension static final TestDatabase db = new TestDatabase();}
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {

    private static final int POOL_SIZE = 8;

    private String name;
    private Database admin;
    private Database database;
    private DatabaseSettings settings;

    /** Open from before the class' first test until after its last. */
    public Database database() {
        return database;
    }

    /** For tests that open pools or start servers of their own on it. */
    public DatabaseSettings settings() {
        return settings;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Server server = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(TestDatabase.class))
                .computeIfAbsent(Server.class, key -> new Server(), Server.class);
        admin = server.admin;
        name = "test_" + UUID.randomUUID().toString().replace("-", "");
        execute(admin, "CREATE DATABASE " + name + " TEMPLATE " + Server.TEMPLATE + " OWNER namestead");
        // Nobody pulls its plug: what does so has a PostgreSQL of its own.
        execute(admin, "ALTER DATABASE " + name + " SET synchronous_commit = off");
        settings = server.application(name);
        database = Database.open(settings);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (database == null) {
            return;
        }
        database.close();
        execute(admin, "DROP DATABASE " + name + " WITH (FORCE)");
    }

    private static void execute(Database database, String sql) {
        database.read(tx -> tx.sql().sql(sql).update());
    }

    /** Started by the first class that asks, stopped by JUnit after the last; its files stay for the next build. */
    private static final class Server implements AutoCloseable {

        static final String TEMPLATE = "template_migrated";

        private final EmbeddedPostgres postgres = start();
        private final Database admin = Database.open(postgres.administration());

        Server() {
            admin.read(tx -> tx.sql()
                            .sql("SELECT datname FROM pg_database WHERE datname ~ '^(test|template)_'")
                            .query(String.class)
                            .list())
                    .forEach(old -> execute(admin, "DROP DATABASE " + old + " WITH (FORCE)"));
            execute(admin, "CREATE DATABASE " + TEMPLATE + " OWNER namestead");
            try (Database template = Database.open(application(TEMPLATE))) {
                Migrations.migrate(template.dataSource());
                Migrations.claim(template, EnvironmentMode.SANDBOX);
            }
        }

        DatabaseSettings application(String name) {
            DatabaseSettings own = postgres.settings(POOL_SIZE, Duration.ofSeconds(10));
            String url = own.url().replaceFirst("/[^/]*$", "/" + name);
            return new DatabaseSettings(url, own.user(), own.password(), own.poolSize(), own.acquireTimeout());
        }

        @Override
        public void close() {
            admin.close();
            postgres.close();
        }

        /** A second build in the same folder, say of an editor, gets a directory of its own. */
        private static EmbeddedPostgres start() {
            Path target = Path.of("target").toAbsolutePath();
            for (int number = 1; ; number++) {
                try {
                    return EmbeddedPostgres.start(
                            target.resolve("test-postgres-" + number), target.resolve("postgres-cache"));
                } catch (DirectoryInUseException other) {
                    if (number == 8) {
                        throw other;
                    }
                }
            }
        }
    }
}
