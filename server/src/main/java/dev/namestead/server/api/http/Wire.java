package dev.namestead.server.api.http;

import io.helidon.http.DirectHandler;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** HTTP/1.1 as far as Helidon does it: the socket, and the limits of a request's head. */
public final class Wire {
    private static final int MAX_REQUEST_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final Duration DRAIN = Duration.ofSeconds(15);
    /** A sender that falls silent for so long in the midst of a request, or between two, is let go. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Held, because a logger that nobody holds forgets its level. Helidon tells of each listener that it opens. */
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private Wire() {}

    /** Throws {@link UncheckedIOException} with a {@link BindException} where the address cannot be had. */
    public static WebServer start(String bind, int port, Handler door) {
        HELIDON.setLevel(Level.WARNING);
        WebServer server = WebServer.builder()
                .host(bind)
                .port(port)
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .shutdownGracePeriod(DRAIN)
                .connectionOptions(options -> options.readTimeout(SILENCE))
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(MAX_REQUEST_LINE)
                        .maxHeadersSize(MAX_HEADERS)
                        .continueImmediately(false)
                        // Each name and value on each answer; ours are looked at where they are made, in AnswerWriter.
                        .validateResponseHeaders(false)
                        .build())
                .directHandlers(directHandlers())
                .routing(routing -> routing.any(door))
                .build()
                .start();
        if (!server.isRunning()) {
            BindException cause = whyNot(bind, port);
            throw new UncheckedIOException(
                    "nobody can be served at " + bind + ":" + port + ": " + cause.getMessage(), cause);
        }
        return server;
    }

    /** Helidon writes the cause to its log, stops again and says nothing; so it is asked for once more. */
    private static BindException whyNot(String bind, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(bind, port));
            return new BindException("another program had the port just now");
        } catch (IOException | IllegalArgumentException cause) {
            return new BindException(cause.getMessage());
        }
    }

    private static DirectHandlers directHandlers() {
        DirectHandler noRequest = new NoRequest(MAX_REQUEST_LINE, MAX_HEADERS);
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, noRequest);
        }
        return handlers.build();
    }
}
