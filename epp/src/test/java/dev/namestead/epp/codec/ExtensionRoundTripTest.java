package dev.namestead.epp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppMessage;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Login;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.UnhandledNamespaces;
import dev.namestead.epp.extension.AllocationToken;
import dev.namestead.epp.extension.ChangePoll;
import dev.namestead.epp.extension.Charge;
import dev.namestead.epp.extension.Idn;
import dev.namestead.epp.extension.IdnLang;
import dev.namestead.epp.extension.Launch;
import dev.namestead.epp.extension.LoginSec;
import dev.namestead.epp.extension.Namestore;
import dev.namestead.epp.extension.OrgExt;
import dev.namestead.epp.extension.Sync;
import dev.namestead.epp.extension.Ttl;
import dev.namestead.epp.object.Balance;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.Maintenance;
import dev.namestead.epp.testing.EppSchemas;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The extensions beside fee, secDNS and rgp: written as their schemas want it, and read back as they were. */
class ExtensionRoundTripTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30.123Z");
    private static final Instant LATER = Instant.parse("2027-11-21T10:15:30Z");
    private static final String MARK = "urn:ietf:params:xml:ns:mark-1.0";

    private final EppCodec codec = EppCodec.standard();

    static Stream<EppExtension> ofCommands() {
        var notice = new Launch.Notice("49FD46E6C4B45C55D4AC", null, LATER, NOW);
        var other = new Launch.Notice("X1", "custom-validator", LATER, NOW);
        return Stream.of(
                new Launch.Check(Launch.CheckType.CLAIMS, Launch.Phase.CLAIMS),
                new Launch.Check(Launch.CheckType.TRADEMARK, null),
                new Launch.Check(Launch.CheckType.AVAIL, new Launch.Phase("custom", "idn-release")),
                new Launch.Info(Launch.Phase.SUNRISE, "abc123", true),
                new Launch.Info(Launch.Phase.SUNRISE, null, false),
                new Launch.Create(
                        null, Launch.Phase.SUNRISE, List.of(new Launch.Mark.Encoded("UkVBTA==", "base64")), List.of()),
                new Launch.Create(
                        Launch.CreateType.APPLICATION,
                        Launch.Phase.SUNRISE,
                        List.of(
                                new Launch.Mark.Code("49FD46E6C4B45C55D4AC", "sample1", null),
                                new Launch.Mark.Code(null, null, mark())),
                        List.of()),
                new Launch.Create(
                        Launch.CreateType.REGISTRATION, Launch.Phase.CLAIMS, List.of(), List.of(notice, other)),
                new Launch.Update(Launch.Phase.SUNRISE, "abc123"),
                new Launch.Delete(new Launch.Phase("landrush", "second"), "abc123"),
                new LoginSec.Login(
                        new LoginSec.UserAgent("Namestead 0.1", "Java 25", "Linux"), "a long password", null),
                new LoginSec.Login(null, "this is a long password", "that is another one"),
                new AllocationToken.Token("abc123"),
                new AllocationToken.Info(),
                new Namestore.SubProduct("dotCOM"),
                new Idn("de", "m\u00fcller.example"),
                new Idn("zh", null),
                new IdnLang("GER"),
                new Sync(MonthDay.of(2, 28)),
                new OrgExt.Create(List.of(new OrgExt.Org("reseller", "reseller1523"))),
                new OrgExt.Update(
                        List.of(new OrgExt.Org("reseller", "a")),
                        List.of(),
                        List.of(new OrgExt.Org("privacyproxy", "b"))),
                new Ttl.Info(true),
                new Ttl.Create(List.of(Ttl.Value.of("NS", 172800), Ttl.Value.of("DS", 300))),
                new Ttl.Update(
                        List.of(Ttl.Value.of("NS", null), new Ttl.Value("custom", "DELEG", 3600, null, null, null))),
                new Charge.Agreement(List.of(set())));
    }

    @ParameterizedTest
    @MethodSource("ofCommands")
    void anExtensionOfACommand_isReadAsItWasWritten(EppExtension extension) throws Exception {
        assertRoundTrip(EppCommand.of(new DomainCommand.Check(List.of("example.com")), "ABC-12345")
                .with(extension));
    }

    @ParameterizedTest
    @MethodSource("ofCommands")
    void anExtensionWithAPrefix_isReadAsItWasWritten(EppExtension extension) throws Exception {
        EppCommand command = EppCommand.of(new DomainCommand.Check(List.of("example.com")), "ABC-12345")
                .with(extension);
        byte[] xml = EppCodec.withPrefixes(Map.of(extension.namespace(), "x")).encode(command);
        assertThat(new String(xml, StandardCharsets.UTF_8)).contains("<x:");
        EppSchemas.assertValid(xml);
        assertThat(codec.decode(xml)).isEqualTo(command);
    }

    static Stream<EppExtension> ofAnswers() {
        return Stream.of(
                new Launch.Checked(
                        Launch.Phase.CLAIMS,
                        List.of(
                                new Launch.Claims("example.com", false, List.of()),
                                new Launch.Claims(
                                        "acme.com",
                                        true,
                                        List.of(
                                                new Launch.ClaimKey(
                                                        "2013041500/2/6/9/rJ1NrDO92vDsAzf7EQzgjX4R0000001", null),
                                                new Launch.ClaimKey("2013", "custom-tmch"))))),
                new Launch.Created(Launch.Phase.SUNRISE, "2393-9323-E08C-03B1"),
                new Launch.InfoData(
                        Launch.Phase.SUNRISE,
                        "abc123",
                        new Launch.LaunchStatus("pendingValidation", null, null),
                        List.of(mark())),
                new Launch.InfoData(
                        Launch.Phase.SUNRISE, null, new Launch.LaunchStatus("custom", "vetted", "by hand"), List.of()),
                new LoginSec.Data(List.of(
                        new LoginSec.Event("password", null, "warning", LATER, null, null, "expires soon"),
                        new LoginSec.Event("certificate", null, "error", LATER, null, null, null),
                        new LoginSec.Event("stat", "failedLogins", "warning", null, "100", "P1D", "many failed"))),
                new ChangePoll(
                        false,
                        "update",
                        null,
                        NOW,
                        "12345-XYZ",
                        "URS Admin",
                        new ChangePoll.CaseId("urs123", "urs", null),
                        "URS Lock"),
                new ChangePoll(
                        true,
                        "custom",
                        "purge",
                        NOW,
                        "12345-XYZ",
                        "Batch",
                        new ChangePoll.CaseId("1", "custom", "court"),
                        null),
                new ChangePoll(false, "autoPurge", null, NOW, "12345-XYZ", "Batch", null, null),
                new AllocationToken.Token("abc123"),
                new Namestore.Failure(1, "Specified sub-product does not exist"),
                new Namestore.SubProduct("dotNET"),
                new OrgExt.Info(List.of(new OrgExt.Org("reseller", "reseller1523"))),
                new Ttl.InfoData(
                        List.of(new Ttl.Value("NS", null, 172800, 3600, 86400, 172800), Ttl.Value.of("DS", null))),
                new Charge.Checked(List.of(new Charge.Name("premium.studio", List.of(set())))),
                new Charge.Told("creData", List.of(set())));
    }

    @ParameterizedTest
    @MethodSource("ofAnswers")
    void anExtensionOfAnAnswer_isReadAsItWasWritten(EppExtension extension) throws Exception {
        assertRoundTrip(answer().withExtensions(List.of(extension)));
    }

    static Stream<ObjectCommand> objectCommands() {
        return Stream.of(new Balance.Info(), new Maintenance.Info(null), new Maintenance.Info("2e6df9b0"));
    }

    @ParameterizedTest
    @MethodSource("objectCommands")
    void aCommandOnAnotherKindOfObject_isReadAsItWasWritten(ObjectCommand body) throws Exception {
        assertRoundTrip(EppCommand.of(body, "ABC-12345"));
    }

    static Stream<ResponseData> otherData() {
        return Stream.of(
                new Balance.Data(
                        new BigDecimal("1000.00"),
                        new BigDecimal("200.00"),
                        new BigDecimal("800.00"),
                        new BigDecimal("500.00"),
                        null),
                new Balance.Data(
                        new BigDecimal("1000.00"), new BigDecimal("-2.00"), new BigDecimal("1002.00"), null, 50),
                new Balance.Low("Test Registrar", "1000", "10", "PERCENT", "80"),
                new Maintenance.Listed(List.of(
                        new Maintenance.ListItem("2e6df9b0", "Routine", NOW, LATER, NOW, LATER),
                        new Maintenance.ListItem("91e9dabf", null, NOW, LATER, NOW, null))),
                new Maintenance.Item(
                        "2e6df9b0",
                        "Routine Maintenance",
                        List.of("Routine Maintenance"),
                        "create",
                        List.of(
                                new Maintenance.AffectedSystem("EPP", "epp.registry.example", "full"),
                                new Maintenance.AffectedSystem("Portal", null, "none")),
                        "custom",
                        "marketing",
                        NOW,
                        LATER,
                        "planned",
                        "https://www.registry.example/notice?123",
                        List.of("free text", "Freitext"),
                        List.of("example", "test"),
                        false,
                        true,
                        NOW,
                        LATER),
                new Maintenance.Item(
                        "1",
                        null,
                        List.of(),
                        null,
                        List.of(new Maintenance.AffectedSystem("EPP", null, "partial")),
                        "production",
                        null,
                        NOW,
                        LATER,
                        "emergency",
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        NOW,
                        null));
    }

    @ParameterizedTest
    @MethodSource("otherData")
    void dataOfAnotherKindOfObject_areReadAsTheyWereWritten(ResponseData data) throws Exception {
        assertRoundTrip(answer().withData(data));
    }

    @Test
    void whatNoCodecKnows_isCarriedAsItStands() throws Exception {
        var fury = new XmlBuilder("urn:ietf:params:xml:ns:fury-2.1", "response")
                .child(new XmlBuilder("urn:ietf:params:xml:ns:fury-2.1", "infData")
                        .child("language", "en")
                        .child(new XmlBuilder("urn:ietf:params:xml:ns:fury-2.1", "properties")));
        var unheardOf = new XmlBuilder("urn:example:unheard-of", "thing")
                .attribute("a", "1")
                .text("mixed ")
                .child(new XmlBuilder("urn:example:inner", "part").text("text"))
                .text(" content");
        EppResponse answer = answer().withData(new ResponseData.Raw(unheardOf.build()))
                .withExtensions(List.of(new EppExtension.Raw(fury.build()), new EppExtension.Raw(unheardOf.build())));
        assertThat(codec.decode(codec.encode(answer))).isEqualTo(answer);
        EppCommand command = EppCommand.of(new ObjectCommand.Raw("info", null, unheardOf.build()), "ABC-12345");
        assertThat(codec.decode(codec.encode(command))).isEqualTo(command);
    }

    @Test
    void knownElementsWithUnknownNames_stayRaw_andNothingIsLost() throws Exception {
        for (String namespace : List.of(
                EppNamespace.LAUNCH,
                EppNamespace.LOGIN_SEC,
                EppNamespace.CHANGE_POLL,
                EppNamespace.ALLOCATION_TOKEN,
                EppNamespace.NAMESTORE,
                EppNamespace.IDN,
                EppNamespace.IDN_LANG,
                EppNamespace.SYNC,
                EppNamespace.ORG_EXT,
                EppNamespace.TTL,
                EppNamespace.CHARGE,
                EppNamespace.FEE)) {
            XmlElement strange =
                    new XmlBuilder(namespace, "strange").child("x", "1").build();
            EppResponse answer = answer().withExtensions(List.of(new EppExtension.Raw(strange)));
            assertThat(codec.decode(codec.encode(answer))).as(namespace).isEqualTo(answer);
        }
        for (String namespace : List.of(EppNamespace.BALANCE, EppNamespace.LOW_BALANCE, EppNamespace.MAINTENANCE)) {
            XmlElement strange =
                    new XmlBuilder(namespace, "strange").child("x", "1").build();
            EppResponse answer = answer().withData(new ResponseData.Raw(strange));
            assertThat(codec.decode(codec.encode(answer))).as(namespace).isEqualTo(answer);
        }
    }

    @Test
    void dataThatALoginHadNotNamed_areFoundInTheirExtValue() throws Exception {
        var renewed = new DomainData.Renewed("example.com", LATER);
        var change = new ChangePoll(false, "autoRenew", null, NOW, "12345-XYZ", "Batch", null, null);
        var result = new EppResult(
                1301,
                "Command completed successfully; ack to dequeue",
                null,
                List.of(),
                List.of(UnhandledNamespaces.aside(element(renewed)), UnhandledNamespaces.aside(element(change))));
        EppResponse answer = new EppResponse(List.of(result), null, List.of(), List.of(), "ABC-12345", "SV-1");
        byte[] xml = codec.encode(answer);
        EppSchemas.assertValid(xml);
        EppResponse read = (EppResponse) codec.decode(xml);
        assertThat(read).isEqualTo(answer);
        assertThat(read.result().extValues().getFirst().reason())
                .isEqualTo("urn:ietf:params:xml:ns:domain-1.0 not in login services");
        assertThat(codec.unhandledData(read)).contains(renewed);
        assertThat(codec.unhandledExtensions(read)).contains(change);
    }

    @Test
    void anErrorsExtValue_isNoUnhandledNamespace() {
        var result = new EppResult(
                2004,
                "no",
                null,
                List.of(),
                List.of(UnhandledNamespaces.aside(element(new DomainData.Renewed("example.com", null)))));
        var answer = new EppResponse(List.of(result), null, List.of(), List.of(), "ABC-12345", "SV-1");
        assertThat(UnhandledNamespaces.in(answer)).isEmpty();
    }

    @Test
    void secrets_areNotPrinted() {
        assertThat(new LoginSec.Login(null, "secret-one", "secret-two").toString())
                .doesNotContain("secret-one", "secret-two");
        assertThat(new AllocationToken.Token("secret-one").toString()).doesNotContain("secret-one");
        byte[] xml = codec.encode(EppCommand.of(Login.of("ClientX", "foo-BAR2", List.of(), List.of()), "ABC-12345")
                .with(new LoginSec.Login(null, "secret-one", "secret-two"), new AllocationToken.Token("secret-three")));
        assertThat(FrameMask.mask(xml)).doesNotContain("secret");
    }

    @Test
    void aBrokenExtensionOfACommand_isRefused() {
        var broken = new XmlBuilder(EppNamespace.LAUNCH, "create").build();
        byte[] xml = codec.encode(EppCommand.of(new DomainCommand.Delete("example.com"), "ABC-12345")
                .with(new EppExtension.Raw(broken)));
        assertThatThrownBy(() -> codec.decode(xml)).hasMessageContaining("phase is missing");
    }

    private XmlElement element(ResponseData data) {
        return inside(answer().withData(data), "resData");
    }

    private XmlElement element(EppExtension extension) {
        return inside(answer().withExtensions(List.of(extension)), "extension");
    }

    private XmlElement inside(EppResponse answer, String name) {
        try {
            return new dev.namestead.epp.xml.XmlReader(64)
                    .read(codec.encode(answer))
                    .child("response")
                    .orElseThrow()
                    .child(name)
                    .orElseThrow()
                    .children()
                    .getFirst();
        } catch (dev.namestead.epp.xml.XmlException e) {
            throw new AssertionError(e);
        }
    }

    private static XmlElement mark() {
        var holder = new XmlBuilder(MARK, "holder")
                .attribute("entitlement", "owner")
                .child("org", "Example Inc.")
                .child(new XmlBuilder(MARK, "addr")
                        .child("street", "123 Example Dr.")
                        .child("city", "Reston")
                        .child("sp", "VA")
                        .child("pc", "20190")
                        .child("cc", "US"));
        return new XmlBuilder(MARK, "mark")
                .child(new XmlBuilder(MARK, "trademark")
                        .child("id", "1234-2")
                        .child("markName", "Example One")
                        .child(holder)
                        .child("jurisdiction", "US")
                        .child("class", "35")
                        .child("label", "example-one")
                        .child("goodsAndServices", "Dirigendas et eiusmodi")
                        .child("regNum", "234235")
                        .child("regDate", "2009-08-16T09:00:00.0Z"))
                .build();
    }

    private static Charge.Set set() {
        return new Charge.Set(
                "premium",
                "A",
                "price",
                null,
                List.of(
                        new Charge.Amount("create", null, new BigDecimal("50.00")),
                        new Charge.Amount("update", "restore", new BigDecimal("0.00"))));
    }

    private static EppResponse answer() {
        return EppResponse.of(EppResult.of(EppResultCode.SUCCESS), "ABC-12345", "54321-XYZ");
    }

    private void assertRoundTrip(EppMessage message) throws Exception {
        byte[] xml = codec.encode(message);
        EppSchemas.assertValid(xml);
        assertThat(codec.decode(xml)).isEqualTo(message);
    }
}
