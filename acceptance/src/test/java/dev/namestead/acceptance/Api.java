package dev.namestead.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A plain HTTP client of the API: bodies are raw text, and each answer must fit the OpenAPI description. */
final class Api {
    static final JsonMapper JSON = JsonMapper.shared();

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final Map<String, String> headers;
    private final Duration patience;

    /** {@code base} ends before the paths of the OpenAPI description, for instance in {@code /client/v4}. */
    Api(URI base, Map<String, String> headers) {
        this(base, headers, Duration.ofSeconds(60));
    }

    private Api(URI base, Map<String, String> headers, Duration patience) {
        this.base = base;
        this.headers = Map.copyOf(headers);
        this.patience = patience;
    }

    /** The same, giving up on an answer after that long. */
    Api within(Duration other) {
        return new Api(base, headers, other);
    }

    static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    static Map<String, String> emailAndKey(String email, String key) {
        return Map.of("X-Auth-Email", email, "X-Auth-Key", key);
    }

    /** The same server seen with other credentials. */
    Api with(Map<String, String> credentials) {
        return new Api(base, credentials);
    }

    Answer get(String path) {
        return send("GET", path, Map.of(), null);
    }

    Answer post(String path, String body) {
        return send("POST", path, Map.of(), body);
    }

    Answer put(String path, String body) {
        return send("PUT", path, Map.of(), body);
    }

    Answer patch(String path, String body) {
        return send("PATCH", path, Map.of(), body);
    }

    /** Sends anything; {@code more} headers win over those of this client, an empty value takes one away. */
    Answer send(String method, String path, Map<String, String> more, String body) {
        return sendBytes(method, path, more, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
    }

    Answer sendBytes(String method, String path, Map<String, String> more, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(patience)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        all(more, body != null).forEach(request::header);
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            var answer = new Answer(method + " " + path, response, parse(response));
            Contract.ofTheProject().hold(method, URI.create(base + path).getPath(), answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> all(Map<String, String> more, boolean hasBody) {
        var all = new LinkedHashMap<String, String>();
        if (hasBody) {
            all.put("Content-Type", "application/json");
        }
        all.putAll(headers);
        all.putAll(more);
        all.values().removeIf(String::isEmpty);
        return all;
    }

    private static JsonNode parse(HttpResponse<String> response) {
        boolean isJson =
                response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
        return isJson ? JSON.readTree(response.body()) : MissingNode.getInstance();
    }
}
