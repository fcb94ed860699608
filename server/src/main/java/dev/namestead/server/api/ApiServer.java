package dev.namestead.server.api;

import dev.namestead.server.account.Authenticator;
import dev.namestead.server.api.http.FrontDoor;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.api.http.Routes;
import dev.namestead.server.api.http.Wire;
import io.helidon.webserver.WebServer;
import java.util.List;

/** The HTTP server of one environment. */
public final class ApiServer implements AutoCloseable {
    private final WebServer server;

    private ApiServer(WebServer server) {
        this.server = server;
    }

    /** Listens from now on. */
    public static ApiServer start(HttpSettings settings, Authenticator authenticator, List<Route> routes) {
        FrontDoor door = new FrontDoor(
                new Routes(routes),
                authenticator,
                settings.rateLimit(),
                settings.sandboxHosts(),
                settings.maxBodyBytes(),
                System::nanoTime);
        return new ApiServer(Wire.start(settings.bind(), settings.port(), door));
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Takes no new requests and lets those under way end, for a bounded time. */
    @Override
    public void close() {
        server.stop();
    }
}
