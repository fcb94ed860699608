package dev.namestead.epp.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.Login;
import dev.namestead.epp.client.EppClient;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.client.NoAnswerException;
import dev.namestead.epp.client.NoSessionException;
import dev.namestead.epp.client.NoSessionException.Reason;
import dev.namestead.epp.client.NotSentException;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.extension.LoginSec;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.server.EppListener;
import dev.namestead.epp.server.EppServerChannel;
import dev.namestead.epp.testing.LoopbackRegistry;
import dev.namestead.epp.testing.TestCertificates;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What real registries do with sessions; all thirty are listed in docs/registry-behaviours.md. */
@Timeout(30)
class SessionBehavioursTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    private static final Watchdog WATCHDOG = new Watchdog();
    private static TlsMaterial tls;

    private LoopbackRegistry registry;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        tls = TestCertificates.selfSigned(folder, "dns:localhost");
    }

    @AfterEach
    void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @AfterAll
    static void stopWatchdog() {
        WATCHDOG.close();
    }

    @Test
    void behaviour01_aSessionLimit_isToldApart_whetherSaidOrNot() throws Exception {
        registry = greeting(channel -> {
            channel.send(LoopbackRegistry.GREETING);
            var incoming = channel.next(LONG);
            var message = (EppServerChannel.Incoming.Message) incoming.orElseThrow();
            channel.send(LoopbackRegistry.answer((EppCommand) message.message(), EppResultCode.SESSION_LIMIT));
        });
        assertRefused(Reason.SESSION_LIMIT);
        stop();
        registry = greeting(channel -> channel.close());
        assertRefused(Reason.CLOSED_BEFORE_GREETING);
    }

    @Test
    void behaviour02_aHello_keepsASessionAwake_andCountsAsUse() throws Exception {
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        try (EppSession session = open()) {
            assertThat(session.hello(LONG)).isEqualTo(LoopbackRegistry.GREETING);
            assertThat(session.idle()).isLessThan(LONG);
        }
    }

    @Test
    void behaviour05_aResultOf2500AndAbove_orAnEnd_isTheEndOfTheSession() throws Exception {
        for (EppResultCode code : List.of(
                EppResultCode.COMMAND_FAILED_CLOSING,
                EppResultCode.AUTHENTICATION_CLOSING,
                EppResultCode.SESSION_LIMIT)) {
            registry = new LoopbackRegistry(
                    tls, (channel, command) -> channel.send(LoopbackRegistry.answer(command, code)));
            try (EppSession session = open()) {
                assertThat(session.request(check("a.com"), LONG).code()).isEqualTo(code.code());
                assertThat(session.isUsable()).isFalse();
                assertThatThrownBy(() -> session.request(check("a.com"), LONG)).isInstanceOf(NotSentException.class);
            }
            registry.close();
        }
    }

    @Test
    void behaviour06_a2002_onALiveSocket_isAnAnswer_afterWhichTheCallerLogsInAgain() throws Exception {
        registry = new LoopbackRegistry(
                tls, (channel, command) -> channel.send(LoopbackRegistry.answer(command, EppResultCode.USE_ERROR)));
        try (EppSession session = open()) {
            assertThat(session.request(check("a.com"), LONG).code()).isEqualTo(2002);
            assertThat(session.isUsable()).isTrue();
        }
    }

    @Test
    void behaviour08_aLostAnswer_isUnknown_andTheNextCommandHasNotLeft() throws Exception {
        registry = new LoopbackRegistry(tls, (channel, command) -> channel.abort());
        try (EppSession session = open()) {
            assertThatThrownBy(() -> session.request(EppCommand.of(new DomainCommand.Delete("a.com"), "TEST-1"), LONG))
                    .isInstanceOf(NoAnswerException.class);
            assertThatThrownBy(() -> session.request(check("a.com"), LONG)).isInstanceOf(NotSentException.class);
        }
    }

    @Test
    void behaviour14_aLogin_namesOnlyWhatTheGreetingOffers() throws Exception {
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        open().close();
        var login = (Login) registry.received.getFirst().body();
        assertThat(LoopbackRegistry.GREETING.objUris()).containsAll(login.objUris());
        assertThat(LoopbackRegistry.GREETING.extUris()).containsAll(login.extUris());
    }

    @Test
    void behaviour15_ofAllFeeVersions_theNewestCommonOneIsNamed() throws Exception {
        var both = Greeting.of(
                "x", NOW, List.of(EppNamespace.DOMAIN), List.of(FeeVersion.V0_6.namespace(), EppNamespace.FEE));
        registry = greeting(channel -> channel.send(both));
        open().close();
        assertThat(((Login) registry.received.getFirst().body()).extUris()).containsExactly(EppNamespace.FEE);
    }

    @Test
    void behaviour19_whereContactsAreNotOffered_theyAreNotNamed() throws Exception {
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        try (EppSession session = open()) {
            assertThat(session.supports(EppNamespace.CONTACT)).isFalse();
        }
    }

    @Test
    void behaviour27_aLongPassword_goesWhereLoginSecurityWantsIt_orNowhere() throws Exception {
        String password = "a password of more than sixteen";
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        assertThatThrownBy(() -> client().open(credentials(password), LONG))
                .isInstanceOf(NoSessionException.class)
                .hasMessageContaining("RFC 8807")
                .hasMessageNotContaining(password);
        assertThat(registry.received).isEmpty();
        stop();
        var secure = Greeting.of("Registry", NOW, List.of(EppNamespace.DOMAIN), List.of(EppNamespace.LOGIN_SEC));
        registry = greeting(channel -> channel.send(secure));
        assertThatThrownBy(() -> client().open(credentials(password), LONG)).isInstanceOf(NoSessionException.class);
        EppCommand sent = registry.received.getFirst();
        assertThat(((Login) sent.body()).pw()).isEqualTo(LoginSec.INSTEAD_OF_PASSWORD);
        assertThat(sent.extension(LoginSec.Login.class).orElseThrow().pw()).isEqualTo(password);
    }

    @Test
    void behaviour28_aDoorThatCloses_isToldFromABadCertificate_andOneOfTwoPinsIsEnough() throws Exception {
        registry = greeting(channel -> channel.close());
        assertRefused(Reason.CLOSED_BEFORE_GREETING);
        stop();
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        byte[] key = tls.chain().getFirst().getPublicKey().getEncoded();
        String pin = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        client(pinned(Set.of("bmV4dCBrZXk=", pin)))
                .open(credentials("foo-BAR2"), LONG)
                .close();
        assertThatThrownBy(() -> client(pinned(Set.of("bmV4dCBrZXk="))).open(credentials("foo-BAR2"), LONG))
                .isInstanceOfSatisfying(
                        NoSessionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TLS));
        int port = registry.port();
        stop();
        var nowhere = EppEndpoint.of("127.0.0.1", port, "localhost", tls.context());
        assertThatThrownBy(() -> client(nowhere).open(credentials("foo-BAR2"), LONG))
                .isInstanceOfSatisfying(
                        NoSessionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
    }

    @Test
    void behaviour29_answersToPipelinedQueries_comeInTheirOrder() throws Exception {
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        try (EppSession session = open()) {
            List<EppCommand> queries = IntStream.range(0, 40)
                    .mapToObj(i -> EppCommand.of(new DomainCommand.Check(List.of("n" + i + ".com")), "TEST-" + i))
                    .toList();
            assertThat(session.requestAll(queries, LONG))
                    .extracting(EppResponse::clTrid)
                    .isEqualTo(queries.stream().map(EppCommand::clTrid).toList());
            assertThat(session.isUsable()).isTrue();
            var transform = List.of(EppCommand.of(new DomainCommand.Delete("a.com"), "TEST-d"));
            assertThatThrownBy(() -> session.requestAll(transform, LONG)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static EppCommand check(String name) {
        return EppCommand.of(new DomainCommand.Check(List.of(name)), "TEST-check");
    }

    private static LoopbackRegistry greeting(EppListener.Handler welcome) throws Exception {
        return new LoopbackRegistry(tls, false, welcome, LoopbackRegistry.OBLIGING);
    }

    private void assertRefused(Reason reason) {
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        NoSessionException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private EppSession open() throws Exception {
        return client().open(credentials("foo-BAR2"), LONG);
    }

    private EppClient client() throws Exception {
        return client(pinned(Set.of()));
    }

    private EppEndpoint pinned(Set<String> pins) throws Exception {
        return new EppEndpoint("127.0.0.1", registry.port(), "localhost", tls.context(), pins, 1 << 20);
    }

    private static EppClient client(EppEndpoint endpoint) {
        return new EppClient(endpoint, EppCodec.standard(), WATCHDOG, FrameListener.NONE, () -> "TEST-login");
    }

    private static EppCredentials credentials(String password) {
        List<String> extensions = new java.util.ArrayList<>(FeeVersion.namespaces());
        extensions.add(EppNamespace.LOGIN_SEC);
        return new EppCredentials(
                "ClientX", password, null, List.of(EppNamespace.DOMAIN, EppNamespace.CONTACT), extensions);
    }
}
