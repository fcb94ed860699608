package dev.namestead.sandbox.control;

import dev.namestead.sandbox.fault.FaultSpec;
import dev.namestead.sandbox.registry.DomainKnobs;
import dev.namestead.sandbox.registry.DomainObject;
import dev.namestead.sandbox.registry.Outcome;
import dev.namestead.sandbox.wire.RegistryServer;
import dev.namestead.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the control address offers; see the table in {@link #answer}. */
public final class ControlRoutes {
    private static final int MOST_DOMAINS = 100_000;
    private static final int MOST_FRAMES = 500;

    private final World world;
    private final Map<String, RegistryServer> servers;
    private final JsonMapper json = ControlJson.mapper();

    /** @param servers by registry id */
    public ControlRoutes(World world, Map<String, RegistryServer> servers) {
        this.world = world;
        this.servers = servers;
    }

    record ClockBody(@Nullable String set, @Nullable String advance) {}

    record ClockView(Instant now, @Nullable Instant nextDue, int ran) {}

    ControlReply answer(ControlRequest request) {
        List<String> path = request.path();
        return switch (path.getFirst() + "/" + path.size()) {
            case "clock/1" -> clock(request);
            case "faults/1" -> faults(request);
            case "faults/2" -> removeFault(request);
            case "outcomes/1" -> get(request, ControlRoutes::outcomes);
            case "registries/1" ->
                get(
                        request,
                        () -> Map.of(
                                "registries",
                                servers.values().stream().map(RegistryView::of).toList()));
            case "registries/3" -> registryPart(request);
            case "registries/4" -> registryObject(request);
            case "reset/1" -> reset(request);
            default -> throw new ControlProblem(404, "There is no such address.");
        };
    }

    private static ControlReply get(ControlRequest request, Supplier<Object> body) {
        if (!request.method().equals("GET")) {
            throw new ControlProblem(405, "Only GET is understood here.");
        }
        return ControlReply.ok(body.get());
    }

    private ControlReply clock(ControlRequest request) {
        if (request.method().equals("GET")) {
            return ControlReply.ok(clockView(0));
        }
        requirePost(request);
        ClockBody body = ControlJson.read(json, request.body(), ClockBody.class);
        if ((body.set() == null) == (body.advance() == null)) {
            throw new ControlProblem(400, "Give either \"set\" or \"advance\".");
        }
        try {
            int ran = body.set() != null
                    ? world.moveClockTo(Instant.parse(body.set()))
                    : world.advanceClock(Duration.parse(String.valueOf(body.advance())));
            return ControlReply.ok(clockView(ran));
        } catch (DateTimeParseException e) {
            throw new ControlProblem(
                    400, "\"set\" is an instant such as 2027-01-01T00:00:00Z, \"advance\" a duration such as P30D.");
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ControlProblem(400, String.valueOf(e.getMessage()));
        }
    }

    private ClockView clockView(int ran) {
        return new ClockView(world.now(), world.nextDue().orElse(null), ran);
    }

    private ControlReply faults(ControlRequest request) {
        return switch (request.method()) {
            case "GET" -> ControlReply.ok(Map.of("faults", world.faults()));
            case "DELETE" -> {
                world.removeFaults();
                yield ControlReply.ok(Map.of("faults", List.of()));
            }
            default -> addFault(request);
        };
    }

    private ControlReply addFault(ControlRequest request) {
        requirePost(request);
        FaultSpec spec = ControlJson.read(json, request.body(), FaultSpec.class);
        if (spec.registry() != null) {
            server(spec.registry());
        }
        return new ControlReply(201, refusable(() -> world.addFault(spec)));
    }

    private ControlReply removeFault(ControlRequest request) {
        if (!request.method().equals("DELETE")) {
            throw new ControlProblem(405, "Only DELETE is understood here.");
        }
        String id = request.path().get(1);
        if (!id.matches("[1-9][0-9]{0,17}") || !world.removeFault(Long.parseLong(id))) {
            throw new ControlProblem(404, "There is no fault " + id + ".");
        }
        return ControlReply.ok(Map.of("removed", Long.parseLong(id)));
    }

    private static Object outcomes() {
        return Map.of(
                "outcomes",
                Arrays.stream(Outcome.values())
                        .map(outcome -> Map.of("suffix", outcome.suffix(), "description", outcome.description()))
                        .toList());
    }

    private ControlReply registryPart(ControlRequest request) {
        RegistryServer server = server(request.path().get(1));
        return switch (request.path().get(2)) {
            case "domains" ->
                get(request, () -> {
                    var names = server.registry().state().domains().stream()
                            .map(DomainObject::name)
                            .sorted()
                            .toList();
                    int limit = request.limit(1_000, MOST_DOMAINS);
                    return Map.of("count", names.size(), "domains", names.subList(0, Math.min(limit, names.size())));
                });
            case "holdings" ->
                get(request, () -> HoldingView.all(server, request.query().get("sponsor")));
            case "accounts" ->
                get(request, () -> Map.of("accounts", server.registry().state().accounts()));
            case "frames" ->
                get(request, () -> Map.of("frames", server.frames().latest(request.limit(50, MOST_FRAMES))));
            default ->
                throw new ControlProblem(
                        404, "A registry has domains, holdings, accounts, hosts, contacts and frames.");
        };
    }

    private ControlReply registryObject(ControlRequest request) {
        RegistryServer server = server(request.path().get(1));
        String name = request.path().get(3);
        var state = server.registry().state();
        return switch (request.path().get(2)) {
            case "domains" -> domain(request, server, name);
            case "accounts" -> account(request, server, name);
            case "hosts" -> get(request, () -> state.host(name).orElseThrow(() -> absent(name)));
            case "contacts" -> get(request, () -> state.contact(name).orElseThrow(() -> absent(name)));
            default -> throw new ControlProblem(404, "A registry has domains, hosts, contacts and frames.");
        };
    }

    private ControlReply domain(ControlRequest request, RegistryServer server, String name) {
        if (request.method().equals("POST")) {
            DomainKnobs knobs = ControlJson.read(json, request.body(), DomainKnobs.class);
            DomainObject arranged = refusable(() -> server.registry().arrange(name, knobs));
            return ControlReply.ok(DomainView.of(arranged, world.now()));
        }
        return get(
                request,
                () -> server.registry()
                        .state()
                        .domain(name)
                        .map(domain -> DomainView.of(domain, world.now()))
                        .orElseThrow(() -> absent(name)));
    }

    record AccountBody(@Nullable BigDecimal balance) {}

    private ControlReply account(ControlRequest request, RegistryServer server, String registrar) {
        if (request.method().equals("POST")) {
            AccountBody body = ControlJson.read(json, request.body(), AccountBody.class);
            return ControlReply.ok(refusable(() -> server.registry().setBalance(registrar, body.balance())));
        }
        return get(request, () -> server.registry().account(registrar));
    }

    private ControlReply reset(ControlRequest request) {
        requirePost(request);
        world.reset();
        servers.values().forEach(RegistryServer::cutSessions);
        return ControlReply.ok(clockView(0));
    }

    private RegistryServer server(String id) {
        RegistryServer server = servers.get(id);
        if (server == null) {
            throw new ControlProblem(404, "There is no registry " + id + ".");
        }
        return server;
    }

    private static ControlProblem absent(String name) {
        return new ControlProblem(404, name + " is not at this registry.");
    }

    private static void requirePost(ControlRequest request) {
        if (!request.method().equals("POST")) {
            throw new ControlProblem(405, "GET and POST are understood here.");
        }
    }

    private static <T> T refusable(Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException e) {
            throw new ControlProblem(409, String.valueOf(e.getMessage()));
        }
    }
}
