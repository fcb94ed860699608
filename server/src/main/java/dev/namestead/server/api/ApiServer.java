package dev.namestead.server.api;

import dev.namestead.server.account.Authenticator;
import dev.namestead.server.api.http.Doors;
import dev.namestead.server.api.http.FrontDoor;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.api.http.Routes;
import dev.namestead.server.api.http.Wire;
import io.helidon.webserver.WebServer;
import java.util.List;

/** The HTTP server of an environment, and of the worlds beside it. */
public final class ApiServer implements AutoCloseable {
    private final WebServer server;

    private ApiServer(WebServer server) {
        this.server = server;
    }

    /** Listens from now on. */
    public static ApiServer start(HttpSettings settings, Authenticator authenticator, List<Route> routes) {
        return start(settings, door(settings, authenticator, routes), Doors.Worlds.NONE);
    }

    /** The same with further environments behind the same address. */
    public static ApiServer start(HttpSettings settings, FrontDoor door, Doors.Worlds worlds) {
        return new ApiServer(Wire.start(settings.bind(), settings.port(), new Doors(door, worlds)));
    }

    /** The way into one environment. */
    public static FrontDoor door(HttpSettings settings, Authenticator authenticator, List<Route> routes) {
        return new FrontDoor(
                new Routes(routes),
                authenticator,
                settings.rateLimit(),
                settings.sandboxHosts(),
                settings.maxBodyBytes(),
                System::nanoTime);
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
