package dev.namestead.sandbox.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the control address on loopback. Every request needs the token, a loopback {@code Host} (no web page can drive it by
 * rebinding a name) and, where it has a body, JSON.
 */
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final JsonMapper json = ControlJson.mapper();
    private final ControlRoutes routes;
    private final WorldRoutes worlds;
    private final byte[] authorization;
    private final Set<String> hosts;

    /** Binds the address and begins to serve; port 0 takes any that is free. */
    public ControlServer(ControlRoutes routes, WorldHost worlds, String token, InetSocketAddress address)
            throws IOException {
        this.routes = routes;
        this.worlds = new WorldRoutes(worlds);
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.http = HttpServer.create(address, 0);
        int port = http.getAddress().getPort();
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    /** Where it is served, without a final slash. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return http.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ControlReply reply;
            try {
                admit(exchange);
                ControlRequest request = ControlRequest.of(exchange);
                reply = request.path().getFirst().equals("worlds") ? worlds.answer(request) : routes.answer(request);
            } catch (ControlProblem problem) {
                reply = new ControlReply(problem.status(), problem.view());
            } catch (RuntimeException e) {
                LOG.error("The control address failed", e);
                reply = new ControlReply(500, Map.of("error", "Internal error; the log says more."));
            }
            byte[] body = json.writeValueAsBytes(reply.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void admit(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !hosts.contains(host)) {
            throw new ControlProblem(421, "This server is addressed as 127.0.0.1 or localhost only.");
        }
        byte[] given = orEmpty(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!MessageDigest.isEqual(given, authorization)) {
            throw new ControlProblem(401, "The control token is missing or wrong; SANDBOX_CONTROL_TOKEN holds it.");
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (exchange.getRequestMethod().equals("POST")
                && (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"))) {
            throw new ControlProblem(415, "The body is JSON: Content-Type: application/json.");
        }
    }

    private static byte[] orEmpty(@Nullable String text) {
        return (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.close();
    }
}
