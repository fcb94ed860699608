package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What happened to a name, on one line of time. */
@OnSharedServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryIT {
    private final Sandbox sandbox;
    private final Customer customer;

    HistoryIT(Namestead server) {
        sandbox = server.sandbox();
        customer = sandbox.customer();
    }

    private static List<JsonNode> history(Customer of, String name) {
        return StreamSupport.stream(
                        of.get("/registrations/" + name + "/history")
                                .expect(200)
                                .result()
                                .spliterator(),
                        false)
                .toList();
    }

    private static List<String> types(List<JsonNode> history) {
        return history.stream().map(entry -> entry.path("type").asString()).toList();
    }

    /** Frames come a moment late. */
    private static List<JsonNode> awaitFrame(Customer of, String name, String words) {
        return await("a frame with " + words)
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> history(of, name),
                        history -> history.stream()
                                .anyMatch(entry -> entry.path("type").asString().equals("epp_frame")
                                        && entry.toString().contains(words)));
    }

    @Test
    void aRegistration_isTold_fromTheCallToTheMoney_withoutSecrets() {
        String name = "told-history.com";
        customer.register(name).expect(201);
        customer.edit(name, "{\"auto_renew\":true}").expect(200);

        List<JsonNode> history = awaitFrame(customer, name, "creData");

        assertThat(types(history)).contains("api_call", "decision", "workflow_step", "epp_frame", "ledger_entry");
        assertThat(history.getFirst().at("/details/action").asString()).isEqualTo("registration.accept");
        assertThat(history.getFirst().at("/details/actor").asString()).startsWith("token:");
        assertThat(history)
                .extracting(entry -> entry.path("at").asString())
                .isSortedAccordingTo(java.util.Comparator.comparing(java.time.Instant::parse));
        assertThat(history)
                .filteredOn(entry -> entry.path("type").asString().equals("workflow_step"))
                .extracting(entry -> entry.at("/details/step").asString())
                .contains("check", "create", "capture");
        assertThat(history)
                .filteredOn(entry -> entry.path("type").asString().equals("ledger_entry"))
                .extracting(entry -> entry.at("/details/kind").asString())
                .as("what it cost us is none of the customer's business")
                .contains("hold", "post")
                .doesNotContain("cost");
        assertThat(history)
                .filteredOn(entry -> entry.path("type").asString().equals("epp_frame"))
                .allSatisfy(entry ->
                        assertThat(entry.at("/details/xml").asString()).doesNotContainPattern("<(\\w+:)?pw>[^*<]+</"));
        Answer two = customer.get("/registrations/" + name + "/history?limit=2").expect(200);
        assertThat(two.result()).hasSize(2);
        customer.get("/registrations/" + name + "/history?limit=0").expect(400);
    }

    @Test
    void aRegistrationThatFails_hasAHistoryToo() {
        String name = "never-rejected-history-rejected.xyz";
        customer.register(name).expect(202);

        List<JsonNode> history = awaitFrame(customer, name, "<create");
        assertThat(history)
                .filteredOn(entry -> entry.path("type").asString().equals("workflow_step"))
                .extracting(entry -> entry.at("/details/state").asString())
                .contains("failed");
        assertThat(history)
                .filteredOn(entry -> entry.path("type").asString().equals("ledger_entry"))
                .extracting(entry -> entry.at("/details/kind").asString())
                .contains("hold", "void");
    }

    @Test
    void whoNeverHadTheName_readsNothingOfIt() {
        String name = "my-own-history.com";
        customer.register(name).expect(201);
        awaitFrame(customer, name, "creData");
        Customer stranger = sandbox.customer();
        stranger.get("/registrations/" + name + "/history").expect(404);

        stranger.register(name).expect(202);

        List<JsonNode> theirs = history(stranger, name);
        assertThat(types(theirs)).contains("api_call").doesNotContain("epp_frame", "workflow_step");
    }

    @Test
    void aMailThatWasWritten_isTold_withoutTheSecretOfItsLink() {
        String name = "mail-history-confirm.xyz";
        customer.register(name).expect(202);
        String secret = Sandbox.link(sandbox.awaitMail(name)).getPath().replaceFirst(".*/", "");

        List<JsonNode> history = history(customer, name);

        assertThat(types(history)).contains("mail");
        assertThat(history.toString()).doesNotContain(secret);
    }
}
