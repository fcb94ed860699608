package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the end of a name asks for, at a thin registry ({@code com}) and at a thick one ({@code xyz}). */
@OnTimeServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutcomesIT {
    private final Sandbox sandbox;
    private final Customer customer;

    OutcomesIT(Namestead server) {
        sandbox = server.sandbox();
        customer = sandbox.customer();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ordinary.com", "ordinary.xyz", "ordinary.io"})
    void ordinaryName_isRegisteredWithinTheWait(String name) {
        Answer created = customer.register(name).expect(201);

        assertThat(created.state()).isEqualTo("succeeded");
        assertThat(created.header("Preference-Applied")).isEmpty();
        assertThat(created.text("/context/registration/status")).isEqualTo("active");
        assertThat(created.result().at("/context/registration/locked").asBoolean())
                .isTrue();
        assertThat(customer.registration(name).expect(200).result())
                .isEqualTo(created.result().at("/context/registration"));
        assertThat(customer.ledger().charges(name)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "never-taken.com, domain_unavailable",
        "never-taken.xyz, domain_unavailable",
        // No fees are spoken there, so that a premium name is just not available.
        "never-premium.com, domain_unavailable",
        "never-premium.xyz, domain_premium",
        "never-reserved.com, domain_unavailable",
        "never-reserved.xyz, domain_unavailable",
        "never-race.com, domain_unavailable",
        "never-race.xyz, domain_unavailable",
        "never-transferrejected.com, domain_unavailable",
        "never-pricechange.xyz, price_changed",
        "never-rejected-slow-taken.xyz, domain_unavailable",
        "never-rejected.com, registry_rejected",
        "never-rejected.xyz, registry_rejected",
        "never-nofunds.com, payment_declined",
        "never-nofunds.xyz, payment_declined"
    })
    void nameThatCannotBeHad_failsWithItsReasonAndCostsNothing(String name, String code) {
        Answer answer = customer.register(name).expect(202);

        assertThat(answer.state()).as(answer::toString).isEqualTo("failed");
        assertThat(answer.result().path("completed").asBoolean()).isTrue();
        assertThat(answer.text("/error/code")).isEqualTo(code);
        assertThat(answer.text("/error/message")).isNotBlank();
        assertThat(customer.registrationStatus(name).expect(200).result()).isEqualTo(answer.result());
        customer.hasNothingOf(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"later-pending.com", "later-pending.xyz"})
    void nameThatTheRegistryDecidesLater_isBlockedAndThenSucceeds(String name) {
        Answer answer = customer.register(name).expect(202);

        assertThat(answer.state()).as(answer::toString).isEqualTo("blocked");
        assertThat(answer.text("/context/blocked_by")).isEqualTo("registry");
        assertThat(answer.text("/context/detail")).isNotBlank();
        Answer waiting = customer.registration(name).expect(200);
        assertThat(waiting.text("/status")).isEqualTo("registration_pending");
        assertThat(waiting.result().path("expires_at").isNull()).isTrue();
        assertThat(customer.ledger().held(name)).isPositive();

        sandbox.advance(Duration.ofMinutes(61));

        Answer done = customer.awaitRegistration(name, "succeeded");
        assertThat(done.text("/context/registration/status")).isEqualTo("active");
        assertThat(customer.ledger().charges(name)).isEqualTo(1);
        assertThat(customer.ledger().held(name)).isZero();
    }

    @Test
    void nameThatTheRegistryRefusesLater_isBlockedAndThenFails() {
        String name = "never-pendingrefused.com";
        assertThat(customer.register(name).expect(202).state()).isEqualTo("blocked");

        sandbox.advance(Duration.ofMinutes(61));

        Answer failed = customer.awaitRegistration(name, "failed", "succeeded");
        assertThat(failed.text("/error/code")).isEqualTo("registry_rejected");
        customer.hasNothingOf(name);
    }

    @Test
    void nameThatTheRegistryDoesNotChange_isRegistered_andStaysUnlocked() {
        String name = "fast-updatefails.xyz";
        customer.registerAsync(name).expect(202);

        Answer done = customer.awaitRegistration(name, "succeeded", "failed");
        assertThat(done.state()).as(done::toString).isEqualTo("succeeded");
        assertThat(customer.registration(name)
                        .expect(200)
                        .result()
                        .path("locked")
                        .asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "known-taken.com, domain_unavailable",
        "known-reserved.xyz, domain_unavailable",
        "known-premium.com, domain_unavailable",
        "known-premium.xyz, domain_premium"
    })
    void aSearch_agreesWithTheCheck(String name, String reason) {
        Answer found = customer.search("q=" + name).expect(200);
        assertThat(row(found, name).path("reason").asString()).isEqualTo(reason);
        Answer checked = customer.check(name).expect(200);
        assertThat(row(checked, name).path("reason").asString()).isEqualTo(reason);
    }

    private static JsonNode row(Answer answer, String name) {
        for (JsonNode row : answer.result().path("domains")) {
            if (row.path("name").asString().equals(name)) {
                return row;
            }
        }
        throw new AssertionError(name + " is not in " + answer);
    }

    @Test
    void nameThatNobodyEverDecides_staysBlockedWithItsHold() {
        String name = "forever-blocked.com";
        assertThat(customer.register(name).expect(202).state()).isEqualTo("blocked");

        sandbox.advance(Duration.ofHours(3));

        assertThat(customer.registrationStatus(name).state()).isEqualTo("blocked");
        assertThat(customer.ledger().held(name)).isPositive();
        assertThat(customer.ledger().charges(name)).isZero();
    }

    @Test
    void slowRegistry_outlastsTheWaitAndSucceeds() {
        String name = "patience-slow.com";
        Answer answer = customer.register(name).expect(202);

        assertThat(answer.state()).as(answer::toString).isEqualTo("in_progress");
        assertThat(answer.header("Location")).contains(answer.text("/links/self"));
        assertThat(customer.registration(name).expect(200).text("/status")).isEqualTo("registration_pending");
        customer.awaitRegistration(name, "succeeded");
        assertThat(customer.ledger().charges(name)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"astray-lostreply.com", "astray-lostreply.xyz"})
    void answerLostAfterTheCommit_isFoundAgainAndChargedOnce(String name) {
        customer.registerAsync(name).expect(202);

        Answer done = customer.awaitRegistration(name, "succeeded", "failed");
        assertThat(done.state()).as(done::toString).isEqualTo("succeeded");
        assertThat(customer.registration(name).expect(200).text("/status")).isEqualTo("active");
        assertThat(customer.ledger().charges(name)).isEqualTo(1);
        assertThat(customer.ledger().held(name)).isZero();
    }

    @Test
    void registrantWhoMustConfirm_isWrittenToAndPressesTheButton() {
        String name = "please-confirm.com";
        Answer answer = customer.create(Contacts.create(name).toString()).expect(202);

        assertThat(answer.state()).as(answer::toString).isEqualTo("action_required");
        assertThat(answer.text("/context/action")).isEqualTo("registrant_email_confirmation_pending");
        assertThat(answer.text("/context/confirmation_sent_to"))
                .startsWith("a")
                .contains("***")
                .endsWith("@example.org")
                .isNotEqualTo("ada@example.org");

        // Mail scanners follow links: looking is not confirming.
        var page = ConfirmationPage.open(Sandbox.link(sandbox.awaitMail(name)));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html()).contains(name);
        assertThat(customer.registrationStatus(name).state()).isEqualTo("action_required");

        assertThat(page.press().status()).isEqualTo(200);
        customer.awaitRegistration(name, "succeeded");
        assertThat(customer.ledger().charges(name)).isEqualTo(1);

        // The link serves once.
        var again = ConfirmationPage.open(page.address());
        assertThat(again.hasButton()).as(again.html()).isFalse();
    }

    @Test
    void confirmationThatNobodyGives_expiresAndCostsNothing() {
        String name = "forgotten-confirm.xyz";
        assertThat(customer.register(name).expect(202).state()).isEqualTo("action_required");
        var page = ConfirmationPage.open(Sandbox.link(sandbox.awaitMail(name)));

        sandbox.advance(Duration.ofDays(8));

        Answer failed = customer.awaitRegistration(name, "failed");
        assertThat(failed.text("/error/code")).isEqualTo("confirmation_expired");
        customer.hasNothingOf(name);
        assertThat(page.press().status()).isBetween(400, 499);
        assertThat(customer.registrationStatus(name).state()).isEqualTo("failed");
    }

    @Test
    void registrationThatIsNotWantedAnyMore_isCancelledAndCostsNothing() {
        String name = "changed-my-mind-confirm.com";
        assertThat(customer.register(name).expect(202).state()).isEqualTo("action_required");
        var page = ConfirmationPage.open(Sandbox.link(sandbox.awaitMail(name)));

        Answer cancelled = customer.cancel(name).expect(200);

        assertThat(cancelled.state()).isEqualTo("failed");
        assertThat(cancelled.text("/error/code")).isEqualTo("cancelled");
        customer.hasNothingOf(name);
        assertThat(page.press().status()).isBetween(400, 499);
        assertThat(customer.cancel(name).expect(200).result())
                .as("cancelled once and for all")
                .isEqualTo(cancelled.result());
        assertThat(customer.cancel("never-asked-for.com").status())
                .as("nothing was under way")
                .isEqualTo(404);
        assertThat(sandbox.customer().cancel(name).status())
                .as("another's account")
                .isEqualTo(404);
    }

    @Test
    void manyAtOnce_arePendingUntilTheirTurn() {
        var buyer = sandbox.customer();
        List<String> names =
                IntStream.range(0, 40).mapToObj(i -> "crowd-" + i + ".com").toList();

        Set<String> seen = names.stream()
                .map(name -> buyer.registerAsync(name).expect(202).state())
                .collect(Collectors.toSet());

        assertThat(seen).contains("pending").isSubsetOf("pending", "in_progress", "succeeded");
        names.forEach(name -> buyer.awaitRegistration(name, "succeeded"));
    }

    @Test
    void preferences_areHonouredAndOthersIgnored() {
        String path = customer.path("/registrations");
        Answer async = customer.api()
                .send(
                        "POST",
                        path,
                        Map.of("Prefer", "handling=lenient, respond-async;x=1, wait=100"),
                        body("prefers.com"))
                .expect(202);
        assertThat(async.header("Preference-Applied")).contains("respond-async");
        assertThat(async.header("Location")).contains(path + "/prefers.com/registration-status");
        customer.awaitRegistration("prefers.com", "succeeded");

        Answer other = customer.api()
                .send("POST", path, Map.of("Prefer", "return=minimal"), body("prefers.net"))
                .expect(201);
        assertThat(other.header("Preference-Applied")).isEmpty();
    }

    private static String body(String name) {
        return "{\"domain_name\":\"" + name + "\"}";
    }
}
