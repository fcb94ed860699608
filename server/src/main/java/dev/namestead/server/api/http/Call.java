package dev.namestead.server.api.http;

import dev.namestead.api.AccountId;
import dev.namestead.server.account.Caller;
import dev.namestead.server.audit.Actor;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request as an endpoint sees it: routed, authenticated, authorised. */
public final class Call {
    private final String requestId;
    private final @Nullable Caller caller;
    private final Map<String, String> parameters;
    private final Query query;
    private final Prefer prefer;
    private final Supplier<JsonObject> body;

    Call(
            String requestId,
            @Nullable Caller caller,
            Map<String, String> parameters,
            Query query,
            Prefer prefer,
            Supplier<JsonObject> body) {
        this.requestId = requestId;
        this.caller = caller;
        this.parameters = parameters;
        this.query = query;
        this.prefer = prefer;
        this.body = body;
    }

    public String requestId() {
        return requestId;
    }

    /** The account in the path, which the caller may act for. */
    public AccountId account() {
        return new AccountId(parameter("account_id"));
    }

    /** Who is to be named in the audit. */
    public Actor actor() {
        return caller == null ? new Actor("system", "sandbox", requestId) : caller.actor(requestId);
    }

    /** A parameter of the path, decoded. */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("The route has no parameter " + name);
        }
        return value;
    }

    public Query query() {
        return query;
    }

    public Prefer prefer() {
        return prefer;
    }

    /** Reads the body, once: a JSON object, or the request is refused. */
    public JsonObject body() {
        return body.get();
    }
}
