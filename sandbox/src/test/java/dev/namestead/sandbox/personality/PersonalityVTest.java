package dev.namestead.sandbox.personality;

import static dev.namestead.sandbox.testing.Diary.bareUpdate;
import static dev.namestead.sandbox.testing.Diary.messages;
import static dev.namestead.sandbox.testing.Registrar.thinCreate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.extension.IdnLang;
import dev.namestead.epp.extension.Namestore;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.epp.extension.Sync;
import dev.namestead.epp.object.Balance;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.sandbox.testing.Registrar;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In the manner of Verisign's: sub-products, a deposit, sync, restores that want a report. */
class PersonalityVTest extends PersonalityTest {
    PersonalityVTest() {
        super("v");
    }

    private static final Namestore.SubProduct COM = new Namestore.SubProduct("dotCOM");
    private static final Namestore.SubProduct NET = new Namestore.SubProduct("dotNET");

    private Registrar us() {
        return sandbox()
                .open(
                        "v",
                        "namestead",
                        List.of(EppNamespace.DOMAIN, EppNamespace.HOST, EppNamespace.CONTACT, EppNamespace.BALANCE),
                        List.of(
                                EppNamespace.NAMESTORE,
                                EppNamespace.RGP,
                                EppNamespace.SECDNS,
                                EppNamespace.IDN_LANG,
                                EppNamespace.SYNC));
    }

    @Test
    void everyCommand_namesTheRightSubProduct() {
        try (Registrar us = us()) {
            EppResponse without = us.send(thinCreate("nobody.com"));
            assertThat(without.code()).isEqualTo(2306);
            assertThat(without.extension(Namestore.Failure.class)).isPresent();
            assertThat(us.code(thinCreate("nobody.com"), NET)).isEqualTo(2306);
            assertThat(us.code(thinCreate("nobody.com"), new Namestore.SubProduct("dotXYZ")))
                    .isEqualTo(2306);
            EppResponse created = us.send(thinCreate("somebody.com"), COM);
            assertThat(created.code()).isEqualTo(1000);
            assertThat(created.extension(Namestore.SubProduct.class)).contains(COM);
            assertThat(us.code(new HostCommand.Create("ns.elsewhere.test", List.of())))
                    .isEqualTo(2306);
            assertThat(us.code(new HostCommand.Create("ns.elsewhere.test", List.of()), COM))
                    .isEqualTo(1000);
        }
    }

    @Test
    void contacts_areAnnounced_andRefused() {
        try (Registrar us = us()) {
            EppResponse refused = us.send(Registrar.contactCreate("V-1"), COM);
            assertThat(refused.code()).isEqualTo(2306);
            assertThat(refused.result().msg()).contains("Sub product dotCOM does NOT support contact");
        }
    }

    @Test
    void anInternationalizedName_needsItsLanguage_andPremiumNamesAreNotSold() {
        try (Registrar us = us()) {
            assertThat(us.code(thinCreate("xn--bcher-kva.com"), COM)).isEqualTo(2306);
            assertThat(us.send(thinCreate("xn--bcher-kva.com"), COM, new IdnLang("GER"))
                            .code())
                    .isEqualTo(1000);
            assertThat(us.code(thinCreate("my-premium.com"), COM)).isEqualTo(2306);
        }
    }

    @Test
    void sync_movesTheDayOfExpiry_forAPartOfTheYear() {
        try (Registrar us = us()) {
            us.code(thinCreate("synced.com"), COM);
            Instant expiry = expiry(us, "synced.com");
            LocalDate goal = LocalDate.ofInstant(expiry, ZoneOffset.UTC).plusDays(100);
            EppResponse synced = us.send(bareUpdate("synced.com"), COM, new Sync(MonthDay.from(goal)));
            assertThat(synced.code()).isEqualTo(1000);
            assertThat(expiry(us, "synced.com")).isEqualTo(expiry.plus(Duration.ofDays(100)));
        }
    }

    private Instant expiry(Registrar us, String name) {
        return us.data(DomainData.Info.class, DomainCommand.Info.of(name), COM).expiresAt();
    }

    @Test
    void whatIsOrdered_isPaidFromADeposit_andNothingIsOrderedWithoutOne() {
        try (Registrar us = us()) {
            BigDecimal before = us.data(Balance.Data.class, new Balance.Info()).balance();
            us.code(thinCreate("paid.com"), COM);
            BigDecimal after = us.data(Balance.Data.class, new Balance.Info()).balance();
            assertThat(before.subtract(after)).isEqualByComparingTo("8.37");
            deposit("{'balance': '1004.00'}");
            us.code(thinCreate("last.com"), COM);
            List<EppResponse> messages = messages(us);
            assertThat(messages.getLast().messageQueue().text()).contains("Little of the deposit");
            deposit("{'balance': '8.36'}");
            assertThat(us.code(thinCreate("toodear.com"), COM)).isEqualTo(2104);
            assertThat(check(us, "toodear.com", COM)).isTrue();
            deposit("{'balance': '1000000.00'}");
        }
    }

    private boolean check(Registrar us, String name, Namestore.SubProduct product) {
        return us.data(DomainData.Checked.class, new DomainCommand.Check(List.of(name)), product)
                .results()
                .getFirst()
                .available();
    }

    @Test
    void littleMoney_isToldInTheRegistrysOwnWords_toWhoKnowsThem() {
        try (Registrar us = sandbox()
                .open(
                        "v",
                        "rival",
                        List.of(EppNamespace.DOMAIN, EppNamespace.LOW_BALANCE),
                        List.of(EppNamespace.NAMESTORE))) {
            sandbox().control().post("/registries/v/accounts/rival", "{'balance': '1004.00'}");
            us.code(thinCreate("lowrival.com"), COM);
            Balance.Low low = messages(us).getFirst().data(Balance.Low.class).orElseThrow();
            assertThat(low.availableCredit()).isEqualTo("995.63");
            assertThat(low.thresholdType()).isEqualTo("FIXED");
        }
    }

    @Test
    void aRestore_wantsItsReport() {
        try (Registrar us = us()) {
            us.code(thinCreate("restored.com"), COM);
            sandbox().control().post("/clock", "{'advance': 'P6D'}");
            assertThat(us.code(new DomainCommand.Delete("restored.com"), COM)).isEqualTo(1001);
            assertThat(us.send(bareUpdate("restored.com"), COM, new Rgp.RestoreRequest())
                            .extension(Rgp.Updated.class))
                    .isPresent();
            var report = new Rgp.RestoreReport(
                    "before", "after", Instant.now(), Instant.now(), "mistake", List.of("yes", "yes"), null);
            assertThat(us.code(bareUpdate("restored.com"), COM, report)).isEqualTo(1000);
        }
    }

    private void deposit(String body) {
        sandbox().control().post("/registries/v/accounts/namestead", body);
    }
}
