package dev.namestead.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;

/**
 * A client of the Registrar API for one account. Calls block; they throw {@link ApiException} where the server refuses and {@link
 * UncheckedIOException} where it cannot be reached. Nothing is retried: a create that got no answer may be sent again with the same
 * body, because the domain name makes it idempotent.
 */
public final class RegistrarClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    private static final int LIST_PAGE = 50;

    private final HttpClient http;
    private final String base;
    private final String token;
    private final AccountId account;

    /** @param baseUrl ends in {@code /client/v4} */
    public RegistrarClient(URI baseUrl, String token, AccountId account) {
        this.http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
        this.base = baseUrl.toString().replaceAll("/+$", "");
        this.token = token;
        this.account = account;
    }

    /**
     * Suggestions for a word, a phrase or a name, from cached knowledge.
     *
     * @param extensions only under these; empty for all
     * @param limit 1 to 50
     */
    public List<DomainRow> search(String term, List<String> extensions, int limit) {
        String query = "?q=" + encode(term) + "&limit=" + limit
                + (extensions.isEmpty() ? "" : "&extensions=" + encode(String.join(",", extensions)));
        return result(send("GET", "/domain-search" + query, null, false), DomainRows.class)
                .domains();
    }

    /** What the registries say now about up to 20 names. */
    public List<DomainRow> check(List<String> names) {
        Map<String, Object> body = Map.of("domains", names);
        return result(send("POST", "/domain-check", body, false), DomainRows.class)
                .domains();
    }

    /** Registers a name, which costs money, and waits as long as the server does. */
    public WorkflowStatusResource register(RegistrationRequest request) {
        return workflow(send("POST", "/registrations", request, false));
    }

    /** Starts a registration and returns at once; ask {@link #registrationStatus} for the outcome. */
    public WorkflowStatusResource registerAsync(RegistrationRequest request) {
        return workflow(send("POST", "/registrations", request, true));
    }

    public WorkflowStatusResource registrationStatus(String domainName) {
        return workflow(send("GET", registration(domainName) + "/registration-status", null, false));
    }

    public WorkflowStatusResource updateStatus(String domainName) {
        return workflow(send("GET", registration(domainName) + "/update-status", null, false));
    }

    public RegistrationResource get(String domainName) {
        return result(send("GET", registration(domainName), null, false), RegistrationResource.class);
    }

    /** One page of the account's registrations; an empty cursor asks for the first and marks the last. */
    public RegistrationPage page(ListOrder order, int perPage, String cursor) {
        String query = "?sort_by=" + order.key().wire() + "&direction=" + order.direction() + "&per_page=" + perPage
                + (cursor.isEmpty() ? "" : "&cursor=" + encode(cursor));
        Envelope<List<RegistrationResource>> answer =
                read(send("GET", "/registrations" + query, null, false), new TypeReference<>() {});
        ResultInfo info = answer.resultInfo();
        String next = info == null || info.cursor() == null ? "" : info.cursor();
        return new RegistrationPage(answer.result(), next);
    }

    /** All registrations, page after page as the stream is read. */
    public Stream<RegistrationResource> list(ListOrder order) {
        return Stream.iterate(
                        Optional.of(page(order, LIST_PAGE, "")),
                        Optional::isPresent,
                        page -> page.filter(read -> !read.next().isEmpty())
                                .map(read -> page(order, LIST_PAGE, read.next())))
                .flatMap(Optional::stream)
                .flatMap(page -> page.registrations().stream());
    }

    /** Switches automatic renewal and waits as long as the server does. */
    public WorkflowStatusResource edit(String domainName, boolean autoRenew) {
        return workflow(send("PATCH", registration(domainName), Map.of("auto_renew", autoRenew), false));
    }

    /**
     * Renews a registration by so many years from the date that it was read with, which costs money, and waits as long as the server
     * does. May be sent again after a lost answer: the date makes it idempotent.
     */
    public WorkflowStatusResource renew(RegistrationResource registration, int years) {
        Instant expiresAt = registration.expiresAt();
        Map<String, Object> body =
                expiresAt == null ? Map.of("years", years) : Map.of("years", years, "current_expires_at", expiresAt);
        return workflow(send("POST", registration(registration.domainName()) + "/renew", body, false));
    }

    public WorkflowStatusResource renewStatus(String domainName) {
        return workflow(send("GET", registration(domainName) + "/renew-status", null, false));
    }

    /** Deletes a registration, which cannot be taken back, and waits as long as the server does. May be sent again after a lost answer. */
    public WorkflowStatusResource delete(String domainName) {
        return workflow(send("DELETE", registration(domainName), null, false));
    }

    public WorkflowStatusResource deleteStatus(String domainName) {
        return workflow(send("GET", registration(domainName) + "/delete-status", null, false));
    }

    /** Takes a deleted registration out of redemption, which costs money, and waits as long as the server does. */
    public WorkflowStatusResource restore(String domainName) {
        return workflow(send("POST", registration(domainName) + "/restore", Map.of(), false));
    }

    public WorkflowStatusResource restoreStatus(String domainName) {
        return workflow(send("GET", registration(domainName) + "/restore-status", null, false));
    }

    /** Ends whatever is changing the name, where nothing has left for its registry yet; what came of it the answer tells. */
    public WorkflowStatusResource cancel(String domainName) {
        return workflow(send("POST", registration(domainName) + "/cancel", Map.of(), false));
    }

    /** Whether its holder has confirmed his data. */
    public VerificationResource verification(String domainName) {
        return result(send("GET", registration(domainName) + "/verification", null, false), VerificationResource.class);
    }

    /** Has the holder asked again. */
    public VerificationResource resendVerification(String domainName) {
        return result(
                send("POST", registration(domainName) + "/verification", Map.of(), false), VerificationResource.class);
    }

    /** Has the holder asked at another address, where he has not confirmed his data yet, and waits as long as the server does. */
    public WorkflowStatusResource changeVerificationAddress(String domainName, String email) {
        return workflow(send("PATCH", registration(domainName) + "/verification", Map.of("email", email), false));
    }

    public WorkflowStatusResource verificationStatus(String domainName) {
        return workflow(send("GET", registration(domainName) + "/verification-status", null, false));
    }

    @Override
    public void close() {
        http.close();
    }

    private static String registration(String domainName) {
        return "/registrations/" + encode(domainName);
    }

    private HttpResponse<byte[]> send(String method, String path, @Nullable Object body, boolean async) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(base + "/accounts/" + account + "/registrar" + path))
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (async) {
            request.header("Prefer", "respond-async");
        }
        request.method(
                method,
                body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(body)));
        return send(request.build());
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new ApiException(answer.statusCode(), errors(answer.body()), requestId(answer));
            }
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", interrupted);
        }
    }

    private static WorkflowStatusResource workflow(HttpResponse<byte[]> answer) {
        return result(answer, WorkflowStatusResource.class);
    }

    private static <T> T result(HttpResponse<byte[]> answer, Class<T> type) {
        JavaType envelope = Json.mapper().getTypeFactory().constructParametricType(Envelope.class, type);
        try {
            Envelope<T> read = Json.mapper().readValue(answer.body(), envelope);
            return read.result();
        } catch (JacksonException unreadable) {
            throw new ApiException(answer.statusCode(), List.of(), requestId(answer));
        }
    }

    private static <T> T read(HttpResponse<byte[]> answer, TypeReference<T> type) {
        try {
            return Json.mapper().readValue(answer.body(), type);
        } catch (JacksonException unreadable) {
            throw new ApiException(answer.statusCode(), List.of(), requestId(answer));
        }
    }

    private static List<ApiMessage> errors(byte[] body) {
        try {
            return Json.mapper()
                    .readValue(body, new TypeReference<Envelope<@Nullable Object>>() {})
                    .errors();
        } catch (JacksonException notInTheContractsForm) {
            return List.of();
        }
    }

    private static @Nullable String requestId(HttpResponse<?> answer) {
        return answer.headers().firstValue("X-Request-Id").orElse(null);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
