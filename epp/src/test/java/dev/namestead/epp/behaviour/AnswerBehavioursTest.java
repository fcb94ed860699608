package dev.namestead.epp.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.Poll;
import dev.namestead.epp.TransactionId;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.extension.ChangePoll;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What real registries answer, on the wire; all thirty are listed in docs/registry-behaviours.md. */
class AnswerBehavioursTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

    private final EppCodec codec = EppCodec.standard();

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
    void behaviour15_bothGroupingsOfPrices_areRead() throws Exception {
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
    void behaviour19_anInfoWithoutContacts_isWhole() throws Exception {
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
}
