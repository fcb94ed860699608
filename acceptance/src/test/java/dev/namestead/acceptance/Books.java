package dev.namestead.acceptance;

import dev.namestead.server.database.DatabaseSettings;
import dev.namestead.server.database.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** Where a server writes: its PostgreSQL, read from beside it. */
record Books(String url, String user, String password) {

    /** Those of a running server with an embedded database. */
    static Books of(Namestead server) {
        DatabaseSettings settings = EmbeddedPostgres.runningIn(
                        server.data().resolve("postgres"), 1, Duration.ofSeconds(10))
                .orElseThrow(() -> new AssertionError("no server runs on " + server.data()));
        return new Books(settings.url(), settings.user(), settings.password());
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
