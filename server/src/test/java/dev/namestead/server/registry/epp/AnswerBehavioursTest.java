package dev.namestead.server.registry.epp;

import static dev.namestead.server.registry.epp.LoopbackAdapter.LONG;
import static dev.namestead.server.registry.epp.LoopbackAdapter.NAME;
import static dev.namestead.server.registry.epp.LoopbackAdapter.created;
import static dev.namestead.server.registry.epp.LoopbackAdapter.failure;
import static dev.namestead.server.registry.epp.LoopbackAdapter.fee;
import static dev.namestead.server.registry.epp.LoopbackAdapter.free;
import static dev.namestead.server.registry.epp.LoopbackAdapter.greeting;
import static dev.namestead.server.registry.epp.LoopbackAdapter.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.server.billing.Money;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.DeleteDomain;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.PollMessage.PendingAction;
import dev.namestead.server.registry.RegistryAnswer.Later;
import dev.namestead.server.registry.RegistryAnswer.Pending;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.registry.RenewDomain;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What real registries answer, seen from the port; all thirty are listed in docs/registry-behaviours.md. */
@Timeout(60)
class AnswerBehavioursTest {

    @RegisterExtension
    static final LoopbackAdapter ADAPTER = new LoopbackAdapter();

    private final EppCodec codec = EppCodec.standard();

    @Test
    void behaviour09_aWrongDate_isRefused_byWhateverCode_andCodeAndTextAreKept() throws Exception {
        for (EppResultCode code : List.of(EppResultCode.PARAMETER_POLICY, EppResultCode.PARAMETER_RANGE)) {
            EppRegistry registry = ADAPTER.answering(command -> failure(command, code));
            assertThat(registry.renew(renew(), Fence.OPEN))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(code.code()));
            ADAPTER.stop();
        }
        EppRegistry forgotten = ADAPTER.answering(command -> failure(command, EppResultCode.AUTHENTICATION_ERROR));
        assertThat(forgotten.renew(renew(), Fence.OPEN)).isInstanceOf(Later.class);
    }

    @Test
    void behaviour10_a1001_isPending_andItsDecisionIsFound_besideATransferToo() throws Exception {
        EppRegistry registry = ADAPTER.answering(command -> failure(command, EppResultCode.SUCCESS_PENDING));
        assertThat(registry.create(LoopbackAdapter.create(null, List.of()), Fence.OPEN))
                .isInstanceOf(Pending.class);
        assertThat(registry.renew(renew(), Fence.OPEN)).isInstanceOf(Pending.class);

        PollFetch fetched = fetched("", """
                <resData>
                  <trnData xmlns="urn:ietf:params:xml:ns:domain-1.0"><name>example.com</name><trStatus>serverApproved</trStatus>
                    <reID>ClientX</reID><reDate>2026-11-16T10:15:30Z</reDate><acID>ClientY</acID>
                    <acDate>2026-11-21T10:15:30Z</acDate></trnData>
                  <panData xmlns="urn:ietf:params:xml:ns:domain-1.0"><name paResult="false">example.com</name>
                    <paTRID><clTRID>OUR-1</clTRID><svTRID>SV-9</svTRID></paTRID><paDate>2026-11-21T10:15:30Z</paDate></panData>
                </resData>
                """);
        assertThat(fetched.message().pendingAction()).isEqualTo(new PendingAction(false, "OUR-1", "SV-9"));
    }

    @Test
    void behaviour11_aDelete_isDoneWhetherGoneOrInRedemption_andItsRefundIsTold() throws Exception {
        var refund = new Fee.Transformed(
                Fee.Operation.DELETE,
                "USD",
                null,
                List.of(),
                List.of(Fee.Credit.of(new java.math.BigDecimal("-5.00"))),
                null,
                null);
        var delete = new DeleteDomain("OUR-3", NAME);
        EppRegistry gone = ADAPTER.answering(command -> free(command).withExtensions(List.of(refund)));
        assertThat(value(gone.delete(delete, Fence.OPEN)).credit()).isEqualTo(Money.parse("USD", "5.00"));
        ADAPTER.stop();
        EppRegistry redeemable = ADAPTER.answering(command -> failure(command, EppResultCode.SUCCESS_PENDING));
        assertThat(value(redeemable.delete(delete, Fence.OPEN)).credit()).isNull();
    }

    @Test
    void behaviour12_anAcknowledgement_answered1000Or1300_isDone_andTheIdIsAnyText() throws Exception {
        for (int code : List.of(1000, 1300)) {
            assertThat(ResultTable.of(code, Asked.ACK)).isEqualTo(ResultTable.DONE);
        }
        assertThat(ResultTable.of(2303, Asked.ACK)).isEqualTo(ResultTable.ABSENT);
        assertThat(fetched("", "").message().messageId()).isEqualTo("12:3-é x");
    }

    @Test
    void behaviour13_aMessage_withoutItsObject_orOneThatWasPutAside_isStillAMessage() throws Exception {
        assertThat(fetched("", "<resData/>").message().name()).isNull();
        PollFetch aside = fetched("""
                <extValue><value><infData xmlns="urn:ietf:params:xml:ns:domain-1.0"><name>example.com</name><roid>A-1</roid>
                <status s="serverHold"/><clID>ClientX</clID></infData></value>
                <reason>urn:ietf:params:xml:ns:domain-1.0 not in login services</reason></extValue>
                """, "");
        assertThat(aside.message().name()).isEqualTo(NAME);
        assertThat(aside.maskedXml()).contains("not in login services");
    }

    @Test
    void behaviour15_pricesOfAnOlderVersion_areTheSamePrices() throws Exception {
        for (FeeVersion version : FeeVersion.values()) {
            EppRegistry registry = ADAPTER.answering(
                    settings -> settings,
                    channel -> channel.send(greeting(List.of(EppNamespace.DOMAIN), List.of(version.namespace()))),
                    command -> priced(command, version));
            Availability row = value(registry.check(List.of(NAME), LONG)).getFirst();
            assertThat(row.createFee()).as("%s", version).isEqualTo(Money.parse("USD", "12.34"));
            value(registry.create(LoopbackAdapter.create(Money.parse("USD", "12.34"), List.of()), Fence.OPEN));
            assertThat(ADAPTER.server()
                            .received
                            .getLast()
                            .extension(Fee.Transform.class)
                            .orElseThrow()
                            .version())
                    .isEqualTo(version);
            ADAPTER.stop();
        }
    }

    private static EppResponse priced(EppCommand command, FeeVersion version) {
        if (!(command.body() instanceof DomainCommand.Check)) {
            return created(command);
        }
        var fees = new Fee.ObjectFees(NAME.ascii(), true, "standard", List.of(fee("create", "12.34")), null);
        return free(command).withExtensions(List.of(new Fee.Checked(version, "USD", List.of(fees))));
    }

    @Test
    void behaviour17_booleansOfAnySpelling_areTheSameAvailability_andTheReasonIsOnlyShown() throws Exception {
        for (String spelling : List.of("1", "true", "TRUE", "0", "false")) {
            ADAPTER.start((channel, command) ->
                    channel.sendXml(response("1000", "", """
                    <resData><chkData xmlns="urn:ietf:params:xml:ns:domain-1.0"><cd><name avail="%s">EXAMPLE.com</name>
                    <reason>In use</reason></cd></chkData></resData>
                    """.formatted(spelling), command.clTrid())));
            Availability row = value(ADAPTER.over(ADAPTER.settings()).check(List.of(NAME), LONG))
                    .getFirst();
            assertThat(row.available()).as(spelling).isEqualTo(!spelling.matches("0|false"));
            assertThat(row.reason()).isEqualTo("In use");
            ADAPTER.stop();
        }
    }

    @Test
    void behaviour25_aTransfer_takesItsTime_andAMessageAboutItWakesForItsName() throws Exception {
        PollFetch fetched = fetched("", """
                <resData><trnData xmlns="urn:ietf:params:xml:ns:domain-1.0"><name>example.com</name><trStatus>pending</trStatus>
                <reID>ClientZ</reID><reDate>2026-11-21T10:15:30Z</reDate><acID>ClientX</acID>
                <acDate>2026-11-26T10:15:30Z</acDate></trnData></resData>
                """);
        assertThat(fetched.message().name()).isEqualTo(NAME);
        assertThat(fetched.message().pendingAction()).isNull();
    }

    @Test
    void behaviour26_aDateOfAnyPrecision_isTheRegistrys() throws Exception {
        for (String fraction : List.of("", ".1", ".123", ".1234567")) {
            assertThat(info("<exDate>2028-02-29T23:59:59" + fraction + "Z</exDate>")
                            .expiresAt())
                    .isBetween(Instant.parse("2028-02-29T23:59:59Z"), Instant.parse("2028-03-01T00:00:00Z"));
        }
    }

    @Test
    void behaviour30_whatTheRegistryDoesByItself_isSeenByInfo_andAMessageWakesForItsName() throws Exception {
        RegistryDomain domain = info("<status s=\"serverHold\"/><status s=\"inactive\"/><status s=\"x-ourOwn\"/>");
        assertThat(domain.statuses()).containsExactlyInAnyOrder("serverHold", "inactive", "x-ourOwn");

        PollFetch fetched = fetched("", """
                <resData><infData xmlns="urn:ietf:params:xml:ns:domain-1.0"><name>example.com</name><roid>A-1</roid>
                <status s="serverHold"/><clID>ClientX</clID></infData></resData>
                <extension><changeData xmlns="urn:ietf:params:xml:ns:changePoll-1.0" state="after"><operation>update</operation>
                <date>2026-11-21T10:15:30Z</date><svTRID>1</svTRID><who>URS Admin</who><caseId type="urs">urs123</caseId>
                </changeData></extension>
                """);
        assertThat(fetched.message().name()).isEqualTo(NAME);
        assertThat(fetched.maskedXml()).contains("urs123");
    }

    private RegistryDomain info(String inside) throws Exception {
        ADAPTER.start(
                (channel, command) -> channel.sendXml(response("1000", "", """
                <resData><infData xmlns="urn:ietf:params:xml:ns:domain-1.0"><name>example.com</name><roid>A-1</roid>%s
                <clID>ClientX</clID></infData></resData>
                """.formatted(inside), command.clTrid())));
        RegistryDomain domain = value(ADAPTER.over(ADAPTER.settings()).info(NAME));
        ADAPTER.stop();
        return domain;
    }

    /** A message as the intake sees it. */
    private PollFetch fetched(String inResult, String rest) throws Exception {
        byte[] xml =
                response("1301", inResult, "<msgQ count=\"5\" id=\"12:3-é x\"><msg>hi</msg></msgQ>" + rest, "OUR-9");
        return PollFetch.of("test", (EppResponse) codec.decode(xml), xml, codec).orElseThrow();
    }

    private static byte[] response(String code, String inResult, String rest, String clTrid) {
        return ("<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><response><result code=\"" + code + "\"><msg>ok</msg>"
                        + inResult + "</result>" + rest + "<trID><clTRID>" + clTrid
                        + "</clTRID><svTRID>SV-1</svTRID></trID></response></epp>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static RenewDomain renew() {
        return new RenewDomain("OUR-clTRID-2", NAME, LocalDate.of(2028, 2, 29), 1, null);
    }
}
