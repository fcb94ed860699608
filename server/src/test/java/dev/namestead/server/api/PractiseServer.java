package dev.namestead.server.api;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.api.http.Access;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.database.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server with routes that only show what has arrived: {@code @RegisterExtension static final PractiseServer SERVER = new
 * PractiseServer();}
 */
final class PractiseServer implements BeforeAllCallback, AfterAllCallback {
    private static final String ACCOUNT = "/client/v4/accounts/{account_id}";

    private final TestDatabase db = new TestDatabase();
    private TestApi api;

    TestApi api() {
        return api;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        db.beforeAll(context);
        api = new TestApi(db.database(), routes());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (api != null) {
            api.close();
        }
        db.afterAll(context);
    }

    private static List<Route> routes() {
        return List.of(
                new Route("GET", "/open", Access.OPEN, call -> Answer.ok("open")),
                new Route("GET", "/page", Access.OPEN, call -> Answer.page(200, "<p>\u00e4</p>")),
                new Route("GET", ACCOUNT + "/thing/{name}", Access.READ, call -> Answer.ok(call.parameter("name"))),
                new Route("GET", ACCOUNT + "/thing/special", Access.READ, call -> Answer.ok("literal")),
                new Route("GET", ACCOUNT + "/query", Access.READ, PractiseServer::query),
                new Route(
                        "GET",
                        ACCOUNT + "/header/{value}",
                        Access.READ,
                        call -> Answer.ok("").with("Location", call.parameter("value"))),
                new Route("GET", ACCOUNT + "/things", Access.READ, call -> Answer.ok(List.of())),
                new Route("POST", ACCOUNT + "/things", Access.WRITE, PractiseServer::body),
                new Route("POST", ACCOUNT + "/thing", Access.WRITE, PractiseServer::body),
                new Route(
                        "POST",
                        "/sandbox/thing",
                        Access.LOCAL,
                        call -> Answer.ok(call.body().names())),
                new Route("GET", "/figures", Access.MACHINE, call -> Answer.text("text/plain", "7\n")),
                new Route("GET", "/bug", Access.OPEN, call -> {
                    throw new IllegalStateException("secret detail");
                }),
                new Route("GET", "/conflict", Access.OPEN, call -> {
                    throw new RefusedException(Refusal.UNAVAILABLE, "later");
                }));
    }

    private static Answer query(Call call) {
        return Answer.ok(Map.of(
                "n", call.query().integer("n", 1, 50, 20),
                "list", call.query().list("list", 3),
                "async", call.prefer().respondAsync()));
    }

    private static Answer body(Call call) {
        return Answer.of(
                201,
                Map.of(
                        "text",
                        call.body().only("text", "flag", "years", "inner").requiredText("text"),
                        "flag",
                        call.body().bool("flag", "Must be a boolean").orElse(false),
                        "years",
                        call.body().integer("years", 1, 10).orElse(1),
                        "inner",
                        call.body()
                                .object("inner")
                                .map(inner -> inner.toMap().toString())
                                .orElse("")));
    }
}
