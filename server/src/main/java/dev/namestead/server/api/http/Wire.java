package dev.namestead.server.api.http;

import dev.namestead.api.ApiMessage;
import dev.namestead.api.Envelope;
import dev.namestead.api.Json;
import dev.namestead.api.Refusal;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP/1.1 as far as Helidon does it: the socket, the limits of a request's head, and the answers to what is no request at all. */
public final class Wire {
    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
    private static final int MAX_REQUEST_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final Duration DRAIN = Duration.ofSeconds(15);

    private Wire() {}

    public static WebServer start(String bind, int port, FrontDoor door) {
        return WebServer.builder()
                .host(bind)
                .port(port)
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .shutdownGracePeriod(DRAIN)
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(MAX_REQUEST_LINE)
                        .maxHeadersSize(MAX_HEADERS)
                        .continueImmediately(false)
                        .build())
                .directHandlers(directHandlers())
                .routing(routing -> routing.any(door))
                .build()
                .start();
    }

    private static DirectHandlers directHandlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, Wire::direct);
        }
        return handlers.build();
    }

    /** What Helidon refuses before any handler is asked: a broken request line, headers too long, an unreadable path. */
    private static DirectHandler.TransportResponse direct(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        String requestId = RequestIds.next();
        LOG.debug("request {} is none: {} {} {}", requestId, type, status.code(), message);
        List<ApiMessage> errors = List.of(ApiMessage.of(Refusal.INVALID.code(), text(status)));
        AnswerWriter.ALWAYS.forEach((name, value) -> headers.set(HeaderNames.create(name), value));
        headers.set(HeaderNames.create(AnswerWriter.REQUEST_ID), requestId);
        headers.set(HeaderNames.CONTENT_TYPE, "application/json");
        headers.set(HeaderValues.CONNECTION_CLOSE);
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(false)
                .entity(Json.mapper().writeValueAsBytes(Envelope.failure(errors)))
                .build();
    }

    private static String text(Status status) {
        return switch (status.code()) {
            case 413 -> "The body is too long";
            case 414 -> "The request line has more than " + MAX_REQUEST_LINE + " bytes";
            case 431 -> "The headers have more than " + MAX_HEADERS + " bytes";
            case 505 -> "This server speaks HTTP/1.1";
            default -> status.code() < 500 ? "The request is not valid HTTP" : "Internal error";
        };
    }
}
