package dev.namestead.sandbox.personality;

import static dev.namestead.sandbox.testing.Diary.bareUpdate;
import static dev.namestead.sandbox.testing.Diary.delete;
import static dev.namestead.sandbox.testing.Diary.messages;
import static dev.namestead.sandbox.testing.Diary.transfer;
import static dev.namestead.sandbox.testing.Registrar.thickCreate;
import static dev.namestead.sandbox.testing.Registrar.thinCreate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.Poll;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.extension.Launch;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.object.TransferOp;
import dev.namestead.sandbox.testing.Registrar;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In the manner of Google's: fees in four versions, premium names that must be acknowledged, claims, no contacts. */
class PersonalityGTest extends PersonalityTest {
    PersonalityGTest() {
        super("g");
    }

    @ParameterizedTest
    @EnumSource(
            value = FeeVersion.class,
            names = {"V1_0", "V0_12", "V0_11", "V0_6"})
    void prices_areSpokenOf_inFourVersions(FeeVersion version) {
        try (Registrar us = at(version.namespace())) {
            String name = "priced-" + version.ordinal() + ".app";
            EppResponse answer = us.send(
                    new DomainCommand.Check(List.of(name, "gold.app")),
                    Fee.checks(
                                    version,
                                    List.of(name, "gold.app"),
                                    "USD",
                                    List.of(Fee.Asked.of("create", EppPeriod.years(1))))
                            .getFirst());
            Fee.Checked fees = answer.extension(Fee.Checked.class).orElseThrow();
            assertThat(fees.version()).isEqualTo(version);
            assertThat(fees.of(name)
                            .orElseThrow()
                            .command("create")
                            .orElseThrow()
                            .total())
                    .contains(new BigDecimal("10.80"));
            assertThat(fees.of("gold.app")
                            .orElseThrow()
                            .command("create")
                            .orElseThrow()
                            .total())
                    .contains(new BigDecimal("4800.00"));
            EppResponse created = us.send(
                    thinCreate(name), Fee.Transform.of(version, Fee.Operation.CREATE, "USD", new BigDecimal("10.80")));
            assertThat(created.extension(Fee.Transformed.class).orElseThrow().version())
                    .isEqualTo(version);
        }
    }

    @Test
    void aPremiumName_looksTakenWithoutTheExtension_andMustBeAcknowledgedInEveryCommand() {
        try (Registrar deaf = at()) {
            assertThat(check(deaf, "pay.app").available()).isFalse();
            assertThat(check(deaf, "pay.app").reason()).contains("fee ext");
        }
        try (Registrar us = at(EppNamespace.FEE, EppNamespace.RGP)) {
            assertThat(check(us, "pay.app").available()).isTrue();
            assertThat(us.code(thinCreate("pay.app"))).isEqualTo(2003);
            assertThat(us.code(thinCreate("pay.app"), fee(Fee.Operation.CREATE, "120.00")))
                    .isEqualTo(2004);
            assertThat(us.code(thinCreate("pay.app"), fee(Fee.Operation.CREATE, "1200.00")))
                    .isEqualTo(1000);
            LocalDate expiry = LocalDate.ofInstant(us.info("pay.app").expiresAt(), ZoneOffset.UTC);
            var renew = new DomainCommand.Renew("pay.app", expiry, EppPeriod.years(1));
            assertThat(us.code(renew)).isEqualTo(2003);
            assertThat(us.code(renew, fee(Fee.Operation.RENEW, "120.00"))).isEqualTo(1000);
            try (Registrar rival = sandbox().open("g", "rival", Registrar.OBJECTS, List.of(EppNamespace.FEE))) {
                var request = new DomainCommand.Transfer(
                        TransferOp.REQUEST, "pay.app", EppPeriod.years(1), AuthInfo.of(Registrar.CODE));
                assertThat(rival.code(request)).isEqualTo(2003);
                assertThat(rival.code(request, fee(Fee.Operation.TRANSFER, "120.00")))
                        .isEqualTo(1001);
                transfer(us, TransferOp.REJECT, "pay.app");
            }
            sandbox().control().post("/clock", "{'advance': 'P6D'}");
            delete(us, "pay.app");
            var restore = bareUpdate("pay.app");
            assertThat(us.code(restore, new Rgp.RestoreRequest())).isEqualTo(2003);
            assertThat(us.code(restore, new Rgp.RestoreRequest(), fee(Fee.Operation.UPDATE, "40.00")))
                    .isEqualTo(1000);
        }
    }

    private static Fee.Transform fee(Fee.Operation operation, String amount) {
        return Fee.Transform.of(operation, "USD", new BigDecimal(amount));
    }

    @Test
    void contacts_areUnknown() {
        try (Registrar us = at()) {
            assertThat(us.code(Registrar.contactCreate("G-1"))).isEqualTo(2307);
            assertThat(us.code(thickCreate("contacts.app", "G-1"))).isEqualTo(2306);
        }
    }

    @Test
    void claimsAndFees_areAskedForApart_andAClaimsNoticeMustBeAccepted() {
        try (Registrar us = at(EppNamespace.FEE, EppNamespace.LAUNCH)) {
            var names = new DomainCommand.Check(List.of("namesteadmark.dev", "free.dev"));
            var claims = new Launch.Check(Launch.CheckType.CLAIMS, Launch.Phase.CLAIMS);
            assertThat(us.code(names, claims, new Fee.Check("USD", List.of(Fee.Asked.of("create", null)))))
                    .isEqualTo(2306);
            EppResponse checked = us.send(names, claims);
            assertThat(checked.data(DomainData.Checked.class)).isEmpty();
            List<Launch.Claims> found =
                    checked.extension(Launch.Checked.class).orElseThrow().names();
            assertThat(found).extracting(Launch.Claims::exists).containsExactly(true, false);
            assertThat(found.getFirst().keys()).hasSize(1);
            assertThat(us.code(thinCreate("namesteadmark.dev"))).isEqualTo(2003);
            Instant now = us.info(some(us)).createdAt();
            assertThat(us.code(thinCreate("namesteadmark.dev"), accepted(now.minus(Duration.ofDays(3)), now)))
                    .isEqualTo(2306);
            assertThat(us.code(thinCreate("namesteadmark.dev"), accepted(now.minusSeconds(60), now)))
                    .isEqualTo(1000);
        }
    }

    private static String some(Registrar us) {
        us.code(thinCreate("whattimeisit.dev"));
        return "whattimeisit.dev";
    }

    private static Launch.Create accepted(Instant at, Instant now) {
        var notice = new Launch.Notice("370d0b7c9223372036854775807", null, now.plus(Duration.ofDays(10)), at);
        return new Launch.Create(null, Launch.Phase.CLAIMS, List.of(), List.of(notice));
    }

    @Test
    void theEndOfATransfer_isToldTwice_andTheLastAcknowledgementSaysThatNothingIsLeft() {
        try (Registrar us = at();
                Registrar rival = sandbox().open("g", "rival", Registrar.OBJECTS, List.of())) {
            messages(rival);
            us.code(thinCreate("moved.page"));
            transfer(rival, TransferOp.REQUEST, "moved.page");
            transfer(us, TransferOp.APPROVE, "moved.page");
            EppResponse told = rival.send(new Poll.Request());
            assertThat(told.data(DomainData.Transfer.class)).isPresent();
            assertThat(told.data(DomainData.PendingAction.class).orElseThrow().done())
                    .isTrue();
            assertThat(rival.code(new Poll.Ack(told.messageQueue().id()))).isEqualTo(1300);
        }
    }
}
