package dev.namestead.epp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registries deviate; what they mean is understood, and what is not understood is not lost. */
class TolerantReadingTest {

    private final EppCodec codec = EppCodec.standard();

    @Test
    void prettyPrintingAndAnyPrefix_areReadLikeAnythingElse() throws Exception {
        EppResponse answer = response("""
                <?xml version="1.0" encoding="UTF-8" standalone="no"?>
                <!-- a comment -->
                <e:epp xmlns:e="urn:ietf:params:xml:ns:epp-1.0"
                       xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                       xsi:schemaLocation="urn:ietf:params:xml:ns:epp-1.0 epp-1.0.xsd">
                  <e:response>
                    <e:result code=" 1000 ">
                      <e:msg lang="en">
                         Command completed
                         successfully
                      </e:msg>
                    </e:result>
                    <e:resData>
                      <d:chkData xmlns:d="urn:ietf:params:xml:ns:domain-1.0">
                        <d:cd>
                          <d:name avail="TRUE">
                            example.com
                          </d:name>
                        </d:cd>
                      </d:chkData>
                    </e:resData>
                    <e:trID><e:clTRID>ABC-12345</e:clTRID><e:svTRID>54321-XYZ</e:svTRID></e:trID>
                  </e:response>
                </e:epp>
                """);
        assertThat(answer.result().msg()).isEqualTo("Command completed successfully");
        assertThat(answer.data(DomainData.Checked.class).orElseThrow().results())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.id()).isEqualTo("example.com");
                    assertThat(result.available()).isTrue();
                });
    }

    @ParameterizedTest
    @CsvSource({"1,true", "0,false", "true,true", "false,false", "True,true", "' 1 ',true"})
    void availability_isReadInAllSpellings(String spelling, boolean expected) throws Exception {
        EppResponse answer = response(answerWith("""
                <chkData xmlns="urn:ietf:params:xml:ns:domain-1.0"><cd><name avail="%s">a.com</name></cd></chkData>
                """.formatted(spelling)));
        assertThat(answer.data(DomainData.Checked.class)
                        .orElseThrow()
                        .results()
                        .getFirst()
                        .available())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T10:15:30Z,2026-11-21T10:15:30Z",
        "2026-11-21T10:15:30.0Z,2026-11-21T10:15:30Z",
        "2026-11-21T10:15:30.12Z,2026-11-21T10:15:30.120Z",
        "2026-11-21T10:15:30.123456789Z,2026-11-21T10:15:30.123456789Z",
        "2026-11-21T10:15:30.1234567891234Z,2026-11-21T10:15:30.123456789Z",
        "2026-11-21T10:15:30+02:00,2026-11-21T08:15:30Z",
        "2026-11-21T10:15:30.5-05:30,2026-11-21T15:45:30.5Z",
        "2026-11-21T10:15:30,2026-11-21T10:15:30Z",
        "2026-11-21t10:15:30z,2026-11-21T10:15:30Z",
        "2026-11-21 10:15:30,2026-11-21T10:15:30Z",
    })
    void dates_areReadWithAnyFractionAndOffset(String spelling, Instant expected) throws Exception {
        EppResponse answer = response(answerWith("""
                <creData xmlns="urn:ietf:params:xml:ns:domain-1.0"><name>a.com</name><crDate>%s</crDate></creData>
                """.formatted(spelling)));
        assertThat(answer.data(DomainData.Created.class).orElseThrow().createdAt())
                .isEqualTo(expected);
    }

    @Test
    void unknownData_andUnknownExtensions_areKept() throws Exception {
        EppResponse answer = response("""
                <epp xmlns="urn:ietf:params:xml:ns:epp-1.0"><response>
                <result code="1234"><msg>A code of our own</msg></result>
                <resData><x:thing xmlns:x="urn:x" a="1">text<x:inner/></x:thing></resData>
                <extension><y:more xmlns:y="urn:y">all</y:more></extension>
                <trID><svTRID>54321-XYZ</svTRID></trID></response></epp>
                """);
        assertThat(answer.code()).isEqualTo(1234);
        assertThat(answer.data(ResponseData.Raw.class).orElseThrow().element().attribute("a"))
                .isEqualTo("1");
        assertThat(answer.extension(EppExtension.Raw.class)
                        .orElseThrow()
                        .element()
                        .text())
                .isEqualTo("all");
        assertThat(codec.decode(codec.encode(answer))).isEqualTo(answer);
    }

    @Test
    void brokenData_areKept_andTheAnswerIsRead() throws Exception {
        EppResponse answer = response(answerWith("""
                <creData xmlns="urn:ietf:params:xml:ns:domain-1.0"><crDate>yesterday</crDate></creData>
                """));
        assertThat(answer.isSuccess()).isTrue();
        assertThat(answer.data(DomainData.Created.class)).isEmpty();
        assertThat(answer.data(ResponseData.Raw.class).orElseThrow().element().textOf("crDate"))
                .isEqualTo("yesterday");
    }

    @Test
    void aPollMessage_carriesTheDecisionAndTheTransfer() throws Exception {
        EppResponse answer = response(answerWith("""
                <panData xmlns="urn:ietf:params:xml:ns:domain-1.0"><name paResult="0">a.com</name>
                <paTRID><clTRID xmlns="urn:ietf:params:xml:ns:epp-1.0">ours-1</clTRID>
                <svTRID xmlns="urn:ietf:params:xml:ns:epp-1.0">theirs-1</svTRID></paTRID>
                <paDate>2026-11-21T10:15:30Z</paDate></panData>
                <trnData xmlns="urn:ietf:params:xml:ns:domain-1.0"><name>a.com</name>
                <trStatus>serverApproved</trStatus><reID>ClientX</reID><reDate>2026-11-21T10:15:30Z</reDate>
                <acID>ClientY</acID><acDate>2026-11-26T10:15:30Z</acDate></trnData>
                """));
        assertThat(answer.data(DomainData.PendingAction.class)
                        .orElseThrow()
                        .transaction()
                        .clTrid())
                .isEqualTo("ours-1");
        assertThat(answer.data(DomainData.PendingAction.class).orElseThrow().done())
                .isFalse();
        assertThat(answer.data(DomainData.Transfer.class).orElseThrow().status())
                .isEqualTo("serverApproved");
    }

    @Test
    void aGreetingInAnotherEncoding_isRead() throws Exception {
        String xml = """
                <?xml version="1.0" encoding="ISO-8859-1"?>
                <epp xmlns="urn:ietf:params:xml:ns:epp-1.0"><greeting><svID>Köln</svID><svDate>today</svDate>
                <svcMenu><version>1.0</version><lang>de</lang><objURI>urn:ietf:params:xml:ns:domain-1.0</objURI>
                </svcMenu></greeting></epp>
                """;
        var greeting = (Greeting) codec.decode(xml.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(greeting.svId()).isEqualTo("Köln");
        assertThat(greeting.svDate()).isNull();
        assertThat(greeting.offers("urn:ietf:params:xml:ns:domain-1.0")).isTrue();
    }

    @Test
    void feesOfOneName_areMerged_whereTheRegistryRepeatsTheName() throws Exception {
        EppResponse answer = response("""
                <epp xmlns="urn:ietf:params:xml:ns:epp-1.0"><response><result code="1000"><msg>ok</msg></result>
                <extension><chkData xmlns="urn:ietf:params:xml:ns:epp:fee-1.0"><currency>USD</currency>
                <cd><objID>a.com</objID><command name="create"><fee>5.00</fee></command></cd>
                <cd><objID>b.com</objID><command name="create"><fee>7.00</fee></command></cd>
                <cd><objID>a.com</objID><class>premium</class><command name="renew"><fee>6</fee><fee>1.5</fee></command></cd>
                </chkData></extension><trID><svTRID>54321-XYZ</svTRID></trID></response></epp>
                """);
        Fee.ObjectFees fees =
                answer.extension(Fee.Checked.class).orElseThrow().of("A.com").orElseThrow();
        assertThat(fees.feeClass()).isEqualTo("premium");
        assertThat(fees.command("create").orElseThrow().total()).contains(new BigDecimal("5.00"));
        assertThat(fees.command("renew").orElseThrow().total()).contains(new BigDecimal("7.5"));
    }

    @Test
    void anUnknownExtensionOfACommand_isKeptForTheServerToJudge() throws Exception {
        var command = (EppCommand) codec.decode(bytes("""
                <epp xmlns="urn:ietf:params:xml:ns:epp-1.0"><command><delete>
                <delete xmlns="urn:ietf:params:xml:ns:domain-1.0"><name>a.com</name></delete></delete>
                <extension><x xmlns="urn:x"/></extension><clTRID>ABC-12345</clTRID></command></epp>
                """));
        assertThat(command.body()).isEqualTo(new DomainCommand.Delete("a.com"));
        assertThat(command.extensions()).singleElement().isInstanceOf(EppExtension.Raw.class);
    }

    private EppResponse response(String xml) throws Exception {
        return (EppResponse) codec.decode(bytes(xml));
    }

    private static byte[] bytes(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    private static String answerWith(String data) {
        return """
                <epp xmlns="urn:ietf:params:xml:ns:epp-1.0"><response><result code="1000"><msg>ok</msg></result>
                <resData>%s</resData><trID><svTRID>54321-XYZ</svTRID></trID></response></epp>
                """.formatted(data);
    }
}
