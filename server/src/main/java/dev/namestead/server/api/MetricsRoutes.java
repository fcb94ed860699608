package dev.namestead.server.api;

import dev.namestead.server.api.http.Access;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Route;
import java.util.List;
import java.util.function.Supplier;

/** The figures of the process, for whoever collects them. */
public final class MetricsRoutes {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private MetricsRoutes() {}

    /** @param open whether other machines may read them too */
    public static List<Route> of(Supplier<String> text, boolean open) {
        return List.of(new Route(
                "GET", "/metrics", open ? Access.OPEN : Access.MACHINE, call -> Answer.text(PROMETHEUS, text.get())));
    }
}
