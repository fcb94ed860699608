package dev.namestead.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.account.NewToken;
import dev.namestead.server.account.Scope;
import dev.namestead.server.api.TestApi.Reply;
import dev.namestead.server.api.http.Access;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.api.page.ConfirmationRoutes;
import dev.namestead.server.api.page.VerificationRoutes;
import dev.namestead.server.api.registrar.RegistrarRoutes;
import dev.namestead.server.api.sandbox.SandboxRoutes;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.sandbox.Worlds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole surface with who may call what, and each route of an account against each kind of stranger. */
final class AuthorisationTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    /** No feature is asked before it is known who calls, so none is needed. */
    private static final List<Route> ROUTES = routes();

    private static List<Route> routes() {
        List<Route> routes = new ArrayList<>(HealthRoutes.of(DB.database(), () -> true));
        routes.addAll(MetricsRoutes.of(() -> "", false));
        routes.addAll(RegistrarRoutes.of(new RegistrarRoutes.Features(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "")));
        routes.addAll(ConfirmationRoutes.of(null));
        routes.addAll(VerificationRoutes.of(null));
        routes.addAll(SandboxRoutes.of(new SandboxRoutes.Features(null, 0, null, null, null, null)));
        routes.addAll(SandboxRoutes.of((Worlds) null));
        return routes;
    }

    @Test
    void surface_isThis() {
        assertThat(ROUTES.stream().map(Route::toString).collect(Collectors.joining("\n", "", "\n")))
                .isEqualTo("""
                        GET /healthz/live OPEN
                        GET /healthz/ready OPEN
                        GET /metrics MACHINE
                        GET /client/v4/accounts/{account_id}/registrar/domain-search READ
                        POST /client/v4/accounts/{account_id}/registrar/domain-check READ
                        POST /client/v4/accounts/{account_id}/registrar/registrations WRITE
                        GET /client/v4/accounts/{account_id}/registrar/registrations READ
                        GET /client/v4/accounts/{account_id}/registrar/registrations/{domain_name} READ
                        PATCH /client/v4/accounts/{account_id}/registrar/registrations/{domain_name} WRITE
                        GET /client/v4/accounts/{account_id}/registrar/registrations/{domain_name}/registration-status READ
                        GET /client/v4/accounts/{account_id}/registrar/registrations/{domain_name}/update-status READ
                        POST /client/v4/accounts/{account_id}/registrar/registrations/{domain_name}/renew WRITE
                        GET /client/v4/accounts/{account_id}/registrar/registrations/{domain_name}/renew-status READ
                        DELETE /client/v4/accounts/{account_id}/registrar/registrations/{domain_name} WRITE
                        GET /client/v4/accounts/{account_id}/registrar/registrations/{domain_name}/delete-status READ
                        POST /client/v4/accounts/{account_id}/registrar/registrations/{domain_name}/restore WRITE
                        GET /client/v4/accounts/{account_id}/registrar/registrations/{domain_name}/restore-status READ
                        GET /client/v4/accounts/{account_id}/registrar/registrations/{domain_name}/verification READ
                        POST /client/v4/accounts/{account_id}/registrar/registrations/{domain_name}/verification WRITE
                        PATCH /client/v4/accounts/{account_id}/registrar/registrations/{domain_name}/verification WRITE
                        GET /client/v4/accounts/{account_id}/registrar/registrations/{domain_name}/verification-status READ
                        POST /client/v4/accounts/{account_id}/registrar/registrations/{domain_name}/cancel WRITE
                        GET /client/v4/accounts/{account_id}/registrar/registrations/{domain_name}/history READ
                        GET /client/v4/accounts/{account_id}/registrar/domains READ
                        GET /client/v4/accounts/{account_id}/registrar/domains/{domain_name} READ
                        PUT /client/v4/accounts/{account_id}/registrar/domains/{domain_name} WRITE
                        GET /client/v4/accounts/{account_id}/billing/ledger READ
                        GET /client/v4/accounts/{account_id}/billing/balance READ
                        GET /confirmations/{secret} OPEN
                        POST /confirmations/{secret} OPEN
                        GET /verifications/{secret} OPEN
                        POST /verifications/{secret} OPEN
                        POST /sandbox/accounts LOCAL
                        POST /sandbox/accounts/{account}/payment LOCAL
                        GET /sandbox/clock LOCAL
                        POST /sandbox/clock LOCAL
                        GET /sandbox/mail LOCAL
                        GET /sandbox/outcomes LOCAL
                        GET /sandbox/faults LOCAL
                        POST /sandbox/faults LOCAL
                        DELETE /sandbox/faults LOCAL
                        DELETE /sandbox/faults/{fault} LOCAL
                        GET /sandbox/registries LOCAL
                        GET /sandbox/registries/{registry}/{part} LOCAL
                        GET /sandbox/registries/{registry}/{part}/{name} LOCAL
                        POST /sandbox/registries/{registry}/{part}/{name} LOCAL
                        POST /sandbox/reset LOCAL
                        POST /sandbox/worlds LOCAL
                        GET /sandbox/worlds LOCAL
                        GET /sandbox/worlds/{world} LOCAL
                        DELETE /sandbox/worlds/{world} LOCAL
                        POST /sandbox/worlds/{world}/snapshots LOCAL
                        POST /sandbox/worlds/{world}/snapshots/{snapshot}/restore LOCAL
                        """);
    }

    @Test
    void routesOfAnAccount_areClosedToEveryStranger() {
        try (TestApi api = new TestApi(DB.database(), ROUTES);
                TestApi other = new TestApi(DB.database(), List.of())) {
            String reader = api.accounts
                    .issueToken(TestApi.OPERATOR, NewToken.of(api.account, "reader", Scope.READ))
                    .token();
            for (Route route : ROUTES) {
                boolean guarded = route.access() == Access.READ || route.access() == Access.WRITE;
                assertThat(guarded).isEqualTo(route.template().contains("{account_id}"));
                if (guarded) {
                    assertRefused(api, route, 400);
                    assertRefused(api, route, 403, "Authorization", "Bearer " + other.token.token());
                    assertRefused(api, route, 403, "Authorization", "Bearer nobody");
                    assertRefused(api, route, 403, "X-Auth-Email", "user@example.com", "X-Auth-Key", "0".repeat(37));
                }
                if (route.access() == Access.WRITE) {
                    assertRefused(api, route, 403, "Authorization", "Bearer " + reader);
                }
            }
        }
    }

    private static void assertRefused(TestApi api, Route route, int status, String... headers) {
        String path =
                route.template().replace("{account_id}", api.account.value()).replace("{domain_name}", "example.com");
        Reply reply = api.send(route.method(), path, route.method().equals("GET") ? null : "{}".getBytes(), headers);
        assertThat(reply.status()).as(route::toString).isEqualTo(status);
        assertThat(reply.isEnvelope()).isTrue();
    }
}
