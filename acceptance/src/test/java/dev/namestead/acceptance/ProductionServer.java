package dev.namestead.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code namestead serve} with a configuration for production: it is ready when its health says so. */
record ProductionServer(Program program, URI origin) implements AutoCloseable {

    static ProductionServer start(Path config, Path data, List<String> jvmFlags) {
        int port = freePort();
        var program = Program.start(
                data.resolveSibling("production.log"),
                jvmFlags,
                List.of("serve", "--config", config.toString(), "--data", data.toString(), "--port", "" + port));
        var server = new ProductionServer(program, URI.create("http://127.0.0.1:" + port));
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (!program.isAlive()) {
                        throw new AssertionError("namestead ended while starting\n" + program.logTail());
                    }
                    return server.isReady();
                });
        return server;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return statusOf("/healthz/ready") == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The status of a GET, whether or not production has such a path. */
    int statusOf(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(origin.resolve(path)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    Api api() {
        return new Api(URI.create(origin + "/client/v4"), Map.of());
    }

    @Override
    public void close() {
        program.close();
    }
}
