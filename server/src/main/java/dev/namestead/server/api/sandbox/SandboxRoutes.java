package dev.namestead.server.api.sandbox;

import dev.namestead.server.api.http.Access;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.sandbox.RegistryControl;
import dev.namestead.server.sandbox.SandboxClock;
import dev.namestead.server.sandbox.SandboxReset;
import dev.namestead.server.sandbox.TestAccounts;
import dev.namestead.server.sandbox.Worlds;
import java.util.List;

/** The routes under {@code /sandbox}; a production server has none of them. */
public final class SandboxRoutes {
    private static final String OBJECT = "/sandbox/registries/{registry}/{part}/{name}";

    private SandboxRoutes() {}

    /** @param domainLimit of accounts whose maker names none */
    public record Features(
            TestAccounts accounts,
            int domainLimit,
            SandboxClock clock,
            SandboxReset reset,
            RegistryControl registries,
            Notices notices) {}

    public static List<Route> of(Features features) {
        AccountEndpoint accounts = new AccountEndpoint(features.accounts(), features.domainLimit());
        ClockEndpoint clock = new ClockEndpoint(features.clock());
        MailEndpoint mail = new MailEndpoint(features.notices());
        RegistryProxy registries = new RegistryProxy(features.registries());
        return List.of(
                new Route("POST", "/sandbox/accounts", Access.LOCAL, accounts::create),
                new Route("POST", "/sandbox/accounts/{account}/payment", Access.LOCAL, accounts::pay),
                new Route("GET", "/sandbox/clock", Access.LOCAL, clock::show),
                new Route("POST", "/sandbox/clock", Access.LOCAL, clock::move),
                new Route("GET", "/sandbox/mail", Access.LOCAL, mail::list),
                new Route("GET", "/sandbox/outcomes", Access.LOCAL, registries::outcomes),
                new Route("GET", "/sandbox/faults", Access.LOCAL, registries::faults),
                new Route("POST", "/sandbox/faults", Access.LOCAL, registries::addFault),
                new Route("DELETE", "/sandbox/faults", Access.LOCAL, registries::removeFaults),
                new Route("DELETE", "/sandbox/faults/{fault}", Access.LOCAL, registries::removeFault),
                new Route("GET", "/sandbox/registries", Access.LOCAL, registries::registries),
                new Route("GET", "/sandbox/registries/{registry}/{part}", Access.LOCAL, registries::part),
                new Route("GET", OBJECT, Access.LOCAL, registries::object),
                new Route("POST", OBJECT, Access.LOCAL, registries::arrange),
                new Route("POST", "/sandbox/reset", Access.LOCAL, call -> reset(features.reset())));
    }

    /** What only the first environment has: the way to others. */
    public static List<Route> of(Worlds worlds) {
        WorldEndpoints endpoints = new WorldEndpoints(worlds);
        return List.of(
                new Route("POST", "/sandbox/worlds", Access.LOCAL, endpoints::create),
                new Route("GET", "/sandbox/worlds", Access.LOCAL, endpoints::list),
                new Route("GET", "/sandbox/worlds/{world}", Access.LOCAL, endpoints::show),
                new Route("DELETE", "/sandbox/worlds/{world}", Access.LOCAL, endpoints::delete),
                new Route("POST", "/sandbox/worlds/{world}/snapshots", Access.LOCAL, endpoints::snapshot),
                new Route(
                        "POST",
                        "/sandbox/worlds/{world}/snapshots/{snapshot}/restore",
                        Access.LOCAL,
                        endpoints::restore));
    }

    private static Answer reset(SandboxReset reset) {
        return RegistryProxy.translated(() -> {
            reset.reset();
            return Answer.ok(java.util.Map.of());
        });
    }
}
