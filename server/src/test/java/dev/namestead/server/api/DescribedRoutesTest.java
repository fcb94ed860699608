package dev.namestead.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.api.http.Access;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.api.registrar.RegistrarRoutes;
import dev.namestead.server.api.sandbox.SandboxRoutes;
import dev.namestead.server.sandbox.Worlds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The routes that are served are those that {@code openapi/registrar.yaml} describes, with the access that it says. */
class DescribedRoutesTest {
    private static final String BASE = "/client/v4";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** Method and path, and whether credentials are asked for. */
    private static Map<String, Boolean> served() {
        List<Route> routes = new ArrayList<>();
        // Routes are only listed here, so that nothing needs to stand behind them.
        routes.addAll(RegistrarRoutes.of(new RegistrarRoutes.Features(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "")));
        routes.addAll(SandboxRoutes.of(new SandboxRoutes.Features(null, 0, null, null, null, null)));
        routes.addAll(SandboxRoutes.of((Worlds) null));
        routes.addAll(HealthRoutes.of(null, () -> true));
        routes.addAll(MetricsRoutes.of(() -> "", false));
        Map<String, Boolean> served = new TreeMap<>();
        for (Route route : routes) {
            boolean closed = route.access() == Access.READ || route.access() == Access.WRITE;
            served.put(route.method() + " " + route.template(), closed);
        }
        return served;
    }

    private static Map<String, Boolean> described() {
        JsonNode document = YAMLMapper.builder()
                .build()
                .readTree(Path.of("").toAbsolutePath().resolveSibling("openapi/registrar.yaml"));
        Map<String, Boolean> described = new TreeMap<>();
        document.path("paths").forEachEntry((path, item) -> {
            String whole = item.has("servers") ? path : BASE + path;
            for (String method : item.propertyNames()) {
                if (METHODS.contains(method)) {
                    boolean closed = !item.path(method).path("security").isArray();
                    described.put(method.toUpperCase(Locale.ROOT) + " " + whole, closed);
                }
            }
        });
        return described;
    }

    @Test
    void servedRoutes_areTheDescribedOnes() {
        assertThat(served()).isEqualTo(described());
    }
}
