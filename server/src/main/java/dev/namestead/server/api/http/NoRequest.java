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
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what is refused before any handler is asked: a broken request line, headers too long, a body framed wrongly. */
final class NoRequest implements DirectHandler {
    private static final Logger LOG = LoggerFactory.getLogger(NoRequest.class);

    private final int maxRequestLine;
    private final int maxHeaders;

    NoRequest(int maxRequestLine, int maxHeaders) {
        this.maxRequestLine = maxRequestLine;
        this.maxHeaders = maxHeaders;
    }

    @Override
    public TransportResponse handle(
            TransportRequest request, EventType type, Status told, ServerResponseHeaders headers, String message) {
        // A request line with bytes that no method has is an internal error to Helidon, before there is a path.
        boolean unreadable = type == EventType.INTERNAL_ERROR && request.path().isEmpty();
        Status status = unreadable ? Status.BAD_REQUEST_400 : told;
        String requestId = RequestIds.next();
        LOG.debug("request {} is none: {} {} {}", requestId, type, status.code(), message);
        List<ApiMessage> errors = List.of(ApiMessage.of(Refusal.INVALID.code(), text(status)));
        AnswerWriter.ALWAYS.forEach((name, value) -> headers.set(HeaderNames.create(name), value));
        headers.set(HeaderNames.create(AnswerWriter.REQUEST_ID), requestId);
        headers.set(HeaderNames.CONTENT_TYPE, "application/json");
        headers.set(HeaderValues.CONNECTION_CLOSE);
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(false)
                .entity(Json.mapper().writeValueAsBytes(Envelope.failure(errors)))
                .build();
    }

    private String text(Status status) {
        return switch (status.code()) {
            case 413 -> "The body is too long";
            case 414 -> "The request line has more than " + maxRequestLine + " bytes";
            case 505 -> "This server speaks HTTP/1.1";
            default ->
                status.code() < 500
                        ? "The request is not valid HTTP: a percent sign in its address is followed by two hexadecimal digits,"
                                + " it has one Host and one length, and at most " + maxHeaders + " bytes of headers"
                        : "Internal error";
        };
    }
}
