package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A registrar that buys nothing before the registrant has confirmed: once for each set of data, as an account and its registrant see it. */
class ConfirmBeforeIT {
    private static Namestead server;
    private static Sandbox sandbox;

    @BeforeAll
    static void serve() {
        server = Namestead.configured("confirm-before", "registration: {confirm_registrant: before-registration}\n");
        sandbox = server.sandbox();
    }

    @AfterAll
    static void judge() {
        try (Namestead ended = server) {
            Invariants.of(ended).hold(List.of());
        }
    }

    @Test
    void aRegistrantConfirmsOnce_forAllNamesWithTheSameData() {
        var customer = sandbox.customer();
        assertThat(customer.register("first.com").expect(202).state()).isEqualTo("action_required");
        Answer asked = customer.verification("first.com").expect(200);
        assertThat(asked.text("/state")).isEqualTo("pending");
        assertThat(asked.text("/sent_to")).contains("***@");

        ConfirmationPage.open(Sandbox.link(sandbox.awaitMail("first.com"))).press();

        customer.awaitRegistration("first.com", "succeeded");
        assertThat(customer.verification("first.com").expect(200).text("/state"))
                .isEqualTo("verified");
        assertThat(customer.register("second.xyz").expect(201).state()).isEqualTo("succeeded");
        assertThat(sandbox.mailKinds("second.xyz")).doesNotContain("registrant_confirmation");
        assertThat(sandbox.customer().register("elsewhere.com").expect(202).state())
                .as("another account is asked for itself")
                .isEqualTo("action_required");
    }

    @Test
    void aMailThatWasLost_isSentAgain_andAWrongAddressIsCorrectedByAnotherRegistration() {
        var customer = sandbox.customer();
        String name = "lost-mail.com";
        customer.register(name).expect(202);
        var first = ConfirmationPage.open(Sandbox.link(sandbox.awaitMail(name)));

        assertThat(customer.askHolder(name).expect(200).text("/state")).isEqualTo("pending");
        await().until(() -> sandbox.mailKinds(name).size() == 2);
        assertThat(sandbox.customer().askHolder(name).status()).isEqualTo(404);
        assertThat(customer.changeAddress(name, "right@example.com").expect(400).toString())
                .contains("register the name again with the right address");

        var second = ConfirmationPage.open(Sandbox.link(sandbox.awaitMail(name)));
        assertThat(second.address()).isNotEqualTo(first.address());
        assertThat(second.press().status()).isEqualTo(200);
        customer.awaitRegistration(name, "succeeded");
        assertThat(ConfirmationPage.open(first.address()).hasButton()).isFalse();
        assertThat(customer.ledger().charges(name)).isEqualTo(1);
    }
}
