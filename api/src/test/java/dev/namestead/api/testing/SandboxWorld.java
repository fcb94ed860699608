package dev.namestead.api.testing;

import dev.namestead.api.AccountId;
import dev.namestead.api.Json;
import dev.namestead.api.RegistrarClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An environment of a Namestead sandbox that nobody else sees: data, clock, mail, faults and registries of its own, and an account with
 * all that a registration needs. What the sandbox refuses is an {@link AssertionError}. See {@link WorldExtension}.
 */
public final class SandboxWorld implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final Duration MOVING = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI parent;
    private final JsonNode made;

    private SandboxWorld(URI sandbox, Duration lifetime) {
        this.parent = sandbox;
        this.made = call("POST", sandbox + "/worlds", Map.of("seconds", lifetime.toSeconds()));
    }

    /**
     * Makes a world.
     *
     * @param sandbox the address of the sandbox's controls, {@code SANDBOX_URL} of {@code sandbox.env}
     * @param lifetime after which it ends by itself, should nobody close it
     */
    public static SandboxWorld create(URI sandbox, Duration lifetime) {
        return new SandboxWorld(sandbox, lifetime);
    }

    public String id() {
        return text("id");
    }

    /** What clients take as the base URL; ends in {@code /client/v4}. */
    public URI baseUrl() {
        return URI.create(text("base_url"));
    }

    public AccountId account() {
        return new AccountId(text("account_id"));
    }

    /** Of that account; may write. */
    public String token() {
        return text("token");
    }

    /** A client of that account. */
    public RegistrarClient client() {
        return new RegistrarClient(baseUrl(), token(), account());
    }

    /** The world's business time. */
    public Instant now() {
        return Instant.parse(
                call("GET", text("sandbox_url") + "/clock", null).path("now").asString());
    }

    /** Moves business time forward; all that was due by then has happened when this returns. */
    public void advance(Duration by) {
        JsonNode clock = call("POST", text("sandbox_url") + "/clock", Map.of("advance", by.toString()));
        long until = System.nanoTime() + MOVING.toNanos();
        while (clock.path("state").asString().equals("advancing")) {
            if (System.nanoTime() > until) {
                throw new AssertionError("the clock is still moving: " + clock);
            }
            pause();
            clock = call("GET", text("sandbox_url") + "/clock", null);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the clock was moving", interrupted);
        }
    }

    /** Makes a registry misbehave; the fields of {@code POST /sandbox/faults}. */
    public void fault(Map<String, ?> fault) {
        call("POST", text("sandbox_url") + "/faults", fault);
    }

    /** All mails that were written, newest first. */
    public List<JsonNode> mail() {
        List<JsonNode> mails = new ArrayList<>();
        call("GET", text("sandbox_url") + "/mail", null).forEach(mails::add);
        return mails;
    }

    /** Keeps the world as it is under a name of lower-case letters and digits. */
    public void snapshot(String name) {
        call("POST", address() + "/snapshots", Map.of("name", name));
    }

    /** Goes back to a snapshot, its time included. */
    public void restore(String name) {
        call("POST", address() + "/snapshots/" + name + "/restore", Map.of());
    }

    private String address() {
        return parent + "/worlds/" + id();
    }

    private String text(String field) {
        return made.path(field).asString();
    }

    private JsonNode call(String method, String url, Object body) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(Json.mapper().writeValueAsString(body)));
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            JsonNode read = Json.mapper().readTree(answer.body());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(method + " " + url + " was answered " + answer.statusCode() + ": " + read);
            }
            return read.path("result");
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(method + " " + url + " was interrupted", e);
        }
    }

    /** Ends the world. */
    @Override
    public void close() {
        call("DELETE", address(), null);
        http.close();
    }
}
