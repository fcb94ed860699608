package dev.namestead.epp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.EppPeriod;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One API for all versions of the fee extension; each is written in its own form. */
class FeeVersionsTest {

    private static final List<String> NAMES = List.of("a.example", "b.example");
    private static final List<Fee.Asked> ASKED =
            List.of(Fee.Asked.of("create", EppPeriod.years(2)), Fee.Asked.of("renew", EppPeriod.years(1)));

    private final EppCodec codec = EppCodec.standard();

    @ParameterizedTest
    @EnumSource(FeeVersion.class)
    void aCheck_isReadAsItWasWritten(FeeVersion version) throws Exception {
        for (Fee.Check check : Fee.checks(version, NAMES, "USD", ASKED)) {
            EppCommand command =
                    EppCommand.of(new DomainCommand.Check(NAMES), "ABC-12345").with(check);
            assertThat(codec.decode(codec.encode(command))).isEqualTo(command);
        }
    }

    @ParameterizedTest
    @EnumSource(FeeVersion.class)
    void pricesOfAllNamesAndCommands_areFound_howeverTheyAreGrouped(FeeVersion version) throws Exception {
        var fees = new Fee.Checked(version, "USD", List.of(prices("a.example", "10.00"), prices("b.example", "99.50")));
        EppResponse answer = answer(fees);
        Fee.Checked read = ((EppResponse) codec.decode(codec.encode(answer)))
                .extension(Fee.Checked.class)
                .orElseThrow();
        assertThat(read.currency()).isEqualTo("USD");
        Fee.ObjectFees second = read.of("B.EXAMPLE").orElseThrow();
        assertThat(second.feeClass()).isEqualTo("premium");
        assertThat(second.command("create").orElseThrow().total()).contains(new BigDecimal("99.50"));
        assertThat(second.command("renew").orElseThrow().total()).contains(new BigDecimal("8.00"));
        assertThat(second.command("create").orElseThrow().asked().period()).isEqualTo(EppPeriod.years(2));
    }

    private static Fee.ObjectFees prices(String name, String create) {
        return new Fee.ObjectFees(
                name, true, "premium", List.of(price(ASKED.get(0), create), price(ASKED.get(1), "8.00")), null);
    }

    private static Fee.CommandFees price(Fee.Asked asked, String value) {
        return new Fee.CommandFees(asked, false, List.of(Fee.Amount.of(new BigDecimal(value))), List.of(), null);
    }

    @ParameterizedTest
    @EnumSource(FeeVersion.class)
    void whatWeAgreeToPay_andWhatWasCharged_areReadAsTheyWereWritten(FeeVersion version) throws Exception {
        EppCommand command = EppCommand.of(new DomainCommand.Delete("a.example"), "ABC-12345")
                .with(Fee.Transform.of(version, Fee.Operation.CREATE, "USD", new BigDecimal("10.00")));
        assertThat(codec.decode(codec.encode(command))).isEqualTo(command);
        EppResponse answer = answer(new Fee.Transformed(
                version,
                Fee.Operation.DELETE,
                "USD",
                null,
                List.of(),
                List.of(Fee.Credit.of(new BigDecimal("-10.00"))),
                new BigDecimal("12.00"),
                null));
        assertThat(codec.decode(codec.encode(answer))).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "V0_6|<check xmlns='urn:ietf:params:xml:ns:fee-0.6'><domain><name>a.example</name><currency>USD</currency>"
                        + "<command>create</command><period unit='y'>2</period></domain></check>",
                "V0_11|<check xmlns='urn:ietf:params:xml:ns:fee-0.11'><command>create</command><currency>USD</currency>"
                        + "<period unit='y'>2</period></check>",
                "V0_12|<check xmlns='urn:ietf:params:xml:ns:fee-0.12'><currency>USD</currency>"
                        + "<command name='create'><period unit='y'>2</period></command></check>",
                "V0_21|<check xmlns='urn:ietf:params:xml:ns:fee-0.21'><currency>USD</currency>"
                        + "<command name='create'><period unit='y'>2</period></command></check>",
                "V1_0|<check xmlns='urn:ietf:params:xml:ns:epp:fee-1.0'><currency>USD</currency>"
                        + "<command name='create'><period unit='y'>2</period></command></check>"
            })
    void aCheck_looksAsItsVersionWantsIt(FeeVersion version, String expected) {
        Fee.Check check = Fee.checks(version, List.of("a.example"), "USD", ASKED.subList(0, 1))
                .getFirst();
        byte[] xml = codec.encode(EppCommand.of(new DomainCommand.Check(List.of("a.example")), "ABC-12345")
                .with(check));
        assertThat(new String(xml, StandardCharsets.UTF_8)).contains(expected.replace('\'', '"'));
    }

    @Test
    void version011_asksForOneCommandAtATime() {
        assertThat(Fee.checks(FeeVersion.V0_11, NAMES, "USD", ASKED)).hasSize(2);
        var both = new Fee.Check(FeeVersion.V0_11, List.of(), "USD", ASKED);
        var command = EppCommand.of(new DomainCommand.Check(NAMES), "ABC-12345").with(both);
        assertThatThrownBy(() -> codec.encode(command)).hasMessageContaining("one command");
    }

    @Test
    void anAnswerOf011_mayHaveSeveralCurrencies() throws Exception {
        String xml = """
                <epp xmlns="urn:ietf:params:xml:ns:epp-1.0"><response><result code="1000"><msg>ok</msg></result><extension>
                <fee:chkData xmlns:fee="urn:ietf:params:xml:ns:fee-0.11" xmlns:domain="urn:ietf:params:xml:ns:domain-1.0">
                  <fee:cd avail="1">
                    <fee:object><domain:name>a.example</domain:name></fee:object>
                    <fee:command phase="sunrise">create</fee:command><fee:currency>USD</fee:currency>
                    <fee:period unit="y">1</fee:period>
                    <fee:fee description="Registration Fee" refundable="1" grace-period="P5D">5.00</fee:fee>
                  </fee:cd>
                  <fee:cd avail="0">
                    <fee:object><domain:name>b.example</domain:name></fee:object>
                    <fee:command>transfer</fee:command><fee:currency>EUR</fee:currency>
                    <fee:period unit="y">2</fee:period><fee:reason>minimum period is 2 years.</fee:reason>
                  </fee:cd>
                </fee:chkData></extension><trID><svTRID>1</svTRID></trID></response></epp>
                """;
        Fee.Checked read = ((EppResponse) codec.decode(xml.getBytes(StandardCharsets.UTF_8)))
                .extension(Fee.Checked.class)
                .orElseThrow();
        Fee.ObjectFees first = read.of("a.example").orElseThrow();
        assertThat(first.command("create").orElseThrow().asked().phase()).isEqualTo("sunrise");
        assertThat(read.currencyOf(first.commands().getFirst())).isEqualTo("USD");
        Fee.ObjectFees second = read.of("b.example").orElseThrow();
        assertThat(second.available()).isFalse();
        assertThat(second.reason()).isEqualTo("minimum period is 2 years.");
        assertThat(read.currencyOf(second.commands().getFirst())).isEqualTo("EUR");
    }

    @Test
    void theNewestCommonVersion_isChosen() {
        assertThat(FeeVersion.newest(Set.of(FeeVersion.V0_6.namespace(), FeeVersion.V0_12.namespace())::contains))
                .contains(FeeVersion.V0_12);
        assertThat(FeeVersion.newest(Set.of(EppNamespace.FEE, FeeVersion.V0_21.namespace())::contains))
                .contains(FeeVersion.V1_0);
        assertThat(FeeVersion.newest(_ -> false)).isEmpty();
    }

    private static EppResponse answer(Fee fee) {
        return EppResponse.of(EppResult.of(EppResultCode.SUCCESS), "ABC-12345", "54321-XYZ")
                .withExtensions(List.of(fee));
    }
}
