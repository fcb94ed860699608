package dev.namestead.server.api.http;

import dev.namestead.api.AccountId;
import dev.namestead.api.ApiMessage;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.account.Authenticator;
import dev.namestead.server.account.Caller;
import dev.namestead.server.account.Scope;
import dev.namestead.server.api.http.RateLimiter.Standing;
import dev.namestead.server.api.http.Routes.Match;
import dev.namestead.server.log.LogStream;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The one way of a request: id → route → who and how many → whether they may → endpoint → answer. Whatever is thrown on it becomes the
 * contract's envelope.
 */
public final class FrontDoor implements Handler, Doors.Door {
    /** The key of the request's id in the log. */
    public static final String REQUEST_ID = "request_id";

    private static final String ALLOW = "Allow";
    private static final HeaderName PREFER = HeaderNames.create("Prefer");
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    private final Routes routes;
    private final Credentials credentials;
    private final RateLimiter limiter;
    private final LocalOnly localOnly;
    private final AnswerWriter writer;
    private final int maxBodyBytes;

    /** @param allowedHosts names beside loopback under which the sandbox's controls may be called */
    public FrontDoor(
            Routes routes,
            Authenticator authenticator,
            RateLimit limit,
            List<String> allowedHosts,
            int maxBodyBytes,
            LongSupplier nanoTime) {
        this.routes = routes;
        this.credentials = new Credentials(authenticator);
        this.limiter = new RateLimiter(limit, nanoTime);
        this.localOnly = new LocalOnly(allowedHosts);
        this.writer = new AnswerWriter();
        this.maxBodyBytes = maxBodyBytes;
    }

    /** What is learned on the way and belongs into the answer even if the way ends early. */
    private static final class Progress {
        Standing standing;
        /** For the log: where a path needs no credentials it may hold the secret itself. */
        String path;
        /** For the log: a line that tells of no change may wait for others. */
        boolean reads;

        Progress(Standing standing, String path, boolean reads) {
            this.standing = standing;
            this.path = path;
            this.reads = reads;
        }
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        handle(request, response, request.prologue().uriPath().rawPath());
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response, String rawPath) {
        String requestId = RequestIds.next();
        MDC.put(REQUEST_ID, requestId);
        long startedAt = System.nanoTime();
        try {
            Progress progress = new Progress(
                    limiter.untouched(), rawPath, request.prologue().method().equals(Method.GET));
            Answer answer = answer(request, rawPath, requestId, progress);
            writer.write(request, response, answer, requestId, limiter.headers(progress.standing));
            tell(request, progress, answer, System.nanoTime() - startedAt);
        } finally {
            MDC.remove(REQUEST_ID);
        }
    }

    private static void tell(ServerRequest request, Progress progress, Answer answer, long nanos) {
        Method method = request.prologue().method();
        LOG.info(
                progress.reads ? LogStream.MAY_WAIT : null,
                method + " " + progress.path + " answered " + answer.status() + " in " + nanos / 1_000_000 + " ms");
    }

    private Answer answer(ServerRequest request, String rawPath, String requestId, Progress progress) {
        try {
            return process(request, rawPath, requestId, progress);
        } catch (RequestException | ServerConnectionException connection) {
            // The server's own words on a connection that it cannot go on with; they become the envelope, too.
            throw connection;
        } catch (RuntimeException failure) {
            return Failures.of(failure, requestId);
        }
    }

    private Answer process(ServerRequest request, String rawPath, String requestId, Progress progress) {
        String method = request.prologue().method().text();
        return switch (routes.match(method, rawPath)) {
            case Match.Found found -> served(found, request, requestId, progress);
            case Match.Options(String allowed, String template) -> {
                progress.path = template;
                yield Answer.empty().with(ALLOW, allowed);
            }
            case Match.WrongMethod(String allowed, String template) -> {
                progress.path = template;
                throw wrongMethod(allowed);
            }
            case Match.Nothing() -> throw new RefusedException(Refusal.NO_ROUTE, "No route for the URI");
        };
    }

    private Answer served(Match.Found found, ServerRequest request, String requestId, Progress progress) {
        Access access = found.route().access();
        progress.reads |= access == Access.READ;
        Map<String, String> parameters = decoded(found.parameters());
        Caller caller = null;
        switch (access) {
            case READ, WRITE -> caller = identified(request, progress);
            case LOCAL -> localOnly.require(request);
            case MACHINE -> localOnly.requireMachine(request);
            case OPEN -> progress.path = found.route().template();
        }
        if (caller != null) {
            authorise(caller, parameters.get("account_id"), access);
        }
        Query query = Query.parse(request.query().rawValue());
        Prefer prefer = request.headers().contains(PREFER)
                ? Prefer.parse(request.headers().values(PREFER))
                : Prefer.none();
        Body body = new Body(request, maxBodyBytes);
        return found.route().endpoint().handle(new Call(requestId, caller, parameters, query, prefer, body::object));
    }

    private static Problem wrongMethod(String allowed) {
        Refusal refusal = Refusal.METHOD_NOT_ALLOWED;
        ApiMessage message = ApiMessage.of(refusal.code(), "This path takes " + allowed + " only");
        return new Problem(refusal.status(), List.of(message), Map.of(ALLOW, allowed));
    }

    private Caller identified(ServerRequest request, Progress progress) {
        Caller caller = credentials.caller(request.headers());
        progress.standing = limiter.take(caller.kind() + ":" + caller.id());
        progress.standing.requireAllowed();
        return caller;
    }

    private static void authorise(Caller caller, @Nullable String account, Access access) {
        boolean theirs = account != null && AccountId.isValid(account) && caller.mayActFor(new AccountId(account));
        if (!theirs) {
            throw Credentials.notAllowed();
        }
        Scope needed = access == Access.WRITE ? Scope.WRITE : Scope.READ;
        if (!caller.may(needed)) {
            throw new RefusedException(
                    Refusal.NOT_ALLOWED,
                    "This token lacks the scope " + needed.text() + ", which this operation needs");
        }
    }

    private static Map<String, String> decoded(Map<String, String> raw) {
        Map<String, String> decoded = new HashMap<>();
        raw.forEach((name, value) -> decoded.put(
                name,
                PercentCoding.strict(value)
                        .orElseThrow(() ->
                                new RefusedException(Refusal.INVALID, "The path is not valid percent-encoded UTF-8"))));
        return decoded;
    }
}
