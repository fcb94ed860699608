package dev.namestead.epp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.CommandBody;
import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppMessage;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.Hello;
import dev.namestead.epp.Login;
import dev.namestead.epp.Logout;
import dev.namestead.epp.Poll;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.TransactionId;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.epp.extension.SecDns;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.ContactData;
import dev.namestead.epp.object.Disclose;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.HostAddress;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.object.HostData;
import dev.namestead.epp.object.NameServers;
import dev.namestead.epp.object.Phone;
import dev.namestead.epp.object.PostalInfo;
import dev.namestead.epp.object.TransferOp;
import dev.namestead.epp.testing.EppSchemas;
import dev.namestead.epp.xml.XmlBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that can be said is written as the schemas want it, and read back as it was. */
class RoundTripTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30.123Z");
    private static final Instant LATER = Instant.parse("2027-11-21T10:15:30Z");
    private static final AuthInfo SECRET = AuthInfo.of("2fooBAR<&>\"'");
    private static final List<EppStatus> HOLD = List.of(
            EppStatus.of(EppStatus.CLIENT_HOLD),
            new EppStatus(EppStatus.CLIENT_TRANSFER_PROHIBITED, "Payment overdue.", "en"));
    private static final PostalInfo POSTAL = new PostalInfo(
            PostalInfo.Type.LOC,
            "Jürgen Müller",
            "Müller & Söhne",
            new PostalInfo.Address(List.of("Hauptstraße 1", "Hof"), "Köln", "NRW", "50667", "DE"));
    private static final SecDns.KeyData KEY = new SecDns.KeyData(257, 3, 8, "AQPJ////4Q==");
    private static final SecDns.DsData DS = new SecDns.DsData(12345, 3, 1, "38EC35D5B3A34B33C99B", null);

    private final EppCodec codec = EppCodec.standard();

    static Stream<CommandBody> commands() {
        var servers = NameServers.hosts(List.of("ns1.example.net", "ns2.example.net"));
        var attributes = new NameServers.Attributes(List.of(
                new NameServers.Attribute(
                        "ns1.example.com", List.of(HostAddress.of("192.0.2.2"), HostAddress.of("2001:db8::1"))),
                new NameServers.Attribute("ns.example.net", List.of())));
        var contacts =
                List.of(new DomainCommand.Contact("admin", "sh8013"), new DomainCommand.Contact("tech", "sh8014"));
        var part = new DomainCommand.Part(servers, contacts, HOLD);
        var hostPart = new HostCommand.Part(List.of(HostAddress.of("192.0.2.22")), HOLD.subList(1, 1));
        var change = new ContactCommand.Change(
                List.of(new PostalInfo(PostalInfo.Type.INT, null, "", null)),
                Phone.of("+1.7034444444"),
                Phone.of(""),
                "new@example.com",
                SECRET,
                new Disclose(true, List.of(new Disclose.Item("voice", null))));
        return Stream.of(
                new Login(
                        "ClientX",
                        "foo-BAR2",
                        "bar-FOO2",
                        "1.0",
                        "en",
                        List.of(EppNamespace.DOMAIN),
                        List.of(EppNamespace.FEE)),
                Login.of("ClientX", "foo-BAR2", List.of(EppNamespace.DOMAIN, EppNamespace.HOST), List.of()),
                new Logout(),
                new Poll.Request(),
                new Poll.Ack("12345"),
                new DomainCommand.Check(List.of("example.com", "example.net")),
                DomainCommand.Info.of("example.com"),
                new DomainCommand.Info("example.com", DomainCommand.HostsShown.SUBORDINATE, SECRET),
                new DomainCommand.Create("example.com", EppPeriod.years(2), servers, "jd1234", contacts, SECRET),
                new DomainCommand.Create("xn--mller-kva.com", null, attributes, null, List.of(), AuthInfo.of("")),
                new DomainCommand.Create(
                        "example.com", new EppPeriod(18, EppPeriod.Unit.MONTHS), null, null, List.of(), SECRET),
                new DomainCommand.Delete("example.com"),
                new DomainCommand.Renew("example.com", LocalDate.of(2028, 2, 29), EppPeriod.years(5)),
                new DomainCommand.Renew("example.com", LocalDate.of(2028, 2, 29), null),
                new DomainCommand.Transfer(
                        TransferOp.REQUEST,
                        "example.com",
                        EppPeriod.years(1),
                        new AuthInfo.Password("2fooBAR", "JD1234-REP")),
                new DomainCommand.Transfer(TransferOp.QUERY, "example.com", null, null),
                new DomainCommand.Transfer(TransferOp.APPROVE, "example.com", null, null),
                new DomainCommand.Update(
                        "example.com",
                        part,
                        new DomainCommand.Part(null, List.of(), HOLD),
                        new DomainCommand.Change("sh8013", SECRET)),
                new DomainCommand.Update(
                        "example.com",
                        DomainCommand.Part.NONE,
                        DomainCommand.Part.NONE,
                        new DomainCommand.Change("", new AuthInfo.Removed())),
                new DomainCommand.Update("example.com", DomainCommand.Part.NONE, DomainCommand.Part.NONE, null),
                new HostCommand.Check(List.of("ns1.example.com")),
                new HostCommand.Info("ns1.example.com"),
                new HostCommand.Create(
                        "ns1.example.com", List.of(HostAddress.of("192.0.2.2"), HostAddress.of("1080::8"))),
                new HostCommand.Delete("ns1.example.com"),
                new HostCommand.Update("ns1.example.com", hostPart, HostCommand.Part.NONE, "ns2.example.com"),
                new ContactCommand.Check(List.of("sh8013", "sah8013")),
                new ContactCommand.Info("sh8013", null),
                new ContactCommand.Info("sh8013", SECRET),
                new ContactCommand.Create(
                        "sh8013",
                        List.of(POSTAL),
                        new Phone("+1.7035555555", "1234"),
                        null,
                        "j@example.com",
                        SECRET,
                        new Disclose(
                                false,
                                List.of(
                                        new Disclose.Item("name", PostalInfo.Type.INT),
                                        new Disclose.Item("email", null)))),
                new ContactCommand.Delete("sh8013"),
                new ContactCommand.Transfer(TransferOp.REQUEST, "sh8013", SECRET),
                new ContactCommand.Update(
                        "sh8013", List.of(EppStatus.of(EppStatus.CLIENT_DELETE_PROHIBITED)), List.of(), change));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommand_isReadAsItWasWritten(CommandBody body) throws Exception {
        assertRoundTrip(EppCommand.of(body, "ABC-12345"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandWithPrefixes_isReadAsItWasWritten(CommandBody body) throws Exception {
        var prefixed = EppCodec.withPrefixes(
                Map.of(EppNamespace.DOMAIN, "domain", EppNamespace.EPP, "epp", EppNamespace.HOST, "h"));
        EppCommand command = EppCommand.of(body, "ABC-12345");
        byte[] xml = prefixed.encode(command);
        EppSchemas.assertValid(xml);
        assertThat(codec.decode(xml)).isEqualTo(command);
    }

    static Stream<EppExtension> commandExtensions() {
        return Stream.of(
                new Fee.Check(
                        "USD",
                        List.of(
                                Fee.Asked.of("create", EppPeriod.years(2)),
                                Fee.Asked.of("restore", null),
                                new Fee.Asked("custom", null, "foo", "landrush", "x"))),
                new Fee.Transform(
                        Fee.Operation.CREATE,
                        "USD",
                        List.of(
                                Fee.Amount.of(new BigDecimal("5.00")),
                                new Fee.Amount(
                                        new BigDecimal("100.000"), "Early Access Fee", "en", true, "P5D", "delayed")),
                        List.of(new Fee.Credit(new BigDecimal("-5.00"), "Promotion", null))),
                Fee.Transform.of(Fee.Operation.RENEW, "EUR", new BigDecimal("8")),
                Fee.Transform.of(Fee.Operation.TRANSFER, "EUR", new BigDecimal("0.00")),
                Fee.Transform.of(Fee.Operation.UPDATE, "JPY", new BigDecimal("1200")),
                new SecDns.Create(
                        new SecDns.Keys(604800, List.of(DS, new SecDns.DsData(1, 8, 2, "AB", KEY)), List.of())),
                new SecDns.Create(new SecDns.Keys(null, List.of(), List.of(KEY))),
                new SecDns.Update(true, new SecDns.Removal.All(), SecDns.Keys.ofDs(List.of(DS)), null),
                new SecDns.Update(false, new SecDns.Removal.Some(List.of(DS), List.of()), null, 605900),
                new Rgp.RestoreRequest(),
                new Rgp.RestoreReport(
                        "before", "after", NOW, LATER, "Registrant error.", List.of("One.", "Two."), "Nothing else."));
    }

    @ParameterizedTest
    @MethodSource("commandExtensions")
    void anExtensionOfACommand_isReadAsItWasWritten(EppExtension extension) throws Exception {
        assertRoundTrip(EppCommand.of(new DomainCommand.Check(List.of("example.com")), "ABC-12345")
                .with(extension));
    }

    static Stream<ResponseData> data() {
        var transaction = new TransactionId("ABC-12345", "54321-XYZ");
        var checked = List.of(CheckResult.available("example.com"), CheckResult.taken("example.net", "In use"));
        return Stream.of(
                new DomainData.Checked(checked),
                new DomainData.Created("example.com", NOW, LATER),
                new DomainData.Created("example.com", NOW, null),
                new DomainData.Renewed("example.com", LATER),
                new DomainData.Info(
                        "example.com",
                        "EXAMPLE1-REP",
                        HOLD,
                        "jd1234",
                        List.of(new DomainCommand.Contact("billing", "sh8013")),
                        NameServers.hosts(List.of("ns1.example.com")),
                        List.of("ns1.example.com"),
                        "ClientX",
                        "ClientY",
                        NOW,
                        "ClientX",
                        LATER,
                        LATER,
                        NOW,
                        SECRET),
                new DomainData.Info(
                        "example.com",
                        "EXAMPLE1-REP",
                        List.of(),
                        null,
                        List.of(),
                        null,
                        List.of(),
                        "ClientX",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                new DomainData.Transfer("example.com", "pending", "ClientX", NOW, "ClientY", LATER, LATER),
                new DomainData.PendingAction("example.com", true, transaction, NOW),
                new DomainData.PendingAction("example.com", false, new TransactionId(null, "54321-XYZ"), NOW),
                new HostData.Checked(List.of(CheckResult.available("ns1.example.com"))),
                new HostData.Created("ns1.example.com", NOW),
                new HostData.Info(
                        "ns1.example.com",
                        "NS1_EXAMPLE1-REP",
                        List.of(EppStatus.of(EppStatus.LINKED)),
                        List.of(HostAddress.of("192.0.2.2"), HostAddress.of("1080::8")),
                        "ClientY",
                        "ClientX",
                        NOW,
                        "ClientX",
                        LATER,
                        NOW),
                new HostData.PendingAction("ns1.example.com", true, transaction, NOW),
                new ContactData.Checked(List.of(CheckResult.taken("sh8013", "In use"))),
                new ContactData.Created("sh8013", NOW),
                new ContactData.Info(
                        "sh8013",
                        "SH8013-REP",
                        List.of(EppStatus.of(EppStatus.OK)),
                        List.of(POSTAL),
                        new Phone("+1.7035555555", "12"),
                        Phone.of("+1.7035555556"),
                        "j@example.com",
                        "ClientY",
                        "ClientX",
                        NOW,
                        "ClientX",
                        LATER,
                        NOW,
                        SECRET,
                        new Disclose(
                                true,
                                List.of(
                                        new Disclose.Item("addr", PostalInfo.Type.LOC),
                                        new Disclose.Item("voice", null)))),
                new ContactData.Transfer("sh8013", "clientApproved", "ClientX", NOW, "ClientY", LATER),
                new ContactData.PendingAction("sh8013", true, transaction, NOW));
    }

    @ParameterizedTest
    @MethodSource("data")
    void data_areReadAsTheyWereWritten(ResponseData data) throws Exception {
        assertRoundTrip(answer().withData(data));
    }

    static Stream<EppExtension> answerExtensions() {
        var create = new Fee.CommandFees(
                Fee.Asked.of("create", EppPeriod.years(1)),
                true,
                List.of(new Fee.Amount(new BigDecimal("10.00"), "Registration Fee", null, true, "P5D", null)),
                List.of(),
                null);
        var restore = new Fee.CommandFees(
                Fee.Asked.of("restore", null), false, List.of(), List.of(Fee.Credit.of(new BigDecimal("-1.00"))), "no");
        return Stream.of(
                new Fee.Checked(
                        "USD",
                        List.of(
                                new Fee.ObjectFees("example.com", true, "premium", List.of(create, restore), null),
                                new Fee.ObjectFees(
                                        "example.net", false, null, List.of(), "minimum period is 2 years"))),
                new Fee.Transformed(
                        Fee.Operation.CREATE,
                        "USD",
                        EppPeriod.years(1),
                        List.of(Fee.Amount.of(new BigDecimal("5.00"))),
                        List.of(),
                        new BigDecimal("-5.00"),
                        new BigDecimal("1000.00")),
                new Fee.Transformed(
                        Fee.Operation.DELETE,
                        "USD",
                        null,
                        List.of(),
                        List.of(new Fee.Credit(new BigDecimal("-5.00"), "AGP Credit", null)),
                        new BigDecimal("1005.00"),
                        null),
                new Fee.Transformed(Fee.Operation.RENEW, null, null, List.of(), List.of(), null, null),
                new SecDns.Info(SecDns.Keys.ofDs(List.of(DS))),
                new Rgp.Info(List.of(
                        Rgp.RgpStatus.of(Rgp.RgpStatus.ADD_PERIOD),
                        new Rgp.RgpStatus(Rgp.RgpStatus.AUTO_RENEW_PERIOD, "endDate=2026"))),
                new Rgp.Updated(List.of(Rgp.RgpStatus.of(Rgp.RgpStatus.PENDING_RESTORE))));
    }

    @ParameterizedTest
    @MethodSource("answerExtensions")
    void anExtensionOfAnAnswer_isReadAsItWasWritten(EppExtension extension) throws Exception {
        assertRoundTrip(answer().withExtensions(List.of(extension)));
    }

    static Stream<EppMessage> others() {
        var value = new XmlBuilder(EppNamespace.EPP, "value")
                .child(new XmlBuilder(EppNamespace.DOMAIN, "name")
                        .text("bad name")
                        .build())
                .build();
        var result = new EppResult(
                2005, "Falsch", "de", List.of(value), List.of(new EppResult.ExtValue(value, "no such name", "en")));
        var queue = new EppResponse.MessageQueue(5, "12345", NOW, "Transfer requested.", "en");
        return Stream.of(
                new Hello(),
                Greeting.of(
                        "Example EPP server",
                        NOW,
                        List.of(EppNamespace.DOMAIN),
                        List.of(EppNamespace.FEE, EppNamespace.SECDNS)),
                Greeting.of("Example EPP server", NOW, List.of(EppNamespace.DOMAIN), List.of()),
                new EppResponse(
                        List.of(result, EppResult.of(EppResultCode.PARAMETER_MISSING)),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        "54321-XYZ"),
                EppResponse.of(EppResult.of(EppResultCode.SUCCESS_ACK_TO_DEQUEUE), "ABC-12345", "54321-XYZ")
                        .withMessageQueue(queue),
                EppResponse.of(EppResult.of(EppResultCode.SUCCESS), "ABC-12345", "54321-XYZ")
                        .withMessageQueue(new EppResponse.MessageQueue(4, "12345", null, null, null)),
                new EppCommand(new DomainCommand.Delete("example.com"), List.of(), null));
    }

    @ParameterizedTest
    @MethodSource("others")
    void anyOtherMessage_isReadAsItWasWritten(EppMessage message) throws Exception {
        assertRoundTrip(message);
    }

    @ParameterizedTest
    @MethodSource("resultCodes")
    void anyResult_isReadAsItWasWritten(EppResultCode code) throws Exception {
        assertRoundTrip(EppResponse.of(EppResult.of(code), "ABC-12345", "54321-XYZ"));
    }

    static Stream<EppResultCode> resultCodes() {
        return Stream.of(EppResultCode.values());
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
