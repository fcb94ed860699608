package dev.namestead.server.api;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.api.http.Access;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** For whoever watches the server: whether it runs at all, and whether it can do its work. */
public final class HealthRoutes {
    private static final Map<String, String> OK = Map.of("status", "ok");

    private HealthRoutes() {}

    /** @param serving false before all is started and while the server drains */
    public static List<Route> of(Database database, BooleanSupplier serving) {
        return List.of(
                new Route("GET", "/healthz/live", Access.OPEN, call -> Answer.ok(OK)),
                new Route("GET", "/healthz/ready", Access.OPEN, call -> ready(database, serving)));
    }

    private static Answer ready(Database database, BooleanSupplier serving) {
        if (!serving.getAsBoolean()) {
            throw new RefusedException(Refusal.UNAVAILABLE, "The server is starting or stopping");
        }
        database.read(Tx::businessNow);
        return Answer.ok(OK);
    }
}
