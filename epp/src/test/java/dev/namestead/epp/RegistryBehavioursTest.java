package dev.namestead.epp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.client.EppClient;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.client.NoAnswerException;
import dev.namestead.epp.client.NoSessionException;
import dev.namestead.epp.client.NoSessionException.Reason;
import dev.namestead.epp.client.NotSentException;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.extension.ChangePoll;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.extension.LoginSec;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.HostAddress;
import dev.namestead.epp.object.NameServers;
import dev.namestead.epp.object.SecureAuthInfo;
import dev.namestead.epp.object.TransferOp;
import dev.namestead.epp.testing.LoopbackRegistry;
import dev.namestead.epp.testing.TestCertificates;
import dev.namestead.epp.transport.EppFrames;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What real registries do and schemas do not say, each with its number. What only the adapter above can answer (pools,
 * outcomes, price rules) has the same numbers in {@code dev.namestead.server.registry.epp.RegistryBehavioursTest}.
 */
@Timeout(30)
class RegistryBehavioursTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    private static final Watchdog WATCHDOG = new Watchdog();
    private static TlsMaterial tls;

    private final EppCodec codec = EppCodec.standard();
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
            var message = (dev.namestead.epp.server.EppServerChannel.Incoming.Message) incoming.orElseThrow();
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
    void behaviour07_aNameOfATransaction_hasThreeTo64Characters() {
        for (String clTrid : List.of("ab", "x".repeat(65))) {
            byte[] xml = codec.encode(EppCommand.of(new DomainCommand.Delete("a.com"), clTrid));
            assertThatThrownBy(() -> codec.decode(xml)).isInstanceOf(EppFormatException.class);
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
    void behaviour09_code_text_value_andReason_areKeptAsTheyStand() throws Exception {
        EppResponse answer = answer("""
                <result code="2306"><msg lang="en">Parameter value policy error</msg>
                  <value><domain:curExpDate xmlns:domain="urn:ietf:params:xml:ns:domain-1.0">2020-01-01</domain:curExpDate></value>
                  <extValue><value><x:y xmlns:x="urn:x">1</x:y></value><reason>wrong date</reason></extValue></result>
                """, "");
        assertThat(answer.result().values().getFirst().children().getFirst().text())
                .isEqualTo("2020-01-01");
        assertThat(answer.result().extValues().getFirst().reason()).isEqualTo("wrong date");
    }

    @Test
    void behaviour10_aDecision_isFoundByItsTransaction_alsoBesideATransfer() throws Exception {
        EppResponse answer = answer("<result code='1301'><msg>ok</msg></result>", """
                <resData>
                  <d:trnData xmlns:d="urn:ietf:params:xml:ns:domain-1.0"><d:name>a.com</d:name><d:trStatus>serverApproved</d:trStatus>
                    <d:reID>ClientX</d:reID><d:reDate>2026-11-16T10:15:30Z</d:reDate><d:acID>ClientY</d:acID>
                    <d:acDate>2026-11-21T10:15:30Z</d:acDate></d:trnData>
                  <d:panData xmlns:d="urn:ietf:params:xml:ns:domain-1.0"><d:name paResult="false">a.com</d:name>
                    <d:paTRID><clTRID>OUR-1</clTRID><svTRID>SV-9</svTRID></d:paTRID><d:paDate>2026-11-21T10:15:30Z</d:paDate></d:panData>
                </resData>
                """);
        var decision = answer.data(DomainData.PendingAction.class).orElseThrow();
        assertThat(decision.done()).isFalse();
        assertThat(decision.transaction()).isEqualTo(new TransactionId("OUR-1", "SV-9"));
        assertThat(answer.data(DomainData.Transfer.class).orElseThrow().status())
                .isEqualTo("serverApproved");
    }

    @Test
    void behaviour11_theRefund_ofADelete_isReadFromItsAnswer() throws Exception {
        EppResponse answer = answer("<result code='1000'><msg>ok</msg></result>", """
                <extension><fee:delData xmlns:fee="urn:ietf:params:xml:ns:epp:fee-1.0"><fee:currency>USD</fee:currency>
                <fee:credit description="AGP Credit">-5.00</fee:credit></fee:delData></extension>
                """);
        assertThat(answer.extension(Fee.Transformed.class).orElseThrow().total())
                .isEqualTo(new BigDecimal("-5.00"));
    }

    @Test
    void behaviour12_theIdOfAMessage_isOpaque_andAnAcknowledgementIsAnswered1000Or1300() throws Exception {
        String id = "12:3-\u00e9 x";
        EppResponse answer = answer(
                "<result code='1301'><msg>ok</msg></result><msgQ count='5' id='" + id + "'><msg>hi</msg></msgQ>", "");
        EppResponse.MessageQueue queue = answer.messageQueue();
        assertThat(queue.id()).isEqualTo(id);
        var ack = EppCommand.of(new Poll.Ack(queue.id()), "TEST-1");
        assertThat(codec.decode(codec.encode(ack))).isEqualTo(ack);
        for (String code : List.of("1000", "1300")) {
            assertThat(answer("<result code='" + code + "'><msg>ok</msg></result>", "")
                            .isSuccess())
                    .isTrue();
        }
    }

    @Test
    void behaviour13_aMessage_withoutItsObject_orInAStrangeNamespace_isRead() throws Exception {
        EppResponse bare = answer(
                "<result code='1301'><msg>ok</msg></result><msgQ count='1' id='1'><msg>gone</msg></msgQ>",
                "<resData/>");
        assertThat(bare.data()).isEmpty();
        assertThat(bare.messageQueue().text()).isEqualTo("gone");
        EppResponse strange = answer("""
                <result code='1301'><msg>ok</msg><extValue><value>
                <c:changeData xmlns:c="urn:ietf:params:xml:ns:changePoll-1.0"><c:operation>autoRenew</c:operation>
                <c:date>2026-11-21T10:15:30Z</c:date><c:svTRID>1</c:svTRID><c:who>Batch</c:who></c:changeData>
                </value><reason>urn:ietf:params:xml:ns:changePoll-1.0 not in login services</reason></extValue></result>
                """, "");
        assertThat(codec.unhandledExtensions(strange))
                .containsExactly(new ChangePoll(false, "autoRenew", null, NOW, "1", "Batch", null, null));
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
    void behaviour15_theNewestCommonFeeVersion_isNamed_andBothGroupingsOfPricesAreRead() throws Exception {
        var both = Greeting.of(
                "x", NOW, List.of(EppNamespace.DOMAIN), List.of(FeeVersion.V0_6.namespace(), EppNamespace.FEE));
        registry = greeting(channel -> channel.send(both));
        open().close();
        assertThat(((Login) registry.received.getFirst().body()).extUris()).containsExactly(EppNamespace.FEE);

        String create = "<command name='create'><fee>9.00</fee></command>";
        String renew = "<command name='renew'><fee>8.00</fee></command>";
        String head = "<extension><chkData xmlns='urn:ietf:params:xml:ns:epp:fee-1.0'><currency>USD</currency>";
        String grouped = "<cd><objID>a.com</objID>" + create + renew + "</cd>";
        String repeated = "<cd><objID>a.com</objID>" + create + "</cd><cd><objID>a.com</objID>" + renew + "</cd>";
        for (String cds : List.of(grouped, repeated)) {
            Fee.ObjectFees fees = answer(
                            "<result code='1000'><msg>ok</msg></result>", head + cds + "</chkData></extension>")
                    .extension(Fee.Checked.class)
                    .flatMap(checked -> checked.of("a.com"))
                    .orElseThrow();
            assertThat(fees.command("create").orElseThrow().total()).contains(new BigDecimal("9.00"));
            assertThat(fees.command("renew").orElseThrow().total()).contains(new BigDecimal("8.00"));
        }
    }

    @Test
    void behaviour16_aPrice_isEchoed_withItsScale() throws Exception {
        for (String amount : List.of("250.00", "250", "250.000")) {
            EppCommand create = EppCommand.of(new DomainCommand.Delete("a.com"), "TEST-1")
                    .with(Fee.Transform.of(Fee.Operation.CREATE, "USD", new BigDecimal(amount)));
            assertThat(new String(codec.encode(create), StandardCharsets.UTF_8)).contains(">" + amount + "</fee>");
        }
    }

    @Test
    void behaviour17_booleans_areReadInAllSpellings_andReasonsNeverParsed() throws Exception {
        for (Map.Entry<String, Boolean> each : Map.of("1", true, "true", true, "0", false, "false", false, "TRUE", true)
                .entrySet()) {
            EppResponse answer = answer(
                    "<result code='1000'><msg>ok</msg></result>",
                    "<resData><chkData xmlns='urn:ietf:params:xml:ns:domain-1.0'><cd><name avail='" + each.getKey()
                            + "'>a.com</name><reason>In use</reason></cd></chkData></resData>");
            CheckResult result = answer.data(DomainData.Checked.class)
                    .orElseThrow()
                    .results()
                    .getFirst();
            assertThat(result.available()).as(each.getKey()).isEqualTo(each.getValue());
            assertThat(result.reason()).isEqualTo("In use");
        }
    }

    @Test
    void behaviour19_whereContactsAreNotOffered_theyAreNotNamed_andAnAnswerWithoutThemIsWhole() throws Exception {
        registry = new LoopbackRegistry(tls, LoopbackRegistry.OBLIGING);
        try (EppSession session = open()) {
            assertThat(session.supports(EppNamespace.CONTACT)).isFalse();
        }
        var info = answer("<result code='1000'><msg>ok</msg></result>", """
                <resData><infData xmlns="urn:ietf:params:xml:ns:domain-1.0"><name>a.com</name><roid>A-1</roid>
                <status s="inactive"/><clID>ClientX</clID></infData></resData>
                """)
                .data(DomainData.Info.class)
                .orElseThrow();
        assertThat(info.registrant()).isNull();
        assertThat(info.contacts()).isEmpty();
    }

    @Test
    void behaviour20_aContactsId_goesAsItIs_andAnInfoShowsWhatItHasBecome() throws Exception {
        EppCommand info = EppCommand.of(new ContactCommand.Info("a1B2c3D4e5F6g7H8", null), "TEST-1");
        assertThat(codec.decode(codec.encode(info))).isEqualTo(info);
    }

    @Test
    void behaviour22_nameServers_areObjectsOrAttributes() throws Exception {
        for (NameServers servers : List.of(
                NameServers.hosts(List.of("ns1.example.net")),
                new NameServers.Attributes(
                        List.of(new NameServers.Attribute("ns1.a.com", List.of(HostAddress.of("192.0.2.1"))))))) {
            EppCommand create = EppCommand.of(
                    new DomainCommand.Create("a.com", null, servers, null, List.of(), AuthInfo.of("")), "TEST-1");
            assertThat(codec.decode(codec.encode(create))).isEqualTo(create);
        }
    }

    @Test
    void behaviour23_anUpdate_isADifference_andEmptyPartsAreLeftOut() {
        var update = new DomainCommand.Update("a.com", DomainCommand.Part.NONE, DomainCommand.Part.NONE, null);
        assertThat(new String(codec.encode(EppCommand.of(update, "TEST-1")), StandardCharsets.UTF_8))
                .doesNotContain("<add", "<rem", "<chg");
    }

    @Test
    void behaviour24_authInfo_mayBeEmpty_butItsElementIsThere_andItMayBeRandom() {
        byte[] xml = codec.encode(EppCommand.of(
                new DomainCommand.Create("a.com", null, null, null, List.of(), SecureAuthInfo.NONE), "TEST-1"));
        assertThat(new String(xml, StandardCharsets.UTF_8)).contains("<authInfo><pw/></authInfo>");
    }

    @Test
    void behaviour25_aTransfer_isPending_untilItsDate_andMayBeAsked() throws Exception {
        var query = new DomainCommand.Transfer(TransferOp.QUERY, "a.com", null, null);
        assertThat(query.transforms()).isFalse();
        assertThat(new DomainCommand.Transfer(TransferOp.REQUEST, "a.com", null, null).transforms())
                .isTrue();
        var pending = new DomainData.Transfer("a.com", "pending", "X", NOW, "Y", NOW.plus(Duration.ofDays(5)), null);
        EppResponse answer = EppResponse.of(EppResult.of(EppResultCode.SUCCESS_PENDING), "TEST-1", "SV-1")
                .withData(pending);
        assertThat(codec.decode(codec.encode(answer))).isEqualTo(answer);
    }

    @Test
    void behaviour26_dates_haveAnyFraction_andADateOfRenewalHasNone() throws Exception {
        for (String fraction : List.of("", ".1", ".123", ".1234567", ".123456789123")) {
            var renewed = answer(
                            "<result code='1000'><msg>ok</msg></result>",
                            "<resData><renData xmlns='urn:ietf:params:xml:ns:domain-1.0'><name>a.com</name>"
                                    + "<exDate>2028-02-29T23:59:59" + fraction + "Z</exDate></renData></resData>")
                    .data(DomainData.Renewed.class)
                    .orElseThrow();
            assertThat(renewed.expiresAt()).isBetween("2028-02-29T23:59:59Z", "2028-03-01T00:00:00Z");
        }
        var renew = new DomainCommand.Renew("a.com", LocalDate.of(2028, 2, 29), null);
        assertThat(new String(codec.encode(EppCommand.of(renew, "TEST-1")), StandardCharsets.UTF_8))
                .contains("<curExpDate>2028-02-29</curExpDate>");
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
        var secure = Greeting.of("x", NOW, List.of(EppNamespace.DOMAIN), List.of(EppNamespace.LOGIN_SEC));
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
    void behaviour29_frames_comeInPieces_lengthsAreCapped_andPrefixesAreASetting() throws Exception {
        byte[] frame = EppFrames.frame(codec.encode(new Hello()));
        InputStream oneByOne = new ByteArrayInputStream(frame) {
            @Override
            public synchronized int read(byte[] into, int at, int length) {
                return super.read(into, at, Math.min(length, 1));
            }
        };
        assertThat(codec.decode(EppFrames.read(oneByOne, 1 << 20).orElseThrow()))
                .isEqualTo(new Hello());
        var fourGiga = new ByteArrayInputStream(new byte[] {-1, -1, -1, -1, 0});
        assertThatThrownBy(() -> EppFrames.read(fourGiga, 1 << 20)).hasMessageContaining("4294967295");
        var prefixed = EppCodec.withPrefixes(Map.of(EppNamespace.LOGIN_SEC, "loginSec"));
        EppCommand login = EppCommand.of(Login.of("x", "foo-BAR2", List.of(), List.of()), "TEST-1")
                .with(new LoginSec.Login(null, "a password of more than sixteen", null));
        assertThat(new String(prefixed.encode(login), StandardCharsets.UTF_8)).contains("<loginSec:pw>");
        assertThat(new String(codec.encode(login), StandardCharsets.UTF_8))
                .contains("<loginSec xmlns=\"" + EppNamespace.LOGIN_SEC + "\"><pw>");
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

    @Test
    void behaviour30_whatTheRegistryDoesByItself_isSeen_inStatusesAndMessages() throws Exception {
        EppResponse answer = answer("<result code='1301'><msg>ok</msg></result>", """
                <resData><infData xmlns="urn:ietf:params:xml:ns:domain-1.0"><name>a.com</name><roid>A-1</roid>
                <status s="serverHold"/><status s="serverTransferProhibited"/><status s="inactive"/><status s="x-ourOwn"/>
                <clID>ClientX</clID></infData></resData>
                <extension><rgp:infData xmlns:rgp="urn:ietf:params:xml:ns:rgp-1.0"><rgp:rgpStatus s="autoRenewPeriod"/></rgp:infData>
                <c:changeData xmlns:c="urn:ietf:params:xml:ns:changePoll-1.0" state="after"><c:operation>update</c:operation>
                <c:date>2026-11-21T10:15:30Z</c:date><c:svTRID>1</c:svTRID><c:who>URS Admin</c:who>
                <c:caseId type="urs">urs123</c:caseId></c:changeData></extension>
                """);
        var info = answer.data(DomainData.Info.class).orElseThrow();
        assertThat(info.hasStatus("serverHold")).isTrue();
        assertThat(info.hasStatus("ok")).isFalse();
        assertThat(info.hasStatus("x-ourOwn")).isTrue();
        assertThat(answer.extension(Rgp.Info.class).orElseThrow().has("autoRenewPeriod"))
                .isTrue();
        assertThat(answer.extension(ChangePoll.class).orElseThrow().caseId().type())
                .isEqualTo("urs");
    }

    private EppResponse answer(String results, String rest) throws Exception {
        String xml = "<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><response>" + results + rest
                + "<trID><clTRID>TEST-1</clTRID><svTRID>SV-1</svTRID></trID></response></epp>";
        return (EppResponse) codec.decode(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static EppCommand check(String name) {
        return EppCommand.of(new DomainCommand.Check(List.of(name)), "TEST-check");
    }

    private static LoopbackRegistry greeting(dev.namestead.epp.server.EppListener.Handler welcome) throws Exception {
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
