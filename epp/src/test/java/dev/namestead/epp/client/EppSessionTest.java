package dev.namestead.epp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Login;
import dev.namestead.epp.Poll;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.testing.EppSchemas;
import dev.namestead.epp.testing.LoopbackRegistry;
import dev.namestead.epp.testing.TestCertificates;
import dev.namestead.epp.transport.EppFrames;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions over real TLS with a server made from the other half of this module. */
@Timeout(30)
class EppSessionTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final EppCommand CHECK =
            EppCommand.of(new DomainCommand.Check(List.of("example.com")), "TEST-check");
    private static final EppCommand CREATE = EppCommand.of(
            new DomainCommand.Create("example.com", null, null, null, List.of(), AuthInfo.of("canary-Secret7")),
            "TEST-create");

    private static TlsMaterial tls;
    private static final Watchdog WATCHDOG = new Watchdog();

    private final List<String> frames = new CopyOnWriteArrayList<>();
    private LoopbackRegistry registry;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        tls = TestCertificates.selfSigned(folder, "dns:localhost,ip:127.0.0.1");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @AfterAll
    static void stopWatchdog() {
        WATCHDOG.close();
    }

    @Test
    void aLogin_namesOnlyWhatTheGreetingOffers() throws Exception {
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        try (EppSession session = open()) {
            assertThat(session.supports(EppNamespace.DOMAIN)).isTrue();
            assertThat(session.supports(EppNamespace.FEE)).isTrue();
            assertThat(session.supports(EppNamespace.CONTACT)).isFalse();
            assertThat(session.supports(EppNamespace.SECDNS)).isFalse();
            var login = (Login) registry.received.getFirst().body();
            assertThat(login.objUris()).containsExactly(EppNamespace.DOMAIN);
            assertThat(login.extUris()).containsExactly(EppNamespace.FEE);
            assertThat(session.commandCount()).isEqualTo(1);
        }
    }

    @Test
    void aWholeSession_answersAndIsShownWithoutSecrets() throws Exception {
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        EppSession session = open();
        assertThat(session.request(CHECK, LONG).code()).isEqualTo(1000);
        assertThat(session.request(CREATE, LONG).svTrid()).isEqualTo("SV-1");
        assertThat(session.hello(LONG)).isEqualTo(LoopbackRegistry.GREETING);
        assertThat(session.commandCount()).isEqualTo(4);
        session.logout("TEST-logout", LONG);
        assertThat(session.isUsable()).isFalse();
        assertThat(frames).hasSize(11);
        assertThat(String.join("\n", frames))
                .doesNotContain("foo-BAR2", "canary-Secret7")
                .contains("ClientX", "***");
        frames.stream()
                .filter(frame -> !frame.contains("***"))
                .forEach(frame -> EppSchemas.assertValid(frame.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aWrongPassword_isARefusal() throws Exception {
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        assertThatThrownBy(() -> client().open(
                                new EppCredentials(
                                        "ClientX", "wrong-PW", null, List.of(EppNamespace.DOMAIN), List.of()),
                                LONG))
                .isInstanceOfSatisfying(
                        NoSessionException.class,
                        e -> assertThat(e.refusal().orElseThrow().code()).isEqualTo(2501))
                .hasMessageNotContaining("wrong-PW");
    }

    @Test
    void aNameThatTheCertificateDoesNotHave_isRefused() throws Exception {
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        var endpoint = EppEndpoint.of("127.0.0.1", registry.port(), "registry.example", tls.context());
        assertUnreachable(endpoint);
        assertThat(registry.received).isEmpty();
    }

    @Test
    void anAuthorityThatIsNotTrusted_isRefused(@TempDir Path folder) throws Exception {
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        var other = TestCertificates.selfSigned(folder, "dns:localhost");
        assertUnreachable(EppEndpoint.of("127.0.0.1", registry.port(), "localhost", other.context()));
    }

    @Test
    void anExpiredCertificate_isRefused(@TempDir Path folder) throws Exception {
        var expired = TestCertificates.selfSigned(folder, "dns:localhost", "-startdate", "-10d", "-validity", "5");
        registry = new LoopbackRegistry(expired, LoopbackRegistry.OBLIGING);
        assertUnreachable(EppEndpoint.of("127.0.0.1", registry.port(), "localhost", expired.context()));
    }

    @Test
    void aPinnedKey_mustBeTheServers() throws Exception {
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        var endpoint = endpoint();
        assertUnreachable(new EppEndpoint(
                endpoint.host(), endpoint.port(), "localhost", endpoint.tls(), Set.of("AAAA"), 1 << 20));
    }

    @Test
    void aServerThatWantsAClientCertificate_getsOne() throws Exception {
        registry = new LoopbackRegistry(
                tls, true, channel -> channel.send(LoopbackRegistry.GREETING), LoopbackRegistry.OBLIGING);
        open().close();
        var nameless = TlsMaterial.trusting(TlsMaterial.pem(tls.chain().getFirst()));
        assertUnreachable(EppEndpoint.of("127.0.0.1", registry.port(), "localhost", nameless.context()));
    }

    @Test
    void aServerThatClosesBeforeItsGreeting_isOutOfReach() throws Exception {
        registry = new LoopbackRegistry(tls, false, channel -> channel.close(), LoopbackRegistry.OBLIGING);
        assertUnreachable(endpoint());
    }

    @Test
    void aServerThatNeverGreets_isGivenUpAtTheDeadline() throws Exception {
        var hold = new CountDownLatch(1);
        registry = new LoopbackRegistry(tls, false, channel -> awaitLatch(hold), LoopbackRegistry.OBLIGING);
        long start = System.nanoTime();
        assertThatThrownBy(() -> client().open(credentials(), SHORT)).isInstanceOf(NoSessionException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        hold.countDown();
    }

    @Test
    void aRegistryThatDripsBytes_isCutOffAtTheTotalDeadline() throws Exception {
        registry = new LoopbackRegistry(tls, (channel, command) -> {
            for (byte b : EppFrames.frame(
                    EppCodec.standard().encode(LoopbackRegistry.answer(command, EppResultCode.SUCCESS)))) {
                channel.sendBytes(new byte[] {b});
                awaitLatch(new CountDownLatch(1), 50);
            }
        });
        try (EppSession session = open()) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> session.request(CHECK, Duration.ofMillis(600)))
                    .isInstanceOf(NoAnswerException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
            assertThat(session.isUsable()).isFalse();
        }
    }

    @Test
    void aLostAnswer_isNoAnswer_andTheNextCommandIsNotSent() throws Exception {
        registry = new LoopbackRegistry(tls, (channel, command) -> channel.abort());
        try (EppSession session = open()) {
            assertThatThrownBy(() -> session.request(CREATE, LONG)).isInstanceOf(NoAnswerException.class);
            assertThat(session.isUsable()).isFalse();
            assertThatThrownBy(() -> session.request(CREATE, LONG)).isInstanceOf(NotSentException.class);
        }
        assertThat(registry.received).hasSize(2);
    }

    @Test
    void aRegistryThatClosedWhileWeWereIdle_isNoticed_soThatNothingIsInDoubt() throws Exception {
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        try (EppSession session = open()) {
            registry.close();
            await().until(() -> !session.isUsable());
            assertThatThrownBy(() -> session.request(CREATE, LONG)).isInstanceOf(NotSentException.class);
        }
    }

    @Test
    void theFence_isAskedForTransformsOnly_andKeepsThemBack() throws Exception {
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        var asked = new AtomicInteger();
        try (EppSession session = open()) {
            assertThatThrownBy(() -> session.request(CREATE, LONG, () -> asked.incrementAndGet() < 0))
                    .isInstanceOf(NotSentException.class);
            assertThat(session.isUsable()).isTrue();
            assertThat(session.request(CHECK, LONG, () -> false).isSuccess()).isTrue();
            assertThat(session.request(EppCommand.of(new Poll.Request(), "TEST-poll"), LONG, () -> false)
                            .isSuccess())
                    .isTrue();
            assertThat(session.request(CREATE, LONG, () -> asked.incrementAndGet() > 0)
                            .isSuccess())
                    .isTrue();
        }
        assertThat(asked).hasValue(2);
        assertThat(registry.received).extracting(EppCommand::clTrid).containsOnlyOnce("TEST-create");
    }

    @Test
    void anAnswerToAnotherCommand_endsTheSession() throws Exception {
        registry = new LoopbackRegistry(
                tls,
                (channel, command) ->
                        channel.send(EppResponse.of(EppResult.of(EppResultCode.SUCCESS), "somebody-elses", "SV-1")));
        try (EppSession session = open()) {
            assertThatThrownBy(() -> session.request(CREATE, LONG)).isInstanceOf(NoAnswerException.class);
            assertThat(session.isUsable()).isFalse();
        }
    }

    @Test
    void aSuccessWithoutOurName_isNotTrusted_aFailureWithoutIs() throws Exception {
        var code = new AtomicInteger(EppResultCode.SYNTAX_ERROR.code());
        registry = new LoopbackRegistry(
                tls,
                (channel, command) -> channel.send(
                        EppResponse.of(EppResult.of(EppResultCode.of(code.get()).orElseThrow()), null, "SV-1")));
        try (EppSession session = open()) {
            assertThat(session.request(CREATE, LONG).code()).isEqualTo(2001);
            code.set(1000);
            assertThatThrownBy(() -> session.request(CREATE, LONG)).isInstanceOf(NoAnswerException.class);
        }
    }

    @Test
    void aFrameThatNobodyAskedFor_endsTheSession() throws Exception {
        registry = new LoopbackRegistry(tls, (channel, command) -> {
            channel.send(LoopbackRegistry.answer(command, EppResultCode.SUCCESS));
            channel.send(LoopbackRegistry.answer(command, EppResultCode.SUCCESS));
        });
        try (EppSession session = open()) {
            assertThat(session.request(CHECK, LONG).isSuccess()).isTrue();
            await().until(() -> !session.isUsable());
        }
    }

    @Test
    void aResultOf2500AndAbove_isAnAnswer_andTheEndOfTheSession() throws Exception {
        registry = new LoopbackRegistry(
                tls,
                (channel, command) ->
                        channel.send(LoopbackRegistry.answer(command, EppResultCode.COMMAND_FAILED_CLOSING)));
        try (EppSession session = open()) {
            assertThat(session.request(CREATE, LONG).code()).isEqualTo(2500);
            assertThat(session.isUsable()).isFalse();
        }
    }

    @Test
    void hostileAnswers_areNoAnswers() throws Exception {
        List<byte[]> answers = List.of(
                new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
                new byte[] {0, 0, 0, 0},
                EppFrames.frame("garbage".getBytes(StandardCharsets.UTF_8)),
                EppFrames.frame("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"
                        .getBytes(StandardCharsets.UTF_8)),
                EppFrames.frame(EppCodec.standard().encode(LoopbackRegistry.GREETING)));
        for (byte[] answer : answers) {
            try (var hostile = new LoopbackRegistry(tls, (channel, command) -> channel.sendBytes(answer))) {
                registry = hostile;
                try (EppSession session = open()) {
                    assertThatThrownBy(() -> session.request(CREATE, LONG)).isInstanceOf(NoAnswerException.class);
                    assertThat(session.isUsable()).isFalse();
                }
            }
        }
    }

    @Test
    void manyThreads_takeTurns_andEachGetsItsOwnAnswer() throws Exception {
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        try (EppSession session = open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<EppResponse>> answers = IntStream.range(0, 100)
                    .mapToObj(i -> threads.submit(() -> session.request(
                            EppCommand.of(new DomainCommand.Delete("example" + i + ".com"), "TEST-" + i), LONG)))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get().clTrid()).isEqualTo("TEST-" + i);
            }
        }
    }

    @Test
    void aBusySession_doesNotHoldUpLongerThanTheDeadline() throws Exception {
        var hold = new CountDownLatch(1);
        registry = new LoopbackRegistry(tls, (channel, command) -> awaitLatch(hold));
        try (EppSession session = open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> session.request(CHECK, Duration.ofSeconds(2)));
            await().until(() -> registry.received.size() == 2);
            assertThatThrownBy(() -> session.request(CREATE, SHORT)).isInstanceOf(NotSentException.class);
            assertThatThrownBy(first::get).hasCauseInstanceOf(NoAnswerException.class);
            hold.countDown();
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        awaitLatch(latch, 10_000);
    }

    private static void awaitLatch(CountDownLatch latch, long millis) {
        try {
            var _ = latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertUnreachable(EppEndpoint endpoint) {
        assertThatThrownBy(() -> client(endpoint).open(credentials(), LONG))
                .isInstanceOfSatisfying(
                        NoSessionException.class, e -> assertThat(e.refusal()).isEmpty());
    }

    private EppSession open() throws Exception {
        return client().open(credentials(), LONG);
    }

    private EppClient client() throws Exception {
        return client(endpoint());
    }

    private EppEndpoint endpoint() throws Exception {
        return EppEndpoint.of("127.0.0.1", registry.port(), "localhost", tls.context());
    }

    private EppClient client(EppEndpoint endpoint) {
        return new EppClient(
                endpoint, EppCodec.standard(), WATCHDOG, (direction, xml) -> frames.add(xml), () -> "TEST-login");
    }

    private static EppCredentials credentials() {
        return new EppCredentials(
                "ClientX",
                "foo-BAR2",
                null,
                List.of(EppNamespace.DOMAIN, EppNamespace.CONTACT),
                List.of(EppNamespace.FEE, EppNamespace.SECDNS));
    }
}
