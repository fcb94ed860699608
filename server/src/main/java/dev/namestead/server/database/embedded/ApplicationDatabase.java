package dev.namestead.server.database.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLState;

/**
 * The registrar's own role and database inside the embedded server. The role owns its database and
 * nothing else, so that a hole in our SQL does not reach the machine.
 */
final class ApplicationDatabase {

    static final String NAME = "namestead";

    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final int port;
    private final String password;

    ApplicationDatabase(int port, String password) {
        this.port = port;
        this.password = password;
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /**
     * Makes role and database at the first start.
     *
     * @throws EmbeddedPostgresException what is committed there would not survive a crash
     */
    void prepare() {
        try {
            try (Connection connection = connect(NAME, NAME)) {
                assertDurable(connection);
            } catch (SQLException refused) {
                if (!isMissing(refused)) {
                    throw refused;
                }
                create();
                prepare();
            }
        } catch (SQLException failure) {
            throw new EmbeddedPostgresException("PostgreSQL does not answer: " + failure.getMessage(), failure);
        }
    }

    private static boolean isMissing(SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        return state.equals(PSQLState.INVALID_PASSWORD.getState()) || state.equals("3D000");
    }

    private void create() throws SQLException {
        try (Connection connection = connect("postgres", Cluster.SUPERUSER);
                Statement statement = connection.createStatement()) {
            if (isAbsent(statement, "SELECT FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                statement.execute("CREATE ROLE " + NAME + " LOGIN");
            }
            statement.execute("ALTER ROLE " + NAME + " PASSWORD '" + password + "'");
            if (isAbsent(statement, "SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        }
    }

    private static boolean isAbsent(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    /** A server that forgets what it answered would charge for domains that nobody remembers. */
    private static void assertDurable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String setting : DURABILITY) {
                try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
                    row.next();
                    if (!row.getString(1).equals("on")) {
                        throw new EmbeddedPostgresException("PostgreSQL runs with " + setting + " = " + row.getString(1)
                                + "; it must be on, or a crash loses what was answered");
                    }
                }
            }
        }
    }

    private Connection connect(String database, String user) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url(port, database));
        source.setUser(user);
        source.setPassword(password);
        return source.getConnection();
    }
}
