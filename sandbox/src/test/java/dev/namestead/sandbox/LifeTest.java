package dev.namestead.sandbox;

import static dev.namestead.sandbox.testing.Diary.bareUpdate;
import static dev.namestead.sandbox.testing.Diary.delete;
import static dev.namestead.sandbox.testing.Diary.graces;
import static dev.namestead.sandbox.testing.Diary.messages;
import static dev.namestead.sandbox.testing.Diary.plusYears;
import static dev.namestead.sandbox.testing.Diary.renew;
import static dev.namestead.sandbox.testing.Diary.restore;
import static dev.namestead.sandbox.testing.Diary.statuses;
import static dev.namestead.sandbox.testing.Diary.transfer;
import static dev.namestead.sandbox.testing.Registrar.thinCreate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppResponse;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.TransferOp;
import dev.namestead.sandbox.profile.ExtensionTerms;
import dev.namestead.sandbox.profile.LifeCycle;
import dev.namestead.sandbox.profile.Profiles;
import dev.namestead.sandbox.profile.RegistryProfile;
import dev.namestead.sandbox.testing.Diary;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the create to the release, one rule of the life cycle a story. A year of com costs 8.37, a restore 40.00. */
class LifeTest {
    @TempDir
    static Path directory;

    static Sandbox sandbox;
    static Registrar us;
    static Registrar strict;
    static Diary diary;

    @BeforeAll
    static void start() {
        RegistryProfile thin = Profiles.builtIn("thin");
        LifeCycle gtld = thin.lifeCycle();
        var exacting = new LifeCycle(
                gtld.addGrace(),
                gtld.renewGrace(),
                gtld.autoRenewGrace(),
                gtld.transferGrace(),
                gtld.redemption(),
                gtld.pendingDelete(),
                gtld.transferPending(),
                Duration.ofDays(7),
                true,
                null,
                null);
        ExtensionTerms com = thin.terms("com");
        var atOnce = new ExtensionTerms(
                com.registration(), com.renewal(), com.minYears(), com.maxYears(), false, null, com.subProduct());
        var lapsing = new ExtensionTerms(
                com.registration(), com.renewal(), com.minYears(), com.maxYears(), null, false, com.subProduct());
        var other = thin.withLifeCycle(exacting).selling("strict", Map.of("net", com, "org", atOnce, "io", lapsing));
        sandbox = Sandbox.in(
                directory,
                config -> config.withProfiles(List.of(thin.selling("thin", Map.of("com", thin.terms("com"))), other)));
        diary = new Diary(sandbox, "thin");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    /** Other stories' names go on renewing themselves. */
    @BeforeEach
    void forget() {
        sandbox.control().post("/reset", "{}");
        us = sandbox.thin();
        strict = sandbox.open("strict", "namestead");
    }

    private void assertPaid(String amount) {
        assertThat(diary.paid("namestead")).isEqualByComparingTo(amount);
    }

    private static Instant registered(String name) {
        assertThat(us.code(thinCreate(name))).isEqualTo(1000);
        return us.info(name).expiresAt();
    }

    @Test
    void delete_inTheAddGracePeriod_givesEverythingBack() {
        registered("undone.com");
        renew(us, "undone.com", 2);
        assertPaid("25.11");
        diary.pass("P4DT23H");
        assertThat(delete(us, "undone.com").code()).isEqualTo(1000);
        assertThat(us.available("undone.com")).isTrue();
        assertPaid("0.00");
    }

    @Test
    void delete_afterTheAddGracePeriod_givesNothingBack() {
        registered("kept.com");
        diary.pass("P5D");
        assertThat(graces(us, "kept.com")).isEmpty();
        assertThat(delete(us, "kept.com").code()).isEqualTo(1001);
        assertPaid("8.37");
    }

    @Test
    void delete_inTheRenewGracePeriod_takesTheYearsOff_andGivesTheirPriceBack() {
        Instant expiry = registered("renewed.com");
        diary.pass("P10D");
        assertThat(renew(us, "renewed.com", 2).code()).isEqualTo(1000);
        assertThat(us.info("renewed.com").expiresAt()).isEqualTo(plusYears(expiry, 2));
        assertThat(graces(us, "renewed.com")).containsExactly("renewPeriod");
        assertPaid("25.11");
        assertThat(delete(us, "renewed.com").code()).isEqualTo(1001);
        assertThat(us.info("renewed.com").expiresAt()).isEqualTo(expiry);
        assertPaid("8.37");

        assertThat(restore(us, "renewed.com").code()).isEqualTo(1000);
        assertThat(us.info("renewed.com").expiresAt()).isEqualTo(expiry);
        assertThat(graces(us, "renewed.com")).isEmpty();
        assertPaid("48.37");
    }

    @Test
    void anExpiredName_isRenewedByTheRegistry_whichChargesAtOnce_andSaysSo() {
        Instant expiry = registered("auto.com");
        diary.pass("P366D");
        assertThat(us.info("auto.com").expiresAt()).isEqualTo(plusYears(expiry, 1));
        assertThat(graces(us, "auto.com")).containsExactly("autoRenewPeriod");
        assertPaid("16.74");
        EppResponse message = messages(us).stream()
                .filter(each -> each.messageQueue().text().contains("auto.com"))
                .findFirst()
                .orElseThrow();
        assertThat(message.data(DomainData.Renewed.class).orElseThrow())
                .isEqualTo(new DomainData.Renewed("auto.com", plusYears(expiry, 1)));
        assertThat(message.messageQueue().date()).isEqualTo(expiry);
        diary.pass("P45D");
        assertThat(graces(us, "auto.com")).isEmpty();
    }

    @Test
    void anExplicitRenewal_inTheAutoRenewGracePeriod_addsAFurtherYear() {
        Instant expiry = registered("twice.com");
        diary.pass("P370D");
        renew(us, "twice.com", 1);
        assertThat(us.info("twice.com").expiresAt()).isEqualTo(plusYears(expiry, 2));
        assertThat(graces(us, "twice.com")).containsExactly("autoRenewPeriod", "renewPeriod");
        assertPaid("25.11");
        delete(us, "twice.com");
        assertPaid("8.37");
    }

    @Test
    void delete_inTheAutoRenewGracePeriod_givesTheYearBack_andTheRestoreOfAnExpiredNameCostsOne() {
        Instant expiry = registered("late.com");
        diary.pass("P380D");
        delete(us, "late.com");
        assertPaid("8.37");
        assertThat(us.info("late.com").expiresAt())
                .as("the clock of a name in redemption runs on")
                .isEqualTo(plusYears(expiry, 1));
        diary.pass("P29D");
        assertThat(restore(us, "late.com").code()).isEqualTo(1000);
        assertThat(us.info("late.com").expiresAt()).isEqualTo(plusYears(expiry, 1));
        assertThat(graces(us, "late.com")).isEmpty();
        assertPaid("56.74");
    }

    @Test
    void aName_thatExpiresInRedemption_isRestoredWithAYear() {
        Instant expiry = registered("between.com");
        diary.pass("P360D");
        delete(us, "between.com");
        assertThat(us.info("between.com").expiresAt()).isEqualTo(expiry);
        diary.pass("P20D");
        assertThat(us.info("between.com").expiresAt()).isEqualTo(plusYears(expiry, 1));
        restore(us, "between.com");
        assertThat(us.info("between.com").expiresAt()).isEqualTo(plusYears(expiry, 1));
        assertPaid("56.74");
    }

    @Test
    void afterRedemption_nothingHelps_andTheReleaseIsTold() {
        registered("gone.com");
        diary.pass("P10D");
        EppResponse deleted = delete(us, "gone.com");
        messages(us);
        diary.pass("P30D");
        assertThat(graces(us, "gone.com")).containsExactly("pendingDelete");
        assertThat(restore(us, "gone.com").code()).isEqualTo(2304);
        assertThat(us.available("gone.com")).isFalse();
        diary.pass("P5D");
        assertThat(us.available("gone.com")).isTrue();
        DomainData.PendingAction told = messages(us).stream()
                .flatMap(message -> message.data(DomainData.PendingAction.class).stream())
                .filter(action -> action.name().equals("gone.com"))
                .findFirst()
                .orElseThrow();
        assertThat(told.done()).isTrue();
        assertThat(told.transaction().clTrid()).isEqualTo(deleted.clTrid());
        assertThat(told.transaction().svTrid()).isEqualTo(deleted.svTrid());
    }

    @Test
    void aRestoreWithReport_isDoneWhenTheReportHasCome() {
        String name = "reported.net";
        assertThat(strict.code(thinCreate(name))).isEqualTo(1000);
        diary.pass("P10D");
        delete(strict, name);
        var report = new Rgp.RestoreReport(
                "before", "after", Instant.now(), Instant.now(), "a mistake", List.of("so it is", "I may"), null);
        assertThat(strict.code(bareUpdate(name), report)).isEqualTo(2304);
        EppResponse asked = restore(strict, name);
        assertThat(asked.code()).isEqualTo(1000);
        assertThat(asked.extension(Rgp.Updated.class).orElseThrow().statuses())
                .containsExactly(Rgp.RgpStatus.of("pendingRestore"));
        assertThat(graces(strict, name)).containsExactly("pendingRestore");
        assertThat(statuses(strict, name)).contains("pendingDelete");
        assertThat(restore(strict, name).code()).isEqualTo(2304);
        diary.pass("P6D");
        assertThat(strict.code(bareUpdate(name), report)).isEqualTo(1000);
        assertThat(graces(strict, name)).isEmpty();
        assertThat(statuses(strict, name)).containsExactly("inactive");
    }

    @Test
    void aRestoreWithoutItsReport_fallsBackIntoWhatWasLeftOfRedemption() {
        String name = "unreported.net";
        strict.code(thinCreate(name));
        diary.pass("P10D");
        delete(strict, name);
        diary.pass("P28D");
        restore(strict, name);
        diary.pass("P7D");
        assertThat(graces(strict, name)).containsExactly("redemptionPeriod");
        diary.pass("P2D");
        assertThat(graces(strict, name)).containsExactly("pendingDelete");
        diary.pass("P5D");
        assertThat(strict.available(name)).isTrue();
    }

    @Test
    void whereItIsBilledLate_anAutomaticRenewal_isChargedWhenNobodyHasUndoneIt() {
        Diary at = new Diary(sandbox, "strict");
        strict.code(thinCreate("billed.net"));
        strict.code(thinCreate("unbilled.net"));
        diary.pass("P370D");
        assertThat(at.paid("namestead")).isEqualByComparingTo("16.74");
        delete(strict, "unbilled.net");
        diary.pass("P44D");
        assertThat(at.paid("namestead")).isEqualByComparingTo("25.11");
        assertThat(graces(strict, "billed.net")).isEmpty();
    }

    @Test
    void anExtension_mayBeBilledOtherwiseThanItsRegistryDoes() {
        Diary at = new Diary(sandbox, "strict");
        strict.code(thinCreate("billed-at-once.org"));
        diary.pass("P370D");
        assertThat(at.paid("namestead")).isEqualByComparingTo("16.74");
        delete(strict, "billed-at-once.org");
        assertThat(at.paid("namestead")).isEqualByComparingTo("8.37");
    }

    @Test
    void whereNamesLapse_nobodyIsCharged_andTheRegistryDeletesWhatIsNotRenewedInTime() {
        Diary at = new Diary(sandbox, "strict");
        strict.code(thinCreate("lapsing.io"));
        strict.code(thinCreate("kept.io"));
        Instant expiry = strict.info("kept.io").expiresAt();
        diary.pass("P370D");
        assertThat(strict.info("kept.io").expiresAt()).isEqualTo(expiry);
        assertThat(graces(strict, "lapsing.io")).isEmpty();
        assertThat(at.paid("namestead")).isEqualByComparingTo("16.74");

        assertThat(renew(strict, "kept.io", 1).code()).isEqualTo(1000);
        diary.pass("P41D");

        assertThat(strict.info("kept.io").expiresAt()).isEqualTo(plusYears(expiry, 1));
        assertThat(graces(strict, "lapsing.io")).containsExactly("redemptionPeriod");
        assertThat(messages(strict))
                .anyMatch(each -> each.messageQueue().text().equals("lapsing.io has expired and was deleted."));
        diary.pass("P35D");
        assertThat(strict.available("lapsing.io")).isTrue();
        assertThat(at.paid("namestead")).isEqualByComparingTo("25.11");
    }

    /** Or a restore would hand it to who had asked for it before. */
    @Test
    void whileANameChangesHands_itDoesNotLapse() {
        Registrar rival = sandbox.rivalAt("strict");
        strict.code(thinCreate("going.io"));
        strict.code(thinCreate("staying.io"));
        diary.pass("P408D");
        assertThat(transfer(rival, TransferOp.REQUEST, "going.io").code()).isEqualTo(1001);
        assertThat(transfer(rival, TransferOp.REQUEST, "staying.io").code()).isEqualTo(1001);
        diary.pass("P3D");
        assertThat(statuses(strict, "going.io")).contains("pendingTransfer");

        assertThat(transfer(strict, TransferOp.REJECT, "staying.io").code()).isEqualTo(1000);
        diary.pass("P3D");

        assertThat(rival.info("going.io").clId()).isEqualTo("rival");
        assertThat(graces(strict, "staying.io")).containsExactly("redemptionPeriod");
    }

    @Test
    void aRestoreReport_isNotWanted_whereTheRegistryDoesNotAskForIt() {
        registered("noreport.com");
        var report = new Rgp.RestoreReport(
                "before", "after", Instant.now(), Instant.now(), "a mistake", List.of("so it is"), null);
        assertThat(us.code(bareUpdate("noreport.com"), report)).isEqualTo(2102);
    }
}
