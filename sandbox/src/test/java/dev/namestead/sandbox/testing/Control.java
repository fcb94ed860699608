package dev.namestead.sandbox.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The control address as a test uses it. */
public final class Control {
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final String url;
    private final String token;

    public Control(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Status and body of one answer. */
    public record Reply(int status, JsonNode body) {}

    public Reply send(String method, String path, String body) {
        return send(request(method, path, body).header("Authorization", "Bearer " + token));
    }

    /** Without a token. */
    public HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), json.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public JsonNode get(String path) {
        return expect(200, send("GET", path, null));
    }

    /** The body may use single quotes. */
    public JsonNode post(String path, String body) {
        Reply reply = send("POST", path, body);
        Assertions.assertThat(reply.status()).as("%s", reply).isBetween(200, 201);
        return reply.body();
    }

    private static JsonNode expect(int status, Reply reply) {
        Assertions.assertThat(reply.status()).as("%s", reply).isEqualTo(status);
        return reply.body();
    }
}
