package dev.namestead.acceptance;

import dev.namestead.server.database.Database;
import dev.namestead.server.database.embedded.EmbeddedPostgres;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The yardstick: one row with the columns that a registration shows, read by a key of the same form, as JSON over HTTP, on the product's stack,
 * the time-outs of its connections included, and with nothing else.
 */
final class BareRead {
    private static final String ACCOUNT = "0".repeat(32);
    /** As many as the product holds by default. */
    private static final int CONNECTIONS = 20;

    private BareRead() {}

    /** Arguments: a data directory, and a file that gets the port once the server is ready. */
    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        var postgres = EmbeddedPostgres.start(data, EmbeddedPostgres.defaultCache());
        var settings = postgres.settings(CONNECTIONS, Duration.ofSeconds(10));
        var database = Database.open(settings);
        var jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("""
                        create table thing (
                            account text collate "C" not null, name text collate "C" not null, kept boolean not null,
                            made_at timestamptz not null, ends_at timestamptz not null, again boolean not null,
                            mode text collate "C" not null, primary key (account, name))
                        """).update();
        jdbc.sql(
                        "insert into thing select ?, 'thing-' || i, true, now(), now(), true, 'off' from generate_series(1, 1000) i")
                .param(ACCOUNT)
                .update();
        var json = JsonMapper.shared();
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .connectionOptions(options -> options.readTimeout(Duration.ofSeconds(30)))
                .routing(routing -> routing.get("/things/{name}", (request, response) -> {
                    Map<String, Object> row = jdbc.sql(
                                    "select name, kept, made_at, ends_at, again, mode from thing where account = ? and name = ?")
                            .param(ACCOUNT)
                            .param(request.path().pathParameters().get("name"))
                            .query((rs, n) -> Map.<String, Object>of(
                                    "name", rs.getString("name"),
                                    "kept", rs.getBoolean("kept"),
                                    "made_at", instant(rs, "made_at"),
                                    "ends_at", instant(rs, "ends_at"),
                                    "again", rs.getBoolean("again"),
                                    "mode", rs.getString("mode")))
                            .single();
                    response.header(HeaderNames.CONTENT_TYPE, "application/json");
                    response.send(json.writeValueAsBytes(row));
                }))
                .build()
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.stop();
            database.close();
            postgres.close();
        }));
        Path ready = Path.of(args[1]);
        Path written = Files.writeString(ready.resolveSibling(ready.getFileName() + ".new"), "" + server.port());
        Files.move(written, ready, StandardCopyOption.ATOMIC_MOVE);
        Thread.currentThread().join();
    }

    private static String instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant().toString();
    }
}
