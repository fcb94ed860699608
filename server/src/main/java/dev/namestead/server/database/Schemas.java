package dev.namestead.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Further sandbox environments in the same database: each is a schema with tables of its own. All of them share one small pool, so that
 * their number costs no connections.
 */
public final class Schemas implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 20;
    /** Each of them takes some hundred of the database's locks. */
    private static final int MOST_BUILDINGS = 4;

    private static final Duration IDLE = Duration.ofMinutes(1);
    /** For a connection: where fifty suites begin at once they wait for each other, and none of them fails. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String NAME = "[a-z][a-z0-9_]{0,62}";

    private final Database first;
    private final HikariDataSource pool;
    private final AtomicReference<@Nullable String> script = new AtomicReference<>();
    private final Semaphore buildings = new Semaphore(MOST_BUILDINGS, true);

    /** @param first the environment whose migrations are done: what its schema looks like is what others are made like */
    public Schemas(DatabaseSettings settings, Database first) {
        this.first = first;
        HikariConfig config = Database.pool(
                new DatabaseSettings(
                        settings.url(),
                        settings.user(),
                        settings.password(),
                        Math.min(MOST_CONNECTIONS, settings.poolSize()),
                        PATIENCE),
                "schemas",
                0);
        config.setIdleTimeout(IDLE.toMillis());
        // None of them outlives this process, so that nobody needs to wait for the disk.
        config.setConnectionInitSql("SET synchronous_commit TO off");
        this.pool = new HikariDataSource(config);
    }

    /** A schema's database; it needs no closing. */
    public Database in(String schema) {
        return Database.over(new SchemaConnections(pool, checked(schema)));
    }

    /** Makes an empty sandbox environment, whole or not at all. */
    public void create(String schema, String keyFingerprint) {
        run("CREATE SCHEMA " + checked(schema), statement -> {
            statement.execute("SET LOCAL search_path TO " + schema);
            // As one text that the driver does not take apart: it cannot read the bodies of functions.
            statement.execute("DO $schema$ BEGIN EXECUTE $script$\n" + script() + "\n$script$; END $schema$");
            try (PreparedStatement environment = statement
                    .getConnection()
                    .prepareStatement("INSERT INTO environment (mode, key_fingerprint) VALUES ('sandbox', ?)")) {
                environment.setString(1, keyFingerprint);
                environment.executeUpdate();
            }
        });
    }

    /** Removes it with all that is in it, and whatever was kept of it under names that begin with its own. */
    public void dropAll(String schema) {
        run("SELECT 1", statement -> {
            for (String each : texts(
                    statement,
                    "SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname = '%1$s' OR nspname LIKE '%1$s\\_%%'"
                            .formatted(checked(schema)))) {
                statement.execute("DROP SCHEMA " + each + " CASCADE");
            }
        });
    }

    /** Keeps the rows of a schema, which nobody may change meanwhile, in another one that is made for it. */
    public void keep(String schema, String kept) {
        run("DROP SCHEMA IF EXISTS " + checked(kept) + " CASCADE; CREATE SCHEMA " + kept, statement -> {
            for (String table : tables(statement, schema)) {
                statement.execute("CREATE TABLE %s.%s AS TABLE %s.%s".formatted(kept, table, schema, table));
            }
        });
    }

    /** Puts the rows back that {@link #keep} has kept, in place of those that are there. */
    public void putBack(String kept, String schema) {
        run("SET LOCAL search_path TO " + checked(schema), statement -> {
            List<String> tables = tables(statement, schema);
            statement.execute("TRUNCATE " + String.join(", ", tables) + " RESTART IDENTITY");
            for (String copy : copies(statement, schema, checked(kept))) {
                statement.execute(copy);
            }
            for (String setting : counters(statement, schema)) {
                statement.execute(setting);
            }
        });
    }

    /** In the order in which they were made, so that none comes before one that it refers to. */
    private static List<String> tables(Statement statement, String schema) throws SQLException {
        return texts(statement, """
                SELECT quote_ident(relname) FROM pg_class
                WHERE relnamespace = '%s'::regnamespace AND relkind = 'r' ORDER BY oid
                """.formatted(schema));
    }

    /** Statements that fill the tables, in the same order; a generated column makes itself. */
    private static List<String> copies(Statement statement, String schema, String kept) throws SQLException {
        return texts(statement, """
                SELECT format('INSERT INTO %%1$I (%%2$s) OVERRIDING SYSTEM VALUE SELECT %%2$s FROM %2$s.%%1$I',
                              c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum))
                FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relnamespace = '%1$s'::regnamespace AND c.relkind = 'r'
                  AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                GROUP BY c.oid, c.relname ORDER BY c.oid
                """.formatted(schema, kept));
    }

    /** Statements that let each identity go on after the highest number that is there. */
    private static List<String> counters(Statement statement, String schema) throws SQLException {
        return texts(statement, """
                SELECT format('SELECT setval(%%L, (SELECT coalesce(max(%%I), 0) + 1 FROM %%I), false)',
                              pg_get_serial_sequence(quote_ident(c.relname), a.attname), a.attname, c.relname)
                FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relnamespace = '%s'::regnamespace AND c.relkind = 'r' AND a.attidentity <> ''
                """.formatted(schema));
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private interface Work {
        void with(Statement statement) throws SQLException;
    }

    private void run(String statements, Work work) {
        buildings.acquireUninterruptibly();
        try {
            runNow(statements, work);
        } finally {
            buildings.release();
        }
    }

    private void runNow(String statements, Work work) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(statements);
                work.with(statement);
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        } catch (SQLException failure) {
            throw switch (SqlFailure.of(failure)) {
                case CONNECTION, UNABLE -> new DatabaseUnavailableException(failure);
                case CONFLICT, STATEMENT -> new UncategorizedSQLException("schema", null, failure);
            };
        }
    }

    /** All migrations one after the other: Flyway itself takes a second for what PostgreSQL does in a tenth of one. */
    private String script() {
        String read = script.get();
        if (read == null) {
            read = first.read(tx -> tx.sql().sql("""
                            SELECT script FROM flyway_schema_history WHERE type = 'SQL' ORDER BY installed_rank
                            """).query(String.class).list()).stream()
                    .map(migration -> resource("/db/migration/" + migration))
                    .collect(Collectors.joining("\n"));
            script.set(read);
        }
        return read;
    }

    private static String resource(String name) {
        try (InputStream in = Schemas.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The migration " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String checked(String schema) {
        if (!schema.matches(NAME)) {
            throw new IllegalArgumentException(schema + " cannot be the name of a schema");
        }
        return schema;
    }

    @Override
    public void close() {
        pool.close();
    }
}
