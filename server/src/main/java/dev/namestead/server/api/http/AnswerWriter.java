package dev.namestead.server.api.http;

import dev.namestead.api.Json;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns answers into bytes and headers. */
final class AnswerWriter {
    static final String REQUEST_ID = "X-Request-Id";

    /** On every answer: it is private, it is what it says it is, and nobody frames it. */
    static final Map<String, String> ALWAYS = Map.of(
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer");

    /** How much and how long an unread body is taken in after the answer. */
    private static final int LINGER_BYTES = 16 << 20;

    private static final List<Header> ALWAYS_READY = ALWAYS.entrySet().stream()
            .map(header -> HeaderValues.createCached(HeaderNames.create(header.getKey()), header.getValue()))
            .toList();
    private static final byte[] EMPTY = {};
    private static final HeaderName REQUEST_ID_NAME = HeaderNames.create(REQUEST_ID);
    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header HTML = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");

    private static final Duration LINGER = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(AnswerWriter.class);

    void write(
            ServerRequest request, ServerResponse response, Answer answer, String requestId, List<Header> rateLimit) {
        response.status(answer.status());
        ALWAYS_READY.forEach(response::header);
        rateLimit.forEach(response::header);
        response.header(REQUEST_ID_NAME, requestId);
        answer.headers().forEach((name, value) -> response.header(written(name, value)));
        byte[] body = body(response, answer.payload());
        if (request.prologue().method().equals(Method.HEAD)) {
            // The length of what a GET would have answered, and not a byte of it.
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
            body = EMPTY;
        }
        if (!isUnread(request)) {
            response.send(body);
            return;
        }
        // What was not read would be taken for the next request.
        response.header("Connection", "close");
        response.send(body);
        // A connection closed with bytes unread is reset, and the reset may overtake the answer.
        discard(request);
    }

    /** One that may hold what a client sent: it must not end its line. */
    private static Header written(String name, String value) {
        Header header = HeaderValues.create(name, value);
        header.validate();
        return header;
    }

    private static boolean isUnread(ServerRequest request) {
        return request.content().hasEntity() && !request.content().consumed();
    }

    private static void discard(ServerRequest request) {
        long until = System.nanoTime() + LINGER.toNanos();
        byte[] buffer = new byte[16 * 1024];
        try (InputStream in = request.content().inputStream()) {
            int discarded = 0;
            while (discarded < LINGER_BYTES && System.nanoTime() < until) {
                int n = in.read(buffer);
                if (n < 0) {
                    return;
                }
                discarded += n;
            }
        } catch (IOException | RuntimeException gone) {
            LOG.debug("the rest of a body was not sent: {}", gone.toString());
        }
    }

    private static byte[] body(ServerResponse response, Answer.Payload payload) {
        return switch (payload) {
            case Answer.Payload.Wrapped wrapped -> {
                response.header(JSON);
                yield Json.mapper().writeValueAsBytes(wrapped.envelope());
            }
            case Answer.Payload.Page page -> {
                response.header(HTML);
                yield page.html().getBytes(StandardCharsets.UTF_8);
            }
            case Answer.Payload.None() -> EMPTY;
            case Answer.Payload.Text text -> {
                response.header(HeaderNames.CONTENT_TYPE, text.type());
                yield text.text().getBytes(StandardCharsets.UTF_8);
            }
        };
    }
}
