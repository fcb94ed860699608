package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Login;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.client.PasswordVault.Passwords;
import dev.namestead.epp.testing.PasswordRegistry;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A configured next password takes the place of the present one, wherever the server is killed meanwhile. */
@Timeout(120)
class PasswordChangeTest {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final String OLD = "old-PW-1";
    private static final String NEW = "new-PW-2";
    private static final Duration PAUSE = Duration.ofMillis(1500);
    private static TlsMaterial tls;

    private final String id = "password-" + UUID.randomUUID();
    private final SecretBox secrets = new SecretBox(new byte[32]);
    private PasswordRegistry registry;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        tls = TestCertificates.selfSigned(folder, "dns:localhost");
    }

    @BeforeEach
    void start() throws Exception {
        DB.database().transact(tx -> tx.sql().sql("DELETE FROM node").update());
        registry = new PasswordRegistry(tls, OLD);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aNextPassword_isOffered_confirmed_andThenTheOnlyOne() throws Exception {
        try (EppRegistries server = server(OLD, NEW)) {
            assertThat(info(server)).isInstanceOf(Refused.class);
            assertThat(registry.password()).isEqualTo(NEW);
            assertThat(registry.logins).extracting(Login::pw).containsExactly(OLD, NEW);
        }
        try (EppRegistries lagging = server(OLD, NEW);
                EppRegistries followed = server("node-2", NEW, null)) {
            assertThat(info(lagging)).isInstanceOf(Refused.class);
            assertThat(info(followed)).isInstanceOf(Refused.class);
        }
        assertThat(registry.logins).extracting(Login::pw).containsExactly(OLD, NEW, NEW, NEW);
    }

    @Test
    void aServerThatDiedAfterTheRegistryTookTheOffer_comesBackWithTheNewOne_atTheFirstTry() throws Exception {
        registry.loseAnswers(true);
        try (EppRegistries server = server(OLD, NEW)) {
            assertThat(info(server)).isInstanceOf(NotSent.class);
        }
        registry.loseAnswers(false);
        registry.logins.clear();
        try (EppRegistries server = server(OLD, NEW)) {
            assertThat(info(server)).isInstanceOf(Refused.class);
        }
        assertThat(registry.logins).extracting(Login::pw).containsExactly(NEW);
    }

    @Test
    void aServerThatDiedBeforeTheOfferLeft_comesBackWithTheOldOne_afterOneRefusalAndItsPause() throws Exception {
        vault().write(new Passwords(OLD, NEW, true));
        try (EppRegistries server = server(OLD, NEW)) {
            assertThat(info(server)).isInstanceOf(NotSent.class);
            assertThat(info(server)).as("no login while the pause lasts").isInstanceOf(NotSent.class);
            assertThat(registry.logins).hasSize(1);
        }
        try (EppRegistries server = server(OLD, NEW)) {
            assertThat(info(server)).as("nor after a restart").isInstanceOf(NotSent.class);
            assertThat(registry.logins).hasSize(1);
            await().atMost(Duration.ofSeconds(60)).until(() -> info(server) instanceof Refused);
        }
        assertThat(registry.logins).extracting(Login::pw).containsExactly(NEW, OLD, NEW);
        assertThat(registry.password()).isEqualTo(NEW);
    }

    @Test
    void aNextPasswordThatTheRegistryDoesNotAccept_isGivenUp_andTheOldOneWorksOn() throws Exception {
        registry.dislikeNew(EppResultCode.PARAMETER_POLICY);
        try (EppRegistries server = server(OLD, NEW)) {
            assertThat(info(server)).isInstanceOf(NotSent.class);
            await().atMost(Duration.ofSeconds(60)).until(() -> info(server) instanceof Refused);
        }
        assertThat(registry.logins).extracting(Login::pw).containsOnly(OLD);
        assertThat(registry.logins)
                .extracting(Login::newPw)
                .startsWith(NEW, null)
                .containsOnlyOnce(NEW);
    }

    @Test
    void aWrongPassword_isTriedOnce_andNotOnceForEachSession() throws Exception {
        try (EppRegistries server = server("wrong-PW-3", null);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RegistryAnswer<?>>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                running.add(threads.submit(() -> info(server)));
            }
            for (var each : running) {
                assertThat(each.get()).isInstanceOf(NotSent.class);
            }
        }
        assertThat(registry.logins).hasSize(1);
    }

    @Test
    void whileAnotherNodeChangesThePassword_noLoginIsTried() throws Exception {
        DB.database()
                .transact(tx ->
                        new LeaseStore().take(tx, id, LeaseStore.Purpose.PASSWORD, "other", Duration.ofSeconds(2)));
        try (EppRegistries server = server(OLD, NEW)) {
            assertThat(info(server)).isInstanceOf(NotSent.class);
            assertThat(registry.logins).isEmpty();
            await().atMost(Duration.ofSeconds(60)).until(() -> info(server) instanceof Refused);
        }
        assertThat(registry.password()).isEqualTo(NEW);
    }

    private StoredPasswords vault() {
        return new StoredPasswords(id, new StoredPasswords.Configured(OLD, NEW), DB.database(), secrets);
    }

    private EppRegistries server(String password, @Nullable String next) throws Exception {
        return server("node-1", password, next);
    }

    private EppRegistries server(String node, String password, @Nullable String next) throws Exception {
        var endpoint = EppEndpoint.of("127.0.0.1", registry.port(), "localhost", tls.context());
        var settings = RegistrySettings.of(id, endpoint, "ClientX", password, false)
                .with(it -> {
                    it.nextPassword = next;
                    it.polling = new Polling(Duration.ofHours(1), Duration.ofHours(1));
                    it.pauses = new Pauses(PAUSE, Duration.ofMillis(20), Duration.ofMillis(100));
                });
        DB.database()
                .transact(tx -> new LeaseStore().take(tx, id, LeaseStore.Purpose.POLL, "nobody", Duration.ofHours(1)));
        var server = new EppRegistries(
                List.of(settings),
                DB.database(),
                secrets,
                "node-" + UUID.randomUUID(),
                Duration.ofSeconds(30),
                Bell.NONE);
        server.start((tx, message) -> {}, _ -> {});
        return server;
    }

    private RegistryAnswer<?> info(EppRegistries server) {
        return server.find(id).orElseThrow().info(DomainName.of("example.com"));
    }
}
