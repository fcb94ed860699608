package dev.namestead.server.api.http;

import dev.namestead.api.Json;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Turns answers into bytes and headers. */
final class AnswerWriter {
    static final String REQUEST_ID = "X-Request-Id";

    /** On every answer: it is private, it is what it says it is, and nobody frames it. */
    static final Map<String, String> ALWAYS = Map.of(
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer");

    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    void write(
            ServerRequest request,
            ServerResponse response,
            Answer answer,
            String requestId,
            Map<String, String> rateLimit) {
        response.status(answer.status());
        ALWAYS.forEach(response::header);
        rateLimit.forEach(response::header);
        response.header(REQUEST_ID, requestId);
        answer.headers().forEach(response::header);
        byte[] body = body(response, answer.payload());
        if (request.content().hasEntity() && !request.content().consumed()) {
            // What was not read would stand between this answer and the next request on the connection.
            response.header("Connection", "close");
        }
        response.send(body);
    }

    private static byte[] body(ServerResponse response, Answer.Payload payload) {
        return switch (payload) {
            case Answer.Payload.Wrapped wrapped -> {
                response.header("Content-Type", "application/json");
                yield Json.mapper().writeValueAsBytes(wrapped.envelope());
            }
            case Answer.Payload.Page page -> {
                response.header("Content-Type", "text/html; charset=utf-8");
                response.header("Content-Security-Policy", PAGE_POLICY);
                yield page.html().getBytes(StandardCharsets.UTF_8);
            }
        };
    }
}
