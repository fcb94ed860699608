package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Payments that their banks take back a month later, seen from outside. */
@OnTimeServer
class DisputeIT {
    private final Namestead server;
    private final Sandbox sandbox;

    DisputeIT(Namestead server) {
        this.server = server;
        sandbox = server.sandbox();
    }

    @Test
    void aPaymentThatItsBankTakesBack_isOwed_theNameStays_andTheCardIsNotChargedAgain() {
        String name = "taken-back.com";
        var customer = sandbox.customer(Map.of("payment", "disputed_later"));
        customer.register(name).expect(201);
        sandbox.advance(Duration.ofDays(29));
        assertThat(kinds(customer, name)).containsExactlyInAnyOrder("hold", "post", "capture");

        sandbox.advance(Duration.ofDays(2));

        assertThat(kinds(customer, name)).containsExactlyInAnyOrder("hold", "post", "capture", "dispute");
        assertThat(amount(customer, name, "dispute")).isEqualTo(amount(customer, name, "capture"));
        assertThat(customer.registration(name).text("/status")).isEqualTo("active");
        assertThat(sandbox.registryHas(name)).isTrue();
        assertThat(sandbox.mailKinds(name)).contains("payment_disputed");
        Answer refused = customer.register("not-with-this-card.com").expect(400);
        assertThat(refused.message()).containsIgnoringCase("payment");
        assertThat(customer.renew(name, "{\"years\":1}").expect(400).message()).containsIgnoringCase("payment");
        assertThat(history(customer, name))
                .anySatisfy(entry ->
                        assertThat(entry.at("/details/action").asString()).isEqualTo("payment.dispute"))
                .anySatisfy(entry ->
                        assertThat(entry.at("/details/kind").asString()).isEqualTo("dispute"))
                .anySatisfy(entry ->
                        assertThat(entry.at("/details/kind").asString()).isEqualTo("payment_disputed"));

        sandbox.api()
                .post("/sandbox/accounts/" + customer.account() + "/payment", "{\"payment\":\"ok\"}")
                .expect(200);
        customer.renew(name, "{\"years\":1}").expect(200);
        sandbox.advance(Duration.ofDays(31));
        assertThat(kinds(customer, name)).containsOnlyOnce("dispute");
        Invariants.of(server).hold(List.of());
    }

    @Test
    void aGoodCard_isNeverDisputed_andAnAccountThatIsNotThere_getsNoCard() {
        var customer = sandbox.customer();
        customer.register("never-taken-back.com").expect(201);

        sandbox.advance(Duration.ofDays(32));

        assertThat(kinds(customer, "never-taken-back.com")).doesNotContain("dispute");
        String nobody = "/sandbox/accounts/" + "0".repeat(32) + "/payment";
        sandbox.api().post(nobody, "{\"payment\":\"ok\"}").expect(404);
        sandbox.api().post(nobody, "{\"payment\":\"none\"}").expect(400);
    }

    private static List<String> kinds(Customer customer, String name) {
        return customer.ledger().of(name).stream()
                .map(entry -> entry.path("kind").asString())
                .toList();
    }

    private static String amount(Customer customer, String name, String kind) {
        return customer.ledger().of(name).stream()
                .filter(entry -> entry.path("kind").asString().equals(kind))
                .map(entry -> entry.path("amount").asString())
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> history(Customer customer, String name) {
        JsonNode all =
                customer.get("/registrations/" + name + "/history").expect(200).result();
        return StreamSupport.stream(all.spliterator(), false).toList();
    }
}
