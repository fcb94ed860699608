package dev.namestead.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.namestead.api.AccountId;
import dev.namestead.api.ApiException;
import dev.namestead.api.DomainRow;
import dev.namestead.api.ListOrder;
import dev.namestead.api.RegistrarClient;
import dev.namestead.api.RegistrationRequest;
import dev.namestead.api.RegistrationResource;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.api.TestApi.Reply;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.api.http.Waiting;
import dev.namestead.server.api.page.ConfirmationRoutes;
import dev.namestead.server.api.registrar.RegistrarRoutes;
import dev.namestead.server.app.Registrar;
import dev.namestead.server.billing.PaymentMethod;
import dev.namestead.server.billing.SandboxPaymentProvider;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.history.Histories;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.workflow.WorkflowProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The contract's endpoints over real HTTP, with the registrar's own object graph and a registry in memory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RegistrarEndpointsTest {
    @RegisterExtension
    final TestDatabase db = new TestDatabase();

    private final ScriptedRegistry registry = new ScriptedRegistry("thick", true);
    private RegistrarWorld world;
    private TestApi api;

    @BeforeAll
    void start() {
        world = new RegistrarWorld(db.database(), registry, WorkflowProbe.NONE);
        api = new TestApi(db.database(), routes(new Waiting(Duration.ofSeconds(10), 100)));
        equip(api.account);
    }

    private List<Route> routes(Waiting waiting) {
        Registrar registrar = world.registrar();
        return Stream.concat(
                        RegistrarRoutes.of(new RegistrarRoutes.Features(
                                        registrar.database(),
                                        registrar.search(),
                                        registrar.check(),
                                        registrar.registerDomain(),
                                        registrar.updateRegistration(),
                                        registrar.lifecycle().renew(),
                                        registrar.lifecycle().delete(),
                                        registrar.lifecycle().restore(),
                                        registrar.lifecycle().holders(),
                                        registrar.lifecycle().changeAddress(),
                                        registrar.cancelWorkflow(),
                                        registrar.registrations(),
                                        registrar.workflows(),
                                        registrar.ledger(),
                                        new Histories(registrar.database()),
                                        waiting,
                                        "Namestead"))
                                .stream(),
                        ConfirmationRoutes.of(registrar.confirmations()).stream())
                .toList();
    }

    private void equip(AccountId account) {
        Registrar registrar = world.registrar();
        registrar.accounts().acceptAgreement(TestApi.OPERATOR, account, "1");
        registrar.database().transact(tx -> {
            registrar.addressBook().addDefault(tx, account, RegistrarWorld.ADA);
            PaymentMethod card = new PaymentMethod(SandboxPaymentProvider.NAME, SandboxPaymentProvider.CARD_GOOD);
            registrar.payments().setDefaultMethod(tx, account, card);
        });
    }

    @AfterAll
    void stop() {
        api.close();
        world.close();
    }

    private String path(String rest) {
        return api.path("/registrar" + rest);
    }

    private Reply create(String name) {
        return api.post(path("/registrations"), "{\"domain_name\":\"" + name + "\"}");
    }

    private Reply patch(String name, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer " + api.token.token(), "Content-Type", "application/json"));
        return api.send("PATCH", path("/registrations/" + name), body.getBytes(), all.toArray(String[]::new));
    }

    @Test
    void express_isAnswered201WithTheRegistration() {
        Reply reply = create("Express.studio");

        assertThat(reply.status()).as(reply::toString).isEqualTo(201);
        JsonNode result = reply.json().path("result");
        assertThat(result.path("state").asString()).isEqualTo("succeeded");
        assertThat(result.path("completed").asBoolean()).isTrue();
        assertThat(result.path("context").path("domain_name").asString()).isEqualTo("express.studio");
        JsonNode registration = result.path("context").path("registration");
        assertThat(registration.path("status").asString()).isEqualTo("active");
        assertThat(result.path("links").path("self").asString())
                .isEqualTo("/accounts/" + api.account + "/registrar/registrations/express.studio/registration-status");
        assertThat(result.has("error")).isFalse();
        assertThat(api.getWithToken(path("/registrations/EXPRESS.studio"))
                        .json()
                        .path("result"))
                .isEqualTo(registration);
        assertThat(create("express.studio").status()).isEqualTo(201);
    }

    @Test
    void respondAsync_isAnswered202WithoutWaiting_andPolled() {
        Reply reply = api.send(
                "POST",
                path("/registrations"),
                "{\"domain_name\":\"later.studio\"}".getBytes(),
                "Authorization",
                "Bearer " + api.token.token(),
                "Content-Type",
                "application/json",
                "Prefer",
                "respond-async, wait=5");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("Preference-Applied")).isEqualTo("respond-async");
        String self = reply.json().at("/result/links/self").asString();
        assertThat(reply.header("Location")).isEqualTo(self);
        Awaitility.await()
                .until(() -> api.getWithToken("/client/v4" + self)
                        .json()
                        .at("/result/completed")
                        .asBoolean());
    }

    @Test
    void failure_isA202WithItsReason() {
        registry.takenByAnother("gone.studio");

        Reply reply = create("gone.studio");

        assertThat(reply.status()).as(reply::toString).isEqualTo(202);
        assertThat(reply.json().at("/result/state").asString()).isEqualTo("failed");
        assertThat(reply.json().at("/result/error/code").asString()).isEqualTo("domain_unavailable");
        assertThat(api.getWithToken(path("/registrations/gone.studio")).status())
                .isEqualTo(404);
    }

    @Test
    void noPlaceToWait_isA202AtOnce() {
        try (TestApi busy = new TestApi(db.database(), routes(new Waiting(Duration.ofSeconds(10), 0)))) {
            equip(busy.account);
            Reply reply = busy.post(busy.path("/registrar/registrations"), "{\"domain_name\":\"busy.studio\"}");

            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.header("Location")).endsWith("/registrations/busy.studio/registration-status");
            assertThat(reply.header("Preference-Applied")).isEmpty();
        }
    }

    @Test
    void confirmation_isAskedByMail_andLookingAtThePageChangesNothing() {
        Reply reply = create("stop-confirm.studio");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().at("/result/state").asString()).isEqualTo("action_required");
        assertThat(reply.json().at("/result/context/confirmation_sent_to").asString())
                .isEqualTo("a***@example.com");
        String link = world.registrar()
                .notices()
                .list(null, null, "stop-confirm.studio", 1)
                .getFirst()
                .notice()
                .body()
                .lines()
                .filter(line -> line.contains("/confirmations/"))
                .findFirst()
                .orElseThrow();
        String page = link.substring(link.indexOf("/confirmations/"));

        for (int i = 0; i < 3; i++) {
            Reply look = api.get(page);
            assertThat(look.status()).isEqualTo(200);
            assertThat(look.response().body()).contains("stop-confirm.studio").contains("<form method=\"post\">");
            assertThat(look.header("Content-Type")).startsWith("text/html");
            assertThat(look.header("Content-Security-Policy"))
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
        }
        assertThat(status("stop-confirm.studio")).isEqualTo("action_required");

        assertThat(api.send("POST", page, new byte[0], "Content-Type", "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(200);

        Awaitility.await().until(() -> status("stop-confirm.studio").equals("succeeded"));
        assertThat(api.get(page).response().body()).doesNotContain("<form").contains("Thank you");
        assertThat(api.get("/confirmations/unknown").status()).isEqualTo(404);
    }

    private String status(String name) {
        return api.getWithToken(path("/registrations/" + name + "/registration-status"))
                .json()
                .at("/result/state")
                .asString();
    }

    @ParameterizedTest
    @CsvSource({
        "name,asc",
        "name,desc",
        "registry_created_at,asc",
        "registry_created_at,desc",
        "registry_expires_at,asc",
        "registry_expires_at,desc"
    })
    void list_isReadPageByPageInEachOrder(String sortBy, String direction) {
        try (TestApi own = new TestApi(db.database(), routes(new Waiting(Duration.ofSeconds(10), 100)))) {
            equip(own.account);
            String suffix = "-" + sortBy.replace('_', '-') + "-" + direction + ".studio";
            List<String> names = Stream.of("a", "b", "c", "d", "e")
                    .map(letter -> letter + suffix)
                    .toList();
            for (int i = 0; i < names.size(); i++) {
                String body = "{\"domain_name\":\"" + names.get(i) + "\",\"years\":" + (5 - i) + "}";
                assertThat(own.post(own.path("/registrar/registrations"), body).status())
                        .isEqualTo(201);
            }
            String order = "?per_page=2&sort_by=" + sortBy + "&direction=" + direction;
            List<String> read = new ArrayList<>();
            String cursor = "";
            int pages = 0;
            do {
                Reply page = own.getWithToken(own.path("/registrar/registrations" + order + "&cursor=" + cursor));
                page.json()
                        .path("result")
                        .forEach(row -> read.add(row.path("domain_name").asString()));
                cursor = page.json().at("/result_info/cursor").asString();
                assertThat(cursor.length()).isLessThanOrEqualTo(256);
                pages++;
            } while (!cursor.isEmpty());

            boolean reversed = direction.equals("desc") != sortBy.equals("registry_expires_at");
            // Registered within one second, names decide; by expiry the longest term comes last.
            assertThat(read).containsExactlyElementsOf(reversed ? names.reversed() : names);
            assertThat(pages).isEqualTo(3);
        }
    }

    @Test
    void cursor_isUselessElsewhere() {
        create("cursor-a.studio");
        create("cursor-b.studio");
        Reply page = api.getWithToken(path("/registrations?per_page=1"));
        String cursor = page.json().at("/result_info/cursor").asString();
        assertThat(cursor).isNotEmpty();

        try (TestApi other = new TestApi(db.database(), routes(new Waiting(Duration.ofSeconds(1), 1)))) {
            for (Reply reply : List.of(
                    other.getWithToken(other.path("/registrar/registrations?cursor=" + cursor)),
                    api.getWithToken(path("/registrations?sort_by=name&cursor=" + cursor)),
                    api.getWithToken(path("/registrations?direction=desc&cursor=" + cursor)),
                    api.getWithToken(api.path("/billing/ledger?cursor=" + cursor)),
                    api.getWithToken(path("/registrations?cursor=" + cursor.substring(1))),
                    api.getWithToken(path("/registrations?cursor=%00")),
                    api.getWithToken(path("/registrations?cursor=e30")),
                    api.getWithToken(path("/registrations?cursor=eyJzIjpudWxsfQ")),
                    api.getWithToken(path("/registrations?cursor=bnVsbA")),
                    api.getWithToken(path("/registrations?cursor=" + "a".repeat(257))))) {
                assertThat(reply.status()).as(reply::toString).isEqualTo(400);
                assertThat(reply.message()).isEqualTo("Invalid pagination cursor");
            }
        }
        assertThat(api.getWithToken(path("/registrations?cursor=" + cursor)).status())
                .isEqualTo(200);
    }

    @Test
    void edit_isAWorkflowOfItsOwn() {
        create("edited.studio");

        Reply edited = patch("edited.studio", "{\"auto_renew\":true}");

        assertThat(edited.status()).as(edited::toString).isEqualTo(200);
        assertThat(edited.json().at("/result/context/registration/auto_renew").asBoolean())
                .isTrue();
        assertThat(edited.json().at("/result/links/self").asString()).endsWith("/update-status");
        assertThat(patch("edited.studio", "{}").status()).isEqualTo(200);
        assertThat(patch("edited.studio", "{\"auto_renew\":false}", "Prefer", "respond-async")
                        .status())
                .isEqualTo(202);
        Reply wrong = patch("edited.studio", "{\"auto_renew\":\"yes\"}");
        assertThat(wrong.message()).isEqualTo("Must be a boolean if present");
        assertThat(wrong.pointer()).isEqualTo("/auto_renew");
        assertThat(patch("nobody.studio", "{}").message()).isEqualTo("Domain not found");
    }

    @Test
    void legacyInterface_showsAndChangesTheSame() {
        create("legacy.studio");
        Reply got = api.getWithToken(path("/domains/legacy.studio"));
        assertThat(got.status()).as(got::toString).isEqualTo(200);
        JsonNode contact = got.json().at("/result/registrant_contact");
        assertThat(contact.path("first_name").asString()).isEqualTo("Ada");
        assertThat(contact.path("last_name").asString()).isEqualTo("Lovelace");
        assertThat(got.json().at("/result/locked").asBoolean()).isTrue();

        Reply put = api.send(
                "PUT",
                path("/domains/legacy.studio"),
                "{\"locked\":false,\"privacy\":true,\"auto_renew\":true}".getBytes(),
                "Authorization",
                "Bearer " + api.token.token(),
                "Content-Type",
                "application/json");

        assertThat(put.status()).as(put::toString).isEqualTo(200);
        assertThat(put.json().at("/result/locked").asBoolean()).isFalse();
        assertThat(put.json().path("messages")).isEmpty();
        Reply list = api.getWithToken(path("/domains"));
        assertThat(list.json().at("/result_info/total_count").asInt())
                .isEqualTo(list.json().path("result").size());
        Reply foreign = api.send(
                "PUT",
                path("/domains/nobody.studio"),
                "{}".getBytes(),
                "Authorization",
                "Bearer " + api.token.token(),
                "Content-Type",
                "application/json");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.message()).isEqualTo("Domain doesn't belong to the user");
    }

    @Test
    void ledger_tellsTheHoldAndTheCharge() {
        create("paid.studio");

        JsonNode rows =
                api.getWithToken(api.path("/billing/ledger?per_page=50")).json().path("result");

        List<String> kinds = new ArrayList<>();
        rows.forEach(row -> {
            if (row.path("domain_name").asString().equals("paid.studio")) {
                kinds.add(row.path("kind").asString());
            }
        });
        assertThat(kinds.reversed()).startsWith("hold", "post");
        JsonNode balance = api.getWithToken(api.path("/billing/balance"))
                .json()
                .path("result")
                .path(0);
        assertThat(balance.path("currency").asString()).isEqualTo("USD");
        assertThat(balance.path("credit").asString()).isEqualTo("0.00");
    }

    @Test
    void search_andCheck_showRows() {
        Reply search = api.getWithToken(path("/domain-search?q=coffee+shop&extensions=studio&limit=3"));
        assertThat(search.json().at("/result/domains/0/name").asString()).isEqualTo("coffeeshop.studio");
        assertThat(search.json().at("/result/domains/0/pricing/currency").asString())
                .isEqualTo("USD");

        registry.takenByAnother("occupied.studio");
        Reply check =
                api.post(path("/domain-check"), "{\"domains\":[\"occupied.studio\",\"x.horse\",\"free.studio\"]}");
        JsonNode rows = check.json().at("/result/domains");
        assertThat(rows.at("/0/reason").asString()).isEqualTo("domain_unavailable");
        assertThat(rows.at("/1/reason").asString()).isEqualTo("extension_not_supported");
        assertThat(rows.at("/2/registrable").asBoolean()).isTrue();
    }

    @Test
    void ourOwnClient_findsBuysReadsAndEdits() {
        try (TestApi own = new TestApi(db.database(), routes(new Waiting(Duration.ofSeconds(10), 100)));
                RegistrarClient client = new RegistrarClient(own.baseUrl(), own.token.token(), own.account)) {
            equip(own.account);
            assertThat(client.search("tea room", List.of("studio"), 5))
                    .extracting(DomainRow::name)
                    .contains("tearoom.studio");
            assertThat(client.check(List.of("tearoom.studio")))
                    .singleElement()
                    .satisfies(row -> assertThat(row.registrable()).isTrue());
            assertThat(client.register(RegistrationRequest.express("tearoom.studio"))
                            .workflowState())
                    .isEqualTo(WorkflowState.SUCCEEDED);
            client.registerAsync(RegistrationRequest.express("tea-room.studio"));
            Awaitility.await()
                    .until(() -> client.registrationStatus("tea-room.studio").completed());
            assertThat(client.get("tearoom.studio").autoRenew()).isFalse();
            assertThat(client.edit("tearoom.studio", true).workflowState()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(client.updateStatus("tearoom.studio").completed()).isTrue();
            assertThat(client.page(ListOrder.DEFAULT, 1, "").next()).isNotEmpty();
            assertThat(client.list(ListOrder.DEFAULT))
                    .extracting(RegistrationResource::domainName)
                    .containsExactlyInAnyOrder("tearoom.studio", "tea-room.studio");

            ApiException refused = catchThrowableOfType(ApiException.class, () -> client.get("nobody.studio"));
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.code()).isEqualTo(10000);
            assertThat(refused.requestId()).matches("[0-9a-f]{24}");
            assertThat(refused).hasMessageContaining("Domain not found");
        }
    }

    @Test
    void contactAtFault_isNamedWithItsPlace() {
        String contact = """
                {"domain_name":"c.studio","contacts":{"%s":{"email":"ada@example.org","phone":"%s","postal_info":
                {"name":"Ada King","address":{"street":"s","city":"c","state":"","postal_code":"p","country_code":"%s"}}}}}""";
        assertRefused(contact.formatted("owner", "+44.2071234567", "GB"), "/contacts/owner");
        assertRefused(contact.formatted("technical", "+44 207", "GB"), "/contacts/technical/phone");
        assertRefused(
                contact.formatted("registrant", "+44.2071234567", "XX"),
                "/contacts/registrant/postal_info/address/country_code");
        assertRefused("{\"domain_name\":\"c.studio\",\"privacy_mode\":\"proxy\"}", "/privacy_mode");
        assertRefused("{\"domain_name\":\"c.studio\",\"dry_run\":true}", "/dry_run");
        assertRefused("{\"domain_name\":\"a b.studio\"}", "/domain_name");
        assertRefused(
                "{\"domain_name\":\"c.studio\",\"acknowledgements\":{\"fees\":{\"registration_fee\":1e999}}}",
                "/acknowledgements/fees/registration_fee");
    }

    private void assertRefused(String body, String pointer) {
        Reply reply = api.post(path("/registrations"), body);
        assertThat(reply.status()).as(reply::toString).isEqualTo(400);
        assertThat(reply.pointer()).isEqualTo(pointer);
    }
}
