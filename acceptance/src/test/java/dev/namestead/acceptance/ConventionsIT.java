package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds for every answer, whatever was asked. */
@OnSharedServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConventionsIT {
    private final Namestead server;
    private final Customer customer;

    ConventionsIT(Namestead server) {
        this.server = server;
        this.customer = server.sandbox().customer();
    }

    @BeforeAll
    void oneRegistration() {
        customer.register("conventions.com").expect(201);
    }

    private List<Supplier<Answer>> answers() {
        return List.of(
                () -> customer.search("q=x"),
                () -> customer.check("conventions.com"),
                () -> customer.get("/registrations"),
                () -> customer.registration("conventions.com"),
                () -> customer.registrationStatus("conventions.com"),
                () -> customer.get("/domains"),
                () -> customer.get("/domains/conventions.com"),
                () -> customer.registration("nobody-has-this.com"),
                () -> customer.create("{}"),
                () -> customer.get("/nothing"),
                () -> customer.api().with(Map.of()).get(customer.path("/registrations")));
    }

    @Test
    void everyAnswer_isJsonThatNobodyStoresAndHasAnIdOfItsOwn() {
        Set<String> ids = new HashSet<>();
        answers().forEach(request -> {
            Answer answer = request.get();
            assertThat(answer.header("Content-Type").orElse(""))
                    .as(answer::toString)
                    .startsWith("application/json");
            assertThat(answer.header("Cache-Control").orElse(""))
                    .as(answer::toString)
                    .contains("no-store");
            assertThat(answer.header("X-Content-Type-Options"))
                    .as(answer::toString)
                    .contains("nosniff");
            ids.add(answer.header("X-Request-Id").orElseThrow(() -> new AssertionError(answer.toString())));
        });
        assertThat(ids).hasSize(answers().size());
        // The line of an answered read may come a little later.
        await().untilAsserted(() ->
                assertThat(server.program().logText()).contains(ids.iterator().next()));
    }

    @Test
    void everyAnswer_announcesTheRateLimit() {
        Answer answer = customer.get("/registrations").expect(200);

        assertThat(answer.header("Ratelimit").orElse("")).matches("\"[a-z]+\";r=\\d+;t=\\d+");
        assertThat(answer.header("Ratelimit-Policy").orElse("")).matches("\"[a-z]+\";q=\\d+;w=\\d+");
        assertThat(answer.header("Retry-After")).isEmpty();
    }

    @Test
    void wrongMethod_isToldWhichAreRight() {
        Answer answer = customer.api().put(customer.path("/registrations/conventions.com"), "{}");

        assertThat(answer.expect(405).header("Allow").orElse("").split(", *")).contains("GET", "PATCH", "DELETE");
    }

    @Test
    void health_isToldWithoutCredentials() {
        var anyone = server.sandbox().api();

        anyone.get("/healthz/live").expect(200);
        anyone.get("/healthz/ready").expect(200);
    }

    @Test
    void credentialsOfTheDocumentation_openTheDemoAccount() {
        assertThat(server.demo().account()).isEqualTo(Namestead.DEMO_ACCOUNT);
        var byKey = server.anonymous().with(Api.emailAndKey("user@example.com", "144c9defac04969c7bfad8efaa8ea194"));
        byKey.get(server.demo().path("/registrations/example.com")).expect(200);
        byKey.get(customer.path("/registrations")).expect(403);
    }

    @Test
    void tokenThatMayOnlyRead_changesNothing() {
        var both = server.sandbox().customerAndReader();
        Customer owner = both.getFirst();
        Customer reader = both.getLast();
        owner.register("read-only.com").expect(201);

        reader.registration("read-only.com").expect(200);
        reader.check("read-only.net").expect(200);
        assertThat(reader.register("read-only.net").expect(403).errorCodes()).contains(10000);
        reader.edit("read-only.com", "{\"auto_renew\":true}").expect(403);
        reader.api()
                .put(reader.path("/domains/read-only.com"), "{\"locked\":false}")
                .expect(403);
        owner.hasNothingOf("read-only.net");
    }

    @Test
    void internationalizedNames_areKeptInPunycode() {
        assertThat(customer.check("bücher-laden.com").text("/domains/0/name")).isEqualTo("xn--bcher-laden-thb.com");
        Answer made = customer.register("bücher-laden.com").expect(201);
        assertThat(made.text("/context/domain_name")).isEqualTo("xn--bcher-laden-thb.com");
        customer.registration("xn--bcher-laden-thb.com").expect(200);
        customer.registration("b%C3%BCcher-laden.com").expect(200);
    }

    @Test
    void legacyUpdate_changesTheSameRegistration() {
        String body = "{\"auto_renew\":true,\"locked\":false,\"privacy\":true}";
        customer.api().put(customer.path("/domains/conventions.com"), body).expect(200);

        Answer registration = customer.registration("conventions.com").expect(200);
        assertThat(registration.result().path("auto_renew").asBoolean()).isTrue();
        assertThat(registration.result().path("locked").asBoolean()).isFalse();
        assertThat(customer.updateStatus("conventions.com").state()).isEqualTo("succeeded");
    }

    @Test
    void names_haveOneForm() {
        assertThat(customer.registration("Conventions.COM").expect(200).text("/domain_name"))
                .isEqualTo("conventions.com");
        assertThat(customer.check("CONVENTIONS.com").text("/domains/0/name")).isEqualTo("conventions.com");
        assertThat(customer.register("UPPER-Case.Com").expect(201).text("/context/domain_name"))
                .isEqualTo("upper-case.com");
        assertThat(customer.search("q=Conventions.COM").text("/domains/0/name")).isEqualTo("conventions.com");
    }

    @Test
    void sandboxControls_areClosedToWebPages() {
        var sandbox = server.sandbox().api();

        Answer form = sandbox.send(
                "POST",
                "/sandbox/accounts",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "payment=card");
        assertThat(form.status()).isBetween(400, 499);
    }
}
