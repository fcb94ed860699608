package dev.namestead.server.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The control address of the sandbox registries, spoken to over loopback whether they run inside this process or apart. Throws {@link
 * RegistryControlException} where it refuses or cannot be reached.
 */
public final class RegistryControl implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final URI url;
    private final String token;
    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http;

    public RegistryControl(URI url, String token) {
        this(
                url,
                token,
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build());
    }

    private RegistryControl(URI url, String token, HttpClient http) {
        this.url = url;
        this.token = token;
        this.http = http;
    }

    /** The control of a world beside the first one; it ends with this one. */
    public RegistryControl ofWorld(String id) {
        return new RegistryControl(URI.create(url + "/worlds/" + id), token, http);
    }

    /** The registries' clock and what they will do next by themselves. */
    record Clock(Instant now, Optional<Instant> nextDue) {}

    Clock clock() {
        return clock(send("GET", "/clock", null));
    }

    /** Moves the registries' clock; they have done all that is due by then when this returns. */
    Clock moveClock(Instant to) {
        return clock(send("POST", "/clock", Map.of("set", to.toString())));
    }

    /** The registries forget everything and cut all sessions; their clock stays. */
    void reset() {
        send("POST", "/reset", Map.of());
    }

    /**
     * Passes a request on as it is.
     *
     * @param path with its query, still percent-encoded
     */
    public JsonNode send(String method, String path, @Nullable Object body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        HttpResponse<byte[]> answer = send(request);
        JsonNode read = read(answer);
        if (answer.statusCode() / 100 != 2) {
            throw new RegistryControlException(
                    answer.statusCode(),
                    read.path("error").asString("no reason given"),
                    read.path("pointer").isString() ? read.path("pointer").stringValue() : null);
        }
        return read;
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException unreachable) {
            throw new RegistryControlException(503, "The sandbox registries cannot be reached at " + url);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RegistryControlException(503, "Interrupted");
        }
    }

    private JsonNode read(HttpResponse<byte[]> answer) {
        try {
            return json.readTree(answer.body());
        } catch (JacksonException notJson) {
            throw new RegistryControlException(503, url + " is not the control address of sandbox registries");
        }
    }

    private static Clock clock(JsonNode view) {
        JsonNode due = view.path("nextDue");
        return new Clock(
                Instant.parse(view.path("now").asString()),
                due.isString() ? Optional.of(Instant.parse(due.stringValue())) : Optional.empty());
    }

    @Override
    public void close() {
        http.close();
    }
}
