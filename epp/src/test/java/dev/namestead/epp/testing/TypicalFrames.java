package dev.namestead.epp.testing;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppMessage;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.Hello;
import dev.namestead.epp.Login;
import dev.namestead.epp.Poll;
import dev.namestead.epp.TransactionId;
import dev.namestead.epp.extension.ChangePoll;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.extension.Launch;
import dev.namestead.epp.extension.LoginSec;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.epp.extension.SecDns;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.HostAddress;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.object.NameServers;
import dev.namestead.epp.object.Phone;
import dev.namestead.epp.object.PostalInfo;
import dev.namestead.epp.object.TransferOp;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The messages that make up a registrar's day: what is measured, and what a fuzzer begins with. */
public final class TypicalFrames {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30.123Z");
    private static final Instant LATER = Instant.parse("2027-11-21T10:15:30Z");
    private static final List<Fee.Asked> ASKED =
            List.of(Fee.Asked.of("create", EppPeriod.years(1)), Fee.Asked.of("renew", EppPeriod.years(1)));

    private TypicalFrames() {}

    public static List<EppMessage> all() {
        List<EppMessage> all = new ArrayList<>(commands());
        all.addAll(answers());
        all.add(new Hello());
        all.add(Greeting.of(
                "Example EPP server",
                NOW,
                List.of(EppNamespace.DOMAIN, EppNamespace.HOST, EppNamespace.CONTACT),
                List.of(EppNamespace.FEE, EppNamespace.SECDNS, EppNamespace.RGP, EppNamespace.LAUNCH)));
        return all;
    }

    /** A check of so many names with their prices. */
    public static EppCommand check(int names) {
        return command(new DomainCommand.Check(names(names))).with(new Fee.Check("USD", ASKED));
    }

    /** The answer to it. */
    public static EppResponse checked(int names) {
        List<Fee.ObjectFees> fees = names(names).stream()
                .map(name ->
                        new Fee.ObjectFees(name, true, "standard", List.of(fee(ASKED.get(0)), fee(ASKED.get(1))), null))
                .toList();
        return answer(EppResultCode.SUCCESS)
                .withData(new DomainData.Checked(
                        names(names).stream().map(CheckResult::available).toList()))
                .withExtensions(List.of(new Fee.Checked("USD", fees)));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "a-name-to-check-" + i + ".example")
                .toList();
    }

    private static Fee.CommandFees fee(Fee.Asked asked) {
        return new Fee.CommandFees(asked, false, List.of(Fee.Amount.of(new BigDecimal("12.34"))), List.of(), null);
    }

    public static List<EppMessage> commands() {
        var postal = new PostalInfo(
                PostalInfo.Type.LOC,
                "Jürgen Müller",
                "Müller & Söhne",
                new PostalInfo.Address(List.of("Hauptstraße 1"), "Köln", "NRW", "50667", "DE"));
        var hold = new DomainCommand.Part(null, List.of(), List.of(EppStatus.of(EppStatus.CLIENT_HOLD)));
        return List.of(
                command(Login.of("ClientX", "foo-BAR2", List.of(EppNamespace.DOMAIN), List.of(EppNamespace.LOGIN_SEC)))
                        .with(new LoginSec.Login(null, "a long and secret password", null)),
                check(5),
                command(DomainCommand.Info.of("example.com")),
                command(new DomainCommand.Create(
                                "example.com",
                                EppPeriod.years(2),
                                NameServers.hosts(List.of("ns1.example.net", "ns2.example.net")),
                                "jd1234",
                                List.of(new DomainCommand.Contact("admin", "sh8013")),
                                AuthInfo.of("2fooBAR")))
                        .with(
                                Fee.Transform.of(Fee.Operation.CREATE, "USD", new BigDecimal("24.68")),
                                new SecDns.Create(SecDns.Keys.ofDs(
                                        List.of(new SecDns.DsData(12345, 8, 2, "38EC35D5B3A34B33C99B", null)))),
                                new Launch.Create(
                                        null,
                                        Launch.Phase.CLAIMS,
                                        List.of(),
                                        List.of(new Launch.Notice("49FD46E6C4B45C55D4AC", null, LATER, NOW)))),
                command(new DomainCommand.Update("example.com", hold, DomainCommand.Part.NONE, null))
                        .with(new Rgp.RestoreRequest()),
                command(new DomainCommand.Renew("example.com", LocalDate.of(2028, 2, 29), EppPeriod.years(1)))
                        .with(Fee.Transform.of(FeeVersion.V0_11, Fee.Operation.RENEW, "USD", new BigDecimal("12.34"))),
                command(new DomainCommand.Transfer(TransferOp.REQUEST, "example.com", null, AuthInfo.of("2fooBAR"))),
                command(new HostCommand.Create(
                        "ns1.example.com", List.of(HostAddress.of("192.0.2.2"), HostAddress.of("2001:db8::1")))),
                command(new ContactCommand.Create(
                        "sh8013",
                        List.of(postal),
                        Phone.of("+49.22112345"),
                        null,
                        "j@example.com",
                        AuthInfo.of("2fooBAR"),
                        null)),
                command(new Poll.Ack("12345")));
    }

    public static List<EppMessage> answers() {
        var change = new ChangePoll(false, "update", null, NOW, "12345-XYZ", "URS Admin", null, "URS Lock");
        return List.of(
                checked(5),
                answer(EppResultCode.SUCCESS)
                        .withData(info())
                        .withExtensions(List.of(
                                new Rgp.Info(List.of(Rgp.RgpStatus.of(Rgp.RgpStatus.ADD_PERIOD))),
                                new SecDns.Info(SecDns.Keys.ofDs(
                                        List.of(new SecDns.DsData(12345, 8, 2, "38EC35D5B3A34B33C99B", null)))))),
                answer(EppResultCode.SUCCESS).withData(new DomainData.Created("example.com", NOW, LATER)),
                answer(EppResultCode.SUCCESS_ACK_TO_DEQUEUE)
                        .withMessageQueue(new EppResponse.MessageQueue(5, "12345", NOW, "Approved.", null))
                        .withData(new DomainData.PendingAction(
                                "example.com", true, new TransactionId("ABC-12345", "54321-XYZ"), NOW))
                        .withExtensions(List.of(change)),
                answer(EppResultCode.OBJECT_EXISTS));
    }

    private static DomainData.Info info() {
        return new DomainData.Info(
                "example.com",
                "EXAMPLE1-REP",
                List.of(EppStatus.of(EppStatus.CLIENT_TRANSFER_PROHIBITED), EppStatus.of(EppStatus.SERVER_HOLD)),
                "jd1234",
                List.of(new DomainCommand.Contact("admin", "sh8013"), new DomainCommand.Contact("tech", "sh8014")),
                NameServers.hosts(List.of("ns1.example.com", "ns2.example.net")),
                List.of("ns1.example.com"),
                "ClientX",
                "ClientY",
                NOW,
                "ClientX",
                LATER,
                LATER,
                NOW,
                AuthInfo.of("2fooBAR"));
    }

    private static EppCommand command(dev.namestead.epp.CommandBody body) {
        return EppCommand.of(body, "ABC-12345");
    }

    private static EppResponse answer(EppResultCode code) {
        return EppResponse.of(EppResult.of(code), "ABC-12345", "54321-XYZ");
    }
}
