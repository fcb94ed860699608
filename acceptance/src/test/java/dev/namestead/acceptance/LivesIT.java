package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.api.AccountId;
import dev.namestead.api.RegistrarClient;
import dev.namestead.api.WorkflowState;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lives of names from outside, at a thin registry and at a thick one. */
@OnTimeServer
class LivesIT {
    private final Namestead server;
    private final Sandbox sandbox;

    LivesIT(Namestead server) {
        this.server = server;
        sandbox = server.sandbox();
    }

    @AfterAll
    static void hold(Namestead server) {
        Invariants.of(server).hold(List.of());
    }

    @Test
    void aNameWithAutoRenew_isRenewedOnce_paidOnce_andItsHolderIsTold() {
        var customer = sandbox.customer();
        customer.create("{\"domain_name\":\"steady.com\",\"auto_renew\":true}").expect(201);
        String expires = customer.registration("steady.com").text("/expires_at");

        sandbox.advance(Duration.ofDays(366));

        assertThat(customer.registration("steady.com").text("/status")).isEqualTo("active");
        assertThat(OffsetDateTime.parse(customer.registration("steady.com").text("/expires_at")))
                .isEqualTo(OffsetDateTime.parse(expires).plusYears(1));
        assertThat(OffsetDateTime.parse(sandbox.registryDomain("steady.com").text("/domain/expires")))
                .isEqualTo(OffsetDateTime.parse(expires).plusYears(1));
        assertThat(customer.ledger().charges("steady.com")).isEqualTo(2);
        assertThat(sandbox.mailKinds("steady.com"))
                .containsExactly("registration_succeeded", "auto_renew_price", "registration_renewed", "data_reminder");
        assertThat(customer.renewStatus("steady.com").expect(200).state()).isEqualTo("succeeded");
    }

    @Test
    void aNameThatNobodyPaysFor_diesAndIsFreeAgain() {
        var customer = sandbox.customer();
        customer.register("mortal.org").expect(201);
        for (String status : List.of("active", "expired", "redemption_period", "pending_delete")) {
            assertThat(customer.registration("mortal.org").text("/status")).isEqualTo(status);
            sandbox.advance(
                    switch (status) {
                        case "active" -> Duration.ofDays(366);
                        case "expired" -> Duration.ofDays(41);
                        case "redemption_period" -> Duration.ofDays(30);
                        default -> Duration.ofDays(6);
                    });
        }

        assertThat(customer.registration("mortal.org").status()).isEqualTo(404);
        assertThat(sandbox.registryHas("mortal.org")).isFalse();
        assertThat(sandbox.mailKinds("mortal.org"))
                .containsExactly(
                        "registration_succeeded",
                        "expiry_month",
                        "expiry_week",
                        "data_reminder",
                        "expired",
                        "registration_interrupted",
                        "registration_deleted");
        sandbox.customer().register("mortal.org").expect(201);
    }

    @Test
    void anAccountThatIsGivenALanguage_hasItsMailsInIt_whileTheServerRuns() {
        var customer = sandbox.customer();
        customer.register("english.org").expect(201);
        var log = server.data().resolveSibling("account-language.log");

        var done = Program.run(
                log,
                "account",
                "language",
                customer.account(),
                "de",
                "--data",
                server.data().toString());

        assertThat(done.exitCode()).as(done.output()).isZero();
        customer.register("german.org").expect(201);
        assertThat(sandbox.awaitMail("english.org").path("subject").asString()).isEqualTo("english.org is registered");
        assertThat(sandbox.awaitMail("german.org").path("subject").asString()).isEqualTo("german.org ist registriert");
    }

    @Test
    void aNameThatItsRegistryWillNotHoldBack_doesNotStopTheClock() {
        String name = "stubborn-updatefails.xyz";
        var customer = sandbox.customer();
        customer.registerAsync(name).expect(202);
        customer.awaitRegistration(name, "succeeded");

        sandbox.advance(Duration.ofDays(404));

        assertThat(customer.registration(name).text("/status")).isEqualTo("expired");
        sandbox.advance(Duration.ofDays(10));
        assertThat(customer.registration(name).text("/status")).isEqualTo("redemption_period");
    }

    @Test
    void aHolderWhoWasWrittenToAtAWrongAddress_confirmsAtTheRightOne() {
        String name = "misspelt-unverified.org";
        var customer = sandbox.customer();
        customer.register(name).expect(201);
        sandbox.advance(Duration.ofDays(1));
        var old = Sandbox.link(sandbox.awaitMail(name));
        sandbox.advance(Duration.ofDays(15));
        assertThat(customer.registration(name).text("/status")).isEqualTo("suspended");
        assertThat(customer.changeAddress(name, "nonsense").expect(400).pointer())
                .isEqualTo("/email");

        Answer changed = customer.changeAddress(name, "spelt@example.com").expect(200);

        assertThat(changed.state()).as(changed::toString).isEqualTo("succeeded");
        assertThat(changed.text("/links/self")).endsWith("/verification-status");
        assertThat(customer.get("/registrations/" + name + "/verification-status")
                        .expect(200)
                        .state())
                .isEqualTo("succeeded");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sandbox.awaitMail(name).path("to").asString().equals("spelt@example.com"));
        assertThat(ConfirmationPage.open(old).status())
                .as("the old link is void")
                .isEqualTo(404);
        Answer asked = customer.verification(name).expect(200);
        assertThat(asked.state()).isEqualTo("suspended");
        assertThat(asked.text("/sent_to")).isEqualTo("s***@example.com");

        ConfirmationPage.open(Sandbox.link(sandbox.awaitMail(name))).press();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> customer.registration(name).text("/status").equals("active"));
    }

    @Test
    void aHolderWhoHasNotConfirmed_isAskedAgain_suspended_andBackWhenHePressesTheButton() {
        String name = "doubtful-unverified.org";
        var customer = sandbox.customer();
        customer.register("sure.org").expect(201);
        assertThat(customer.verification("sure.org").expect(200).state()).isEqualTo("not_required");
        customer.askHolder("sure.org").expect(400);
        customer.register(name).expect(201);
        sandbox.advance(Duration.ofDays(1));
        Answer asked = customer.verification(name).expect(200);
        assertThat(asked.state()).isEqualTo("pending");
        assertThat(asked.text("/sent_to")).contains("***@");
        assertThat(customer.askHolder(name).expect(200).state()).isEqualTo("pending");

        sandbox.advance(Duration.ofDays(15));
        assertThat(customer.verification(name).expect(200).state()).isEqualTo("suspended");
        assertThat(customer.registration(name).text("/status")).isEqualTo("suspended");
        customer.askHolder(name).expect(200);
        var page = ConfirmationPage.open(Sandbox.link(sandbox.awaitMail(name)));
        assertThat(page.status()).isEqualTo(200);
        assertThat(customer.registration(name).text("/status"))
                .as("looking changes nothing")
                .isEqualTo("suspended");
        assertThat(page.press().html()).contains("confirmed");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> customer.registration(name).text("/status").equals("active"));
        assertThat(customer.verification(name).expect(200).state()).isEqualTo("verified");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !sandbox.registryDomain(name)
                        .result()
                        .at("/domain/statuses")
                        .toString()
                        .contains("clientHold"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"brief.com", "brief.org"})
    void aNameInItsAddGrace_isGoneAtOnce_andFreeForAnybody(String name) {
        var customer = sandbox.customer();
        customer.register(name).expect(201);

        Answer deleted = customer.delete(name).expect(200);

        assertThat(deleted.state()).isEqualTo("succeeded");
        assertThat(deleted.text("/links/self")).endsWith("/registrations/" + name + "/delete-status");
        assertThat(customer.get("/registrations/" + name + "/delete-status")
                        .expect(200)
                        .result())
                .isEqualTo(deleted.result());
        assertThat(customer.registration(name).status()).isEqualTo(404);
        assertThat(sandbox.registryHas(name)).isFalse();
        assertThat(customer.ledger().charges(name)).as("nothing is refunded").isEqualTo(1);
        assertThat(customer.delete(name).expect(200).result()).isEqualTo(deleted.result());
        assertThat(sandbox.awaitMail(name).path("kind").asString()).isEqualTo("registration_deleted");
        sandbox.customer().register(name).expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"regretted.com", "regretted.org"})
    void aNameDeletedLater_canBeRestored_withItsSettings(String name) {
        var customer = sandbox.customer();
        customer.register(name).expect(201);
        Answer before = sandbox.registryDomain(name).expect(200);
        String expires = customer.registration(name).text("/expires_at");
        sandbox.advance(Duration.ofDays(6));

        customer.deleteAsync(name).expect(202);
        customer.awaitStatus(name, "delete-status", "succeeded");
        assertThat(customer.registration(name).expect(200).text("/status")).isEqualTo("redemption_period");
        assertThat(customer.restore(name, "{\"acknowledgements\":{\"fees\":{\"restore_fee\":1}}}")
                        .expect(400)
                        .message())
                .contains("42.00");
        assertThat(customer.restore(name, "{\"acknowledgements\":{\"fees\":{\"restore_fees\":1}}}")
                        .expect(400)
                        .pointer())
                .isEqualTo("/acknowledgements/fees/restore_fees");
        customer.restoreAsync(name).expect(202);
        Answer restored = customer.awaitStatus(name, "restore-status", "succeeded");

        assertThat(restored.text("/context/registration/status")).isEqualTo("active");
        assertThat(restored.result().at("/context/years").asInt()).isZero();
        Answer after = sandbox.registryDomain(name).expect(200);
        for (String part : new String[] {"/domain/statuses", "/domain/hosts", "/domain/expires"}) {
            assertThat(after.json().at("/result" + part))
                    .as(part)
                    .isEqualTo(before.json().at("/result" + part));
        }
        assertThat(customer.registration(name).text("/expires_at")).isEqualTo(expires);
        assertThat(customer.ledger().charged(name)).isEqualByComparingTo(name.endsWith("com") ? "50.57" : "49.50");
    }

    @Test
    void aNameThatExpired_isRestoredWithTheYearThatIsDue() {
        var customer = sandbox.customer();
        customer.register("overdue.com").expect(201);
        String expires = customer.registration("overdue.com").text("/expires_at");
        sandbox.advance(Duration.ofDays(370));
        customer.delete("overdue.com").expect(200);

        Answer restored = customer.restore("overdue.com", "{}").expect(200);

        assertThat(restored.result().at("/context/years").asInt()).isOne();
        assertThat(OffsetDateTime.parse(restored.text("/context/registration/expires_at")))
                .isEqualTo(OffsetDateTime.parse(expires).plusYears(1));
        assertThat(OffsetDateTime.parse(sandbox.registryDomain("overdue.com").text("/domain/expires")))
                .isEqualTo(OffsetDateTime.parse(expires).plusYears(1));
        assertThat(customer.ledger().of("overdue.com").stream()
                        .filter(entry -> entry.path("kind").asString().equals("post"))
                        .map(entry -> entry.path("description").asString("") + " "
                                + entry.path("amount").asString()))
                .containsExactlyInAnyOrder("registration 8.57", "restore 42.00", "renewal 8.57");
    }

    @Test
    void aDeletionWhoseAnswerIsLost_isDoneOnce() {
        String name = "unheard-of.com";
        var customer = sandbox.customer();
        customer.register(name).expect(201);
        sandbox.fault(Map.of("command", "domain:delete", "name", name, "action", "drop-after-commit"));

        customer.deleteAsync(name).expect(202);

        customer.awaitStatus(name, "delete-status", "succeeded");
        assertThat(sandbox.registryHas(name)).isFalse();
    }

    @Test
    void javaClient_deletesAndRestores() {
        var customer = sandbox.customer();
        customer.register("client-life.com").expect(201);
        sandbox.advance(Duration.ofDays(6));
        try (var client = new RegistrarClient(
                URI.create(server.variables().get("REGISTRAR_URL")),
                customer.token(),
                new AccountId(customer.account()))) {

            assertThat(client.delete("client-life.com").workflowState()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(client.deleteStatus("client-life.com").workflowState()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(client.restore("client-life.com").workflowState()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(client.restoreStatus("client-life.com").workflowState()).isEqualTo(WorkflowState.SUCCEEDED);
        }
    }
}
