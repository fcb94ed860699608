package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Login;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.server.EppServerChannel;
import dev.namestead.epp.testing.LoopbackRegistry;
import dev.namestead.epp.testing.TestCertificates;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.server.database.Bell;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.registry.epp.RegistrySettings.Pauses;
import dev.namestead.server.registry.epp.RegistrySettings.Polling;
import dev.namestead.server.registry.epp.RegistrySettings.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Nodes on one database, and the sessions that a registry allows to all of them together. */
@Timeout(60)
class SharedSessionsTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final int LIMIT = 4;
    private static final Duration LEASE = Duration.ofMillis(600);
    private static TlsMaterial tls;

    private final String id = "shared-" + UUID.randomUUID();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger mostBusy = new AtomicInteger();
    private LoopbackRegistry server;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        tls = TestCertificates.selfSigned(folder, "dns:localhost");
    }

    @BeforeEach
    void start() throws Exception {
        DB.database().transact(tx -> tx.sql().sql("DELETE FROM node").update());
        server = new LoopbackRegistry(tls, this::answerSlowly);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void answerSlowly(EppServerChannel channel, EppCommand command) throws IOException {
        mostBusy.accumulateAndGet(busy.incrementAndGet(), Math::max);
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        busy.decrementAndGet();
        channel.send(LoopbackRegistry.answer(command, EppResultCode.OBJECT_DOES_NOT_EXIST));
    }

    @Test
    void aNodeThatComesLater_getsItsShare_andAllTogetherNeverMoreThanTheLimit() throws Exception {
        try (EppRegistries first = node("node-1", "foo-BAR2")) {
            assertThat(slots()).isEqualTo(Map.of("node-1", 4));
            var running = load(first);
            try (EppRegistries second = node("node-2", "foo-BAR2")) {
                running.addAll(load(second));
                await().atMost(Duration.ofSeconds(20)).until(() -> slots().equals(Map.of("node-1", 2, "node-2", 2)));
                for (var future : running) {
                    assertThat(future.get()).isInstanceOf(Refused.class);
                }
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> slots().equals(Map.of("node-1", 4)));
            for (var future : load(first)) {
                assertThat(future.get()).isInstanceOf(Refused.class);
            }
        }
        assertThat(mostBusy).hasValueLessThanOrEqualTo(LIMIT);
        assertThat(slots()).as("who leaves gives its slots back").isEmpty();
    }

    @Test
    void slotsOfANodeThatFellSilent_passOnOnceTheyExpire() throws Exception {
        DB.database().transact(tx -> {
            tx.sql()
                    .sql("INSERT INTO node (node_id, expires_at) VALUES ('dead', now() + interval '1 second')")
                    .update();
            tx.sql().sql("""
                INSERT INTO registry_slot (registry_id, slot, holder, expires_at)
                SELECT :id, n, 'dead', now() + interval '2 seconds' FROM generate_series(1, 4) n
                """).param("id", id).update();
        });
        try (EppRegistries alive = node("node-1", "foo-BAR2")) {
            assertThat(slots()).isEqualTo(Map.of("dead", 4));
            assertThat(info(alive)).as("a session is waited for").isInstanceOf(Refused.class);
            await().atMost(Duration.ofSeconds(20)).until(() -> slots().equals(Map.of("node-1", 4)));
        }
    }

    @Test
    void aNodeThatLostItsSlots_closesItsSessions_andOpensOthersOnceItMay() throws Exception {
        try (EppRegistries node = node("node-1", "foo-BAR2")) {
            assertThat(info(node)).isInstanceOf(Refused.class);
            DB.database().transact(tx -> tx.sql().sql("""
                UPDATE registry_slot SET holder = 'thief', expires_at = now() + interval '3 seconds'
                WHERE registry_id = :id
                """).param("id", id).update());
            await().atMost(Duration.ofSeconds(10)).until(() -> resting(node) == 0);

            assertThat(info(node)).isInstanceOf(Refused.class);
            assertThat(logins()).isEqualTo(2);
        }
    }

    @Test
    void aRefusedLogin_isTriedAgainByOneNodeOnly_onceItsPauseIsOver() throws Exception {
        try (EppRegistries wrong = node("node-1", "wrong-PW1");
                EppRegistries right = node("node-2", "foo-BAR2")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> slots().equals(Map.of("node-1", 2, "node-2", 2)));
            assertThat(info(wrong)).isInstanceOf(NotSent.class);
            assertThat(info(right)).isInstanceOf(NotSent.class);
            assertThat(info(wrong)).isInstanceOf(NotSent.class);
            assertThat(logins()).as("one try, and none while the pause lasts").isEqualTo(1);

            // Whose turn it is after a pause is chance: the wrong one may have several.
            long start = System.nanoTime();
            await().atMost(Duration.ofSeconds(40)).until(() -> info(right) instanceof Refused);
            long pauses = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
            assertThat(logins()).as("one try for each pause").isLessThanOrEqualTo(1 + pauses);
            int refusals = DB.database()
                    .read(tx -> tx.sql()
                            .sql("SELECT count(*) FROM registry_login WHERE registry_id = :id")
                            .param("id", id)
                            .query(Integer.class)
                            .single());
            assertThat(refusals).isZero();
        }
    }

    private EppRegistries node(String name, String password) throws GeneralSecurityException {
        var endpoint = EppEndpoint.of("127.0.0.1", server.port(), "localhost", tls.context());
        var settings = RegistrySettings.of(id, endpoint, "ClientX", password, false)
                .with(it -> {
                    it.polling = new Polling(Duration.ofHours(1), Duration.ofHours(1));
                    it.pauses = new Pauses(Duration.ofSeconds(1), Duration.ofMillis(20), Duration.ofMillis(100));
                    it.sessions = Sessions.of(LIMIT, Duration.ofMinutes(5));
                });
        var made = new EppRegistries(
                List.of(settings), DB.database(), new SecretBox(new byte[32]), name, LEASE, Bell.NONE);
        // The poller of the first round would be one login more.
        takePollLease();
        made.start((tx, message) -> {}, _ -> {});
        return made;
    }

    private void takePollLease() {
        DB.database().transact(tx -> tx.sql().sql("""
            INSERT INTO registry_lease (registry_id, purpose, holder, expires_at)
            VALUES (:id, 'poll', 'nobody', now() + interval '1 hour') ON CONFLICT DO NOTHING
            """).param("id", id).update());
    }

    private List<Future<RegistryAnswer<?>>> load(EppRegistries node) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var running = new ArrayList<Future<RegistryAnswer<?>>>();
        for (int i = 0; i < 100; i++) {
            running.add(threads.submit(() -> info(node)));
        }
        threads.shutdown();
        return running;
    }

    private RegistryAnswer<?> info(EppRegistries node) {
        return node.find(id).orElseThrow().info(DomainName.of("example.com"));
    }

    private int resting(EppRegistries node) {
        return node.restingSessions(id);
    }

    private long logins() {
        return server.received.stream()
                .filter(command -> command.body() instanceof Login)
                .count();
    }

    private Map<String, Integer> slots() {
        var held = new TreeMap<String, Integer>();
        DB.database()
                .read(tx -> tx.sql()
                        .sql("SELECT holder FROM registry_slot WHERE registry_id = :id AND holder IS NOT NULL")
                        .param("id", id)
                        .query((row, _) -> held.merge(row.getString("holder"), 1, Integer::sum))
                        .list());
        return held;
    }
}
