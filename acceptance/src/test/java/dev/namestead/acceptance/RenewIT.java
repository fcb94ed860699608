package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.api.RegistrarClient;
import dev.namestead.api.RegistrationResource;
import dev.namestead.api.WorkflowState;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Renewals from outside: once, paid once, whatever gets lost on the way, at a thin registry and at a thick one. */
@OnTimeServer
class RenewIT {
    private final Namestead server;
    private final Sandbox sandbox;

    RenewIT(Namestead server) {
        this.server = server;
        sandbox = server.sandbox();
    }

    @ParameterizedTest
    @CsvSource({"renew-one.com,1", "renew-three.tech,3", "renew-two.io,2"})
    void renewal_addsYearsAtTheRenewalCost(String name, int years) {
        var customer = sandbox.customer();
        BigDecimal yearly = new BigDecimal(customer.check(name).expect(200).text("/domains/0/pricing/renewal_cost"));
        customer.register(name);
        customer.awaitRegistration(name, "succeeded");
        String before = customer.registration(name).text("/expires_at");
        BigDecimal first = customer.ledger().charged(name);

        Answer renewed = customer.renew(name, "{\"years\":%d}".formatted(years)).expect(200);

        assertThat(renewed.state()).isEqualTo("succeeded");
        assertThat(renewed.text("/links/self")).endsWith("/registrations/" + name + "/renew-status");
        assertThat(renewed.result().at("/context/years").asInt()).isEqualTo(years);
        assertThat(OffsetDateTime.parse(renewed.text("/context/registration/expires_at")))
                .isEqualTo(OffsetDateTime.parse(before).plusYears(years));
        assertThat(OffsetDateTime.parse(sandbox.registryDomain(name).text("/domain/expires")))
                .isEqualTo(OffsetDateTime.parse(before).plusYears(years));
        assertThat(customer.renewStatus(name).expect(200).result()).isEqualTo(renewed.result());
        assertThat(customer.ledger().charged(name).subtract(first))
                .isEqualByComparingTo(yearly.multiply(BigDecimal.valueOf(years)));
        assertThat(customer.ledger().held(name)).isZero();
    }

    @Test
    void renewal_thatIsNotWaitedFor_isAcceptedAndCanBeFollowed() {
        var customer = sandbox.customer();
        customer.register("renew-async.com").expect(201);

        Answer accepted = customer.renewAsync("renew-async.com", 1).expect(202);

        assertThat(accepted.header("Preference-Applied")).contains("respond-async");
        assertThat(accepted.header("Location")).contains(accepted.text("/links/self"));
        customer.awaitRenewal("renew-async.com", "succeeded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-before", "drop-after-commit", "late-commit"})
    void renewal_whoseAnswerIsLost_isDoneOnceAndPaidOnce(String fault) {
        for (String name : new String[] {"lost-" + fault + ".com", "lost-" + fault + ".org"}) {
            var customer = sandbox.customer();
            customer.register(name).expect(201);
            var before = OffsetDateTime.parse(customer.registration(name).text("/expires_at"));
            sandbox.fault(
                    fault.equals("late-commit")
                            ? Map.of("command", "domain:renew", "name", name, "action", fault, "millis", 1500)
                            : Map.of("command", "domain:renew", "name", name, "action", fault));

            customer.renewAsync(name, 1).expect(202);

            customer.awaitRenewal(name, "succeeded");
            assertThat(OffsetDateTime.parse(customer.registration(name).text("/expires_at")))
                    .isEqualTo(before.plusYears(1));
            assertThat(OffsetDateTime.parse(sandbox.registryDomain(name).text("/domain/expires")))
                    .isEqualTo(before.plusYears(1));
            assertThat(customer.ledger().charges(name)).isEqualTo(2);
        }
    }

    @Test
    void equalRequests_areOneRenewal_andALaterOneIsAnother() {
        var customer = sandbox.customer();
        customer.register("renew-again.com").expect(201);
        Answer first = customer.renew("renew-again.com", "{\"years\":1}").expect(200);

        Answer again = customer.renew("renew-again.com", "{\"years\":1}").expect(200);

        assertThat(again.result()).isEqualTo(first.result());
        String expires = customer.registration("renew-again.com").text("/expires_at");
        String pinned = "{\"years\":1,\"current_expires_at\":\"" + expires + "\"}";
        Answer second = customer.renew("renew-again.com", pinned).expect(200);
        assertThat(second.text("/created_at")).isNotEqualTo(first.text("/created_at"));
        sandbox.advance(Duration.ofDays(2));
        assertThat(customer.renew("renew-again.com", pinned).expect(200).text("/created_at"))
                .isEqualTo(second.text("/created_at"));
        assertThat(customer.ledger().charges("renew-again.com")).isEqualTo(3);
    }

    @Test
    void javaClient_renewsFromTheDateThatItRead() {
        var customer = sandbox.customer();
        customer.register("renew-client.com").expect(201);
        try (var client = new RegistrarClient(
                URI.create(server.variables().get("REGISTRAR_URL")),
                customer.token(),
                new AccountId(customer.account()))) {
            RegistrationResource read = client.get("renew-client.com");

            assertThat(client.renew(read, 1).workflowState()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(client.renew(read, 1)).isEqualTo(client.renewStatus("renew-client.com"));
        }
        assertThat(customer.ledger().charges("renew-client.com")).isEqualTo(2);
    }
}
