package dev.namestead.acceptance;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.namestead.server.database.embedded.EmbeddedPostgres;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The yardstick: one row by its key as JSON over HTTP, on the product's stack and with nothing else. */
final class BareRead {
    private BareRead() {}

    /** Arguments: a data directory, and a file that gets the port once the server is ready. */
    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        var postgres = EmbeddedPostgres.start(data, EmbeddedPostgres.defaultCache());
        var settings = postgres.settings(10, Duration.ofSeconds(10));
        var pool = new HikariConfig();
        pool.setJdbcUrl(settings.url());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(10);
        var jdbc = JdbcClient.create(new HikariDataSource(pool));
        jdbc.sql("create table thing (name text primary key, at timestamptz not null, kept boolean not null)")
                .update();
        jdbc.sql("insert into thing select 'thing-' || i, now(), true from generate_series(1, 1000) i")
                .update();
        var json = JsonMapper.shared();
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .routing(routing -> routing.get("/things/{name}", (request, response) -> {
                    var row = jdbc.sql("select name, at, kept from thing where name = ?")
                            .param(request.path().pathParameters().get("name"))
                            .query((rs, n) -> Map.of(
                                    "name", rs.getString(1),
                                    "at", rs.getTimestamp(2).toInstant().toString(),
                                    "kept", rs.getBoolean(3)))
                            .single();
                    response.header(HeaderNames.CONTENT_TYPE, "application/json");
                    response.send(json.writeValueAsBytes(row));
                }))
                .build()
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.stop();
            postgres.close();
        }));
        Path ready = Path.of(args[1]);
        Path written = Files.writeString(ready.resolveSibling(ready.getFileName() + ".new"), "" + server.port());
        Files.move(written, ready, StandardCopyOption.ATOMIC_MOVE);
        Thread.currentThread().join();
    }
}
