package dev.namestead.server.api;

import dev.namestead.api.AccountId;
import dev.namestead.server.account.AccountStore;
import dev.namestead.server.account.Accounts;
import dev.namestead.server.account.Authenticator;
import dev.namestead.server.account.IssuedToken;
import dev.namestead.server.account.NewToken;
import dev.namestead.server.account.Scope;
import dev.namestead.server.api.http.RateLimit;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.Database;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server with real credentials on a real database, and a client that can also send what no client should. */
final class TestApi implements AutoCloseable {
    static final Actor OPERATOR = new Actor("operator", "test", "test");

    final Accounts accounts;
    final AccountId account;
    final IssuedToken token;
    private final ApiServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TestApi(Database database, List<Route> routes) {
        this(database, routes, RateLimit.ANNOUNCED, Duration.ofMillis(100));
    }

    TestApi(Database database, List<Route> routes, RateLimit limit, Duration tokenTrust) {
        accounts = new Accounts(database, new AccountStore(), new AuditStore());
        account = accounts.create(OPERATOR, "test", 100);
        token = accounts.issueToken(OPERATOR, NewToken.of(account, "test", Scope.READ, Scope.WRITE));
        HttpSettings settings = new HttpSettings(
                "127.0.0.1", 0, 1 << 20, Duration.ofSeconds(10), 100, tokenTrust, limit, List.of("sandbox.test"));
        Authenticator authenticator = new Authenticator(database, tokenTrust, System::nanoTime);
        server = ApiServer.start(settings, authenticator, routes);
    }

    /** An answer with its body as JSON. */
    record Reply(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        int code() {
            return json().at("/errors/0/code").asInt();
        }

        String message() {
            return json().at("/errors/0/message").asString();
        }

        String pointer() {
            return json().at("/errors/0/source/pointer").asString("");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** A failure in the contract's form. */
        boolean isEnvelope() {
            JsonNode json = json();
            return !json.path("success").asBoolean(true)
                    && json.path("errors").size() > 0
                    && json.path("messages").isArray()
                    && json.get("result").isNull()
                    && header("Content-Type").equals("application/json")
                    && !header("X-Request-Id").isEmpty();
        }

        @Override
        public String toString() {
            return status() + " " + response.headers().map() + " " + response.body();
        }
    }

    /** What a client is given as its base URL. */
    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.port() + "/client/v4");
    }

    String path(String rest) {
        return "/client/v4/accounts/" + account + rest;
    }

    Reply get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Reply getWithToken(String path, String... more) {
        String[] headers = new String[more.length + 2];
        headers[0] = "Authorization";
        headers[1] = "Bearer " + token.token();
        System.arraycopy(more, 0, headers, 2, more.length);
        return send("GET", path, null, headers);
    }

    Reply post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    Reply post(String path, byte[] body, String contentType) {
        return send("POST", path, body, "Authorization", "Bearer " + token.token(), "Content-Type", contentType);
    }

    Reply send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Reply(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Sends bytes as they are and reads until the server closes or says no more for a second. */
    String raw(String request) {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            StringBuilder answer = new StringBuilder();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                }
            } catch (java.net.SocketTimeoutException keptOpen) {
                return answer.toString();
            }
            return answer.toString();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
