package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Money that is paid late, and money that is paid back, as an account sees it where the registrar refunds deletions of the first days. */
class LateMoneyIT {
    private static Namestead server;
    private static Sandbox sandbox;

    @BeforeAll
    static void serve() {
        server = Namestead.configured("late-money", "lifecycle: {refund_in_add_grace: true}\n");
        sandbox = server.sandbox();
    }

    @AfterAll
    static void judge() {
        try (Namestead ended = server) {
            Invariants.of(ended).hold(List.of());
        }
    }

    @Test
    void aNameThatIsDeletedInItsFirstDays_isPaidBack() {
        var customer = sandbox.customer();
        customer.register("given-back.com").expect(201);
        String price = customer.ledger().charged("given-back.com").toPlainString();

        Answer deleted = customer.delete("given-back.com").expect(200);

        assertThat(deleted.text("/context/refund/amount")).as(deleted::toString).isEqualTo(price);
        assertThat(deleted.text("/context/refund/currency")).isEqualTo("USD");
        await().untilAsserted(() -> assertThat(kinds(customer, "given-back.com"))
                .containsExactly("hold", "post", "capture", "refund", "payout"));
    }

    @Test
    void aNameThatIsDeletedLater_isNot() {
        var customer = sandbox.customer();
        customer.register("kept.com").expect(201);
        sandbox.advance(Duration.ofDays(6));

        Answer deleted = customer.delete("kept.com").expect(200);

        assertThat(deleted.result().path("context").has("refund")).isFalse();
        assertThat(kinds(customer, "kept.com")).containsExactly("hold", "post", "capture");
    }

    @Test
    void aCardThatTakesItsTime_isChargedLate_andPaidBackLate() {
        var customer = sandbox.customer(Map.of("payment", "settles_later"));
        customer.register("slow-money.com").expect(201);
        assertThat(kinds(customer, "slow-money.com")).containsExactly("hold", "post");
        String price = customer.ledger().charged("slow-money.com").toPlainString();
        assertThat(balance(customer)).containsExactly("0.00", price, "0.00");

        sandbox.advance(Duration.ofHours(25));
        assertThat(kinds(customer, "slow-money.com")).containsExactly("hold", "post", "capture");
        assertThat(balance(customer)).containsExactly("0.00", "0.00", "0.00");

        customer.delete("slow-money.com").expect(200);
        assertThat(kinds(customer, "slow-money.com")).containsExactly("hold", "post", "capture", "refund");
        assertThat(balance(customer)).containsExactly("0.00", "0.00", price);

        sandbox.advance(Duration.ofHours(25));
        assertThat(kinds(customer, "slow-money.com")).containsExactly("hold", "post", "capture", "refund", "payout");
        assertThat(steps(customer, "slow-money.com")).contains("settlement collect", "refund pay_back");
    }

    @Test
    void aNewCard_paysWhatIsOwed_atOnce_andOnlyOnce() {
        String name = "another-card.com";
        var customer = sandbox.customer(Map.of("payment", "settles_later"));
        customer.register(name).expect(201);
        assertThat(kinds(customer, name)).containsExactly("hold", "post");

        sandbox.api()
                .post("/sandbox/accounts/" + customer.account() + "/payment", "{\"payment\":\"ok\"}")
                .expect(200);

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(kinds(customer, name)).containsExactly("hold", "post", "capture"));
        assertThat(balance(customer)).containsExactly("0.00", "0.00", "0.00");
        sandbox.advance(Duration.ofDays(60));
        assertThat(kinds(customer, name)).containsExactly("hold", "post", "capture");
    }

    private static List<String> balance(Customer customer) {
        Answer answer = customer.api()
                .get("/accounts/" + customer.account() + "/billing/balance")
                .expect(200);
        return List.of(answer.text("/0/set_aside"), answer.text("/0/owed"), answer.text("/0/credit"));
    }

    private static List<String> kinds(Customer customer, String name) {
        return customer.ledger().of(name).stream()
                .map(entry -> entry.path("kind").asString())
                .toList()
                .reversed();
    }

    private static List<String> steps(Customer customer, String name) {
        return StreamSupport.stream(
                        customer.get("/registrations/" + name + "/history")
                                .expect(200)
                                .result()
                                .spliterator(),
                        false)
                .map(entry -> entry.path("details"))
                .map(details -> details.path("workflow").asString("") + " "
                        + details.path("step").asString(""))
                .toList();
    }
}
