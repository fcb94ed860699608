package dev.namestead.sandbox.control;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request, taken apart.
 *
 * @param path its segments, decoded
 * @param query the first value of each parameter
 */
record ControlRequest(String method, List<String> path, Map<String, String> query, String body) {
    private static final int MOST_BYTES = 64 * 1024;

    static ControlRequest of(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw new ControlProblem(413, "The body is longer than " + MOST_BYTES + " bytes.");
        }
        List<String> path = Arrays.stream(exchange.getRequestURI().getRawPath().split("/", -1))
                .skip(1)
                .map(ControlRequest::decode)
                .toList();
        return new ControlRequest(
                exchange.getRequestMethod(),
                path,
                query(exchange.getRequestURI().getRawQuery()),
                new String(body, StandardCharsets.UTF_8));
    }

    /** The same without the first segments of its path. */
    ControlRequest below(int segments) {
        return new ControlRequest(method, path.subList(segments, path.size()), query, body);
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        for (String part : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                query.putIfAbsent(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ControlProblem(400, "The address is not well encoded.");
        }
    }

    /** A limit from the query, between 1 and the most. */
    int limit(int otherwise, int most) {
        String text = query.get("limit");
        if (text == null) {
            return otherwise;
        }
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .filter(limit -> limit >= 1 && limit <= most)
                .orElseThrow(() -> new ControlProblem(400, "limit is 1 to " + most + "."));
    }
}
