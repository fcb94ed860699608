package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.testing.LoopbackRegistry;
import dev.namestead.epp.testing.TestCertificates;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.server.database.PostgresBell;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.registry.epp.RegistrySettings.Pauses;
import dev.namestead.server.registry.epp.RegistrySettings.Polling;
import dev.namestead.server.workflow.Machine;
import dev.namestead.server.workflow.Step;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import dev.namestead.server.workflow.Workflow;
import dev.namestead.server.workflow.WorkflowDefinition;
import dev.namestead.server.workflow.WorkflowError;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowProbe;
import dev.namestead.server.workflow.WorkflowSettings;
import dev.namestead.server.workflow.Workflows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What waits for a registry is done when the registry is back, and not when its pauses end: they are a day here, and the second node's tries
 * to reach the registry are a day apart too.
 */
@Timeout(120)
class ReturnOfARegistryTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final AccountId ACCOUNT = new AccountId("e".repeat(32));
    private static final Duration DAY = Duration.ofDays(1);
    private static final int NOTES = 40;
    private static TlsMaterial tls;

    private final String id = "back-" + UUID.randomUUID();

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        tls = TestCertificates.selfSigned(folder, "dns:localhost");
    }

    @BeforeEach
    void forgetNodes() {
        DB.database().transact(tx -> tx.sql().sql("DELETE FROM node").update());
    }

    @Test
    void whatWaits_onAnyNode_isDoneOnceOneOfThemHasGotThrough() throws Exception {
        int port = portOfNobody();
        try (Node first = new Node("node-1", port, Duration.ofMillis(100));
                Node second = new Node("node-2", port, DAY)) {
            List<WorkflowId> waiting = IntStream.range(0, NOTES)
                    .mapToObj(i -> (i % 2 == 0 ? first : second).begin())
                    .toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> count("blocked") == NOTES);
            assertThat(first.registries.problem(id)).isPresent();

            try (var _ = registryAt(port)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> count("succeeded") == NOTES);
                assertThat(first.registries.problem(id)).isEmpty();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> second.registries.problem(id).isEmpty());
            }
            assertThat(first.state(waiting.getFirst())).isEqualTo(WorkflowState.SUCCEEDED);
        }
    }

    @Test
    void whatWaited_whenANodeEnded_isLookedAtByItsNextStart() throws Exception {
        int port = portOfNobody();
        try (Node before = new Node("node-1", port, DAY)) {
            before.begin();
            await().atMost(Duration.ofSeconds(60)).until(() -> count("blocked") == 1);
        }
        try (var _ = registryAt(port);
                Node _ = new Node("node-1", port, DAY)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> count("succeeded") == 1);
        }
    }

    private static int portOfNobody() throws Exception {
        try (var gone = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING)) {
            return gone.port();
        }
    }

    private static LoopbackRegistry registryAt(int port) throws Exception {
        return LoopbackRegistry.at(
                port,
                tls,
                (channel, command) ->
                        channel.send(LoopbackRegistry.answer(command, EppResultCode.OBJECT_DOES_NOT_EXIST)));
    }

    private long count(String state) {
        return DB.database()
                .read(tx -> tx.sql()
                        .sql("SELECT count(*) FROM workflow WHERE lane = :lane AND state = :state")
                        .param("lane", id)
                        .param("state", state)
                        .query(Long.class)
                        .single());
    }

    /** What a test workflow knows. */
    record Note(String name) {}

    /** A server as far as it matters: bell, registries, and workflows that ask one question. */
    private final class Node implements AutoCloseable, WorkflowDefinition<Note> {
        private final PostgresBell bell;
        private final EppRegistries registries;
        private final Workflows workflows;

        Node(String name, int port, Duration firstPause) throws Exception {
            bell = new PostgresBell(DB.database(), DB.settings(), name, Duration.ofSeconds(30));
            var settings = RegistrySettings.of(
                            id,
                            EppEndpoint.of("127.0.0.1", port, "localhost", tls.context()),
                            "ClientX",
                            "foo-BAR2",
                            false)
                    .with(it -> {
                        it.pauses = new Pauses(DAY, firstPause, firstPause);
                        it.polling = new Polling(DAY, DAY);
                    });
            registries = new EppRegistries(
                    List.of(settings), DB.database(), new SecretBox(new byte[32]), name, Duration.ofSeconds(30), bell);
            workflows = new Workflows(
                    DB.database(),
                    // Shown as blocked at once, or the first pause would be waited for.
                    new WorkflowSettings(
                            name + UUID.randomUUID(), Duration.ofSeconds(30), 8, Duration.ofMillis(100), DAY, DAY, 1),
                    WorkflowProbe.NONE,
                    Machine.REAL,
                    List.of(id),
                    List.of(this),
                    bell);
            bell.start();
            registries.start((_, _) -> {}, workflows::resume);
            workflows.start();
        }

        WorkflowId begin() {
            WorkflowId workflow = WorkflowId.random();
            DB.database()
                    .inTransaction(tx -> workflows.begin(
                            tx, workflow, this, ACCOUNT, "note-" + workflow, id, "hash", new Note("example.com")));
            return workflow;
        }

        WorkflowState state(WorkflowId workflow) {
            return DB.database()
                    .read(tx -> workflows.find(tx, workflow).orElseThrow().state());
        }

        private StepResult<Note> ask(StepContext<Note> context) {
            DomainName name = DomainName.of(context.data().name());
            return registries.find(id).orElseThrow().info(name) instanceof NotSent<?>(String cause)
                    ? StepResult.away("registry", cause)
                    : StepResult.done(context.data());
        }

        @Override
        public String kind() {
            return "note";
        }

        @Override
        public Class<Note> dataType() {
            return Note.class;
        }

        @Override
        public List<Step<Note>> steps() {
            return List.of(Step.of("ask", this::ask));
        }

        @Override
        public void succeeded(Tx tx, Workflow<Note> workflow) {}

        @Override
        public void failed(Tx tx, Workflow<Note> workflow, WorkflowError error) {}

        @Override
        public void close() {
            workflows.close();
            registries.close();
            bell.close();
        }
    }
}
