package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResponse.MessageQueue;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Poll;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.TransactionId;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.testing.LoopbackRegistry;
import dev.namestead.epp.testing.TestCertificates;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.server.database.Bell;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.PollHandler;
import dev.namestead.server.registry.PollMessage;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.registry.epp.RegistrySettings.Polling;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Messages of a registry: none is lost, none is applied twice, none holds up another. */
@Timeout(60)
class PollIntakeTest {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    private static TlsMaterial tls;

    /** A registry of its own for each test: messages are kept for good. */
    private final String id = "poll-" + UUID.randomUUID();

    private final Deque<Queued> queue = new ConcurrentLinkedDeque<>();
    private final List<PollMessage> applied = new CopyOnWriteArrayList<>();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private volatile boolean loseAcknowledgements;
    private LoopbackRegistry server;
    private EppRegistries registries;

    private record Queued(String id, Instant date, String text, List<ResponseData> data) {}

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        tls = TestCertificates.selfSigned(folder, "dns:localhost");
    }

    @BeforeEach
    void start() throws Exception {
        server = new LoopbackRegistry(tls, (channel, command) -> {
            switch (command.body()) {
                case Poll.Request _ -> channel.send(oldest(command));
                case Poll.Ack(String messageId) -> {
                    acknowledged.add(messageId);
                    if (loseAcknowledgements) {
                        channel.abort();
                        return;
                    }
                    channel.send(acknowledge(command, messageId));
                }
                default -> throw new IOException("not asked for");
            }
        });
        registries = registries("node-1", this::apply);
        registries.poll();
        // Its own first round is over once it has asked too and the next one got its turn.
        await().until(() -> server.received.stream()
                        .filter(command -> command.body() instanceof Poll.Request)
                        .count()
                >= 2);
        registries.poll();
    }

    @AfterEach
    void stop() {
        registries.close();
        server.close();
    }

    @Test
    void aMessage_isStored_acknowledged_andAppliedOnce() {
        queue.add(new Queued(
                "1",
                NOW,
                "Create completed",
                List.of(new DomainData.PendingAction("example.com", true, new TransactionId("ours", "theirs"), NOW))));
        assertThat(registries.poll()).isEqualTo(1);
        assertThat(registries.poll()).isZero();
        assertThat(queue).isEmpty();
        assertThat(applied).singleElement().satisfies(message -> {
            assertThat(message.registryId()).isEqualTo(id);
            assertThat(message.messageId()).isEqualTo("1");
            assertThat(message.queuedAt()).isEqualTo(NOW);
            assertThat(message.text()).isEqualTo("Create completed");
            assertThat(message.name()).isEqualTo(DomainName.of("example.com"));
            assertThat(message.pendingAction()).isEqualTo(new PollMessage.PendingAction(true, "ours", "theirs"));
        });
    }

    @Test
    void theWholeQueue_isEmptied_inItsOrder() {
        for (int i = 0; i < 25; i++) {
            queue.add(message("m" + i));
        }
        assertThat(registries.poll()).isEqualTo(25);
        assertThat(acknowledged).hasSize(25);
        assertThat(applied)
                .extracting(PollMessage::messageId)
                .startsWith("m0", "m1", "m2")
                .endsWith("m24");
    }

    @Test
    void aMessageWhoseAcknowledgementWasLost_comesAgain_andIsAppliedOnce() {
        queue.add(message("7"));
        loseAcknowledgements = true;
        assertThat(registries.poll()).isEqualTo(1);
        assertThat(queue).hasSize(1);
        loseAcknowledgements = false;
        assertThat(registries.poll()).isZero();
        assertThat(queue).isEmpty();
        assertThat(acknowledged).containsExactly("7", "7");
        assertThat(applied).hasSize(1);
    }

    @Test
    void anIdThatIsUsedAgain_isAnotherMessage() {
        queue.add(message("1"));
        queue.add(new Queued("1", NOW, "Another text", List.of()));
        queue.add(new Queued("1", NOW.plusSeconds(1), "A text", List.of()));
        assertThat(registries.poll()).isEqualTo(3);
    }

    @Test
    void aMessageThatCannotBeApplied_holdsUpNothing_andIsTriedAgain() {
        queue.add(new Queued("bad", NOW, "poison", List.of()));
        queue.add(message("good"));
        assertThat(registries.poll()).isEqualTo(1);
        assertThat(queue).isEmpty();
        assertThat(applied).extracting(PollMessage::messageId).containsExactly("good");
        assertThat(column("problem", "bad")).contains("cannot apply poison");
        makeDue();
        assertThat(registries.poll()).isZero();
        assertThat(column("attempts", "bad")).isEqualTo("2");
    }

    @Test
    void aMessageThatNobodyUnderstands_isKeptAsItIs() {
        var raw = new ResponseData.Raw(
                new XmlBuilder("urn:x", "odd").child("name", "odd.com").build());
        queue.add(new Queued("odd", null, null, List.of(raw)));
        assertThat(registries.poll()).isEqualTo(1);
        assertThat(applied.getFirst().name()).isEqualTo(DomainName.of("odd.com"));
        assertThat(column("xml", "odd")).contains("urn:x");
    }

    @Test
    void aSecretInAMessage_isNotStored() {
        queue.add(new Queued(
                "secret",
                NOW,
                "Transferred",
                List.of(new DomainData.Info(
                        "example.com",
                        "E1-REP",
                        List.of(),
                        null,
                        List.of(),
                        null,
                        List.of(),
                        "ClientX",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        AuthInfo.of("canary-Secret7")))));
        assertThat(registries.poll()).isEqualTo(1);
        assertThat(column("xml", "secret")).contains("***").doesNotContain("canary");
    }

    @Test
    void onlyOneNode_fetches_untilItFallsSilent() throws Exception {
        var others = new CopyOnWriteArrayList<PollMessage>();
        try (EppRegistries other = registries("node-2", (tx, message) -> others.add(message))) {
            queue.add(message("1"));
            other.poll();
            assertThat(others).isEmpty();
            assertThat(registries.poll()).isEqualTo(1);
            queue.add(message("2"));
            DB.database()
                    .transact(tx -> tx.sql()
                            .sql("UPDATE registry_lease SET expires_at = now() - interval '1 second' WHERE"
                                    + " registry_id = :id")
                            .param("id", id)
                            .update());
            other.poll();
            assertThat(registries.poll()).isZero();
            assertThat(others).extracting(PollMessage::messageId).containsExactly("2");
        }
    }

    private void apply(Tx tx, PollMessage message) {
        if ("poison".equals(message.text())) {
            throw new IllegalStateException("cannot apply poison");
        }
        applied.add(message);
    }

    private EppRegistries registries(String node, PollHandler handler) throws Exception {
        var endpoint = EppEndpoint.of("127.0.0.1", server.port(), "localhost", tls.context());
        var settings = RegistrySettings.of(id, endpoint, "ClientX", "foo-BAR2", false)
                .with(it -> it.polling = new Polling(Duration.ofHours(1), Duration.ofMinutes(1)));
        var made = new EppRegistries(
                List.of(settings), DB.database(), new SecretBox(new byte[32]), node, Duration.ofMillis(600), Bell.NONE);
        made.start(handler, _ -> {});
        return made;
    }

    private static Queued message(String messageId) {
        return new Queued(messageId, NOW, "A text", List.of());
    }

    private EppResponse oldest(EppCommand command) {
        Queued first = queue.peek();
        if (first == null) {
            return LoopbackRegistry.answer(command, EppResultCode.SUCCESS_NO_MESSAGES);
        }
        return new EppResponse(
                List.of(EppResult.of(EppResultCode.SUCCESS_ACK_TO_DEQUEUE)),
                new MessageQueue(queue.size(), first.id(), first.date(), first.text(), null),
                first.data(),
                List.of(),
                command.clTrid(),
                "SV-" + UUID.randomUUID());
    }

    private EppResponse acknowledge(EppCommand command, String messageId) {
        if (queue.isEmpty() || !queue.peek().id().equals(messageId)) {
            return LoopbackRegistry.answer(command, EppResultCode.OBJECT_DOES_NOT_EXIST);
        }
        queue.remove();
        return LoopbackRegistry.answer(command, EppResultCode.SUCCESS);
    }

    private String column(String column, String messageId) {
        return DB.database()
                .read(tx -> tx.sql()
                        .sql("SELECT " + column
                                + "::text FROM registry_message WHERE registry_id = :id AND message_id = :message")
                        .param("id", id)
                        .param("message", messageId)
                        .query(String.class)
                        .single());
    }

    private void makeDue() {
        DB.database()
                .transact(tx -> tx.sql()
                        .sql("UPDATE registry_message SET next_attempt_at = now() WHERE registry_id = :id")
                        .param("id", id)
                        .update());
    }
}
