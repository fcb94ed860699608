package dev.namestead.sandbox;

import static dev.namestead.sandbox.testing.Diary.bareUpdate;
import static dev.namestead.sandbox.testing.Diary.delete;
import static dev.namestead.sandbox.testing.Diary.graces;
import static dev.namestead.sandbox.testing.Diary.messages;
import static dev.namestead.sandbox.testing.Diary.transfer;
import static dev.namestead.sandbox.testing.Registrar.thickCreate;
import static dev.namestead.sandbox.testing.Registrar.thinCreate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.Poll;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.NoSessionException;
import dev.namestead.epp.extension.Charge;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.extension.IdnLang;
import dev.namestead.epp.extension.Launch;
import dev.namestead.epp.extension.Namestore;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.epp.extension.Sync;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.Balance;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.ContactData;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainCommand.Part;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.object.TransferOp;
import dev.namestead.sandbox.profile.Profiles;
import dev.namestead.sandbox.profile.RegistryProfile;
import dev.namestead.sandbox.testing.Diary;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each of the registries in the manner of real ones does differently. */
class PersonalitiesTest {
    @TempDir
    static Path directory;

    static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.withPersonalities(directory);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static Registrar at(String registry, String... extensions) {
        return sandbox.open(registry, "namestead", Registrar.OBJECTS, List.of(extensions));
    }

    private static CheckResult check(Registrar us, String name) {
        return us.data(DomainData.Checked.class, new DomainCommand.Check(List.of(name)))
                .results()
                .getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "g", "i", "t", "c", "s", "f"})
    void everyOne_isAnExtensionOfItsOwn_andSellsWhatThePlainOnesSellToo(String id) {
        RegistryProfile profile = Profiles.builtIn(id);
        assertThat(profile.name()).endsWith(id.toUpperCase(Locale.ROOT));
        Set<String> plain = new HashSet<>();
        Profiles.builtIn().forEach(each -> plain.addAll(each.extensions().keySet()));
        assertThat(plain).containsAll(profile.extensions().keySet());
        Map<String, String> variables = SandboxEnvFile.variables(sandbox.registries());
        String prefix = "EPP_" + id.toUpperCase(Locale.ROOT) + "_";
        assertThat(variables.get(prefix + "EXTENSION"))
                .isEqualTo(profile.extensions().keySet().iterator().next());
        assertThat(variables).containsKeys(prefix + "PORT", prefix + "PASSWORD", prefix + "OTHER_PASSWORD");
    }

    @Test
    void chosenOnes_shareTheExtensions_inTheirOrder() {
        List<RegistryProfile> chosen = Profiles.chosen(List.of("v", "g", "thin", "thick"));
        assertThat(chosen.get(0).extensions()).containsKeys("com", "net", "cc");
        assertThat(chosen.get(2).extensions()).isEmpty();
        assertThat(chosen.get(3).extensions()).containsKey("org").doesNotContainKey("com");
        Profiles.checkDisjoint(chosen);
        assertThatThrownBy(() -> Profiles.chosen(List.of("x"))).hasMessageContaining("There is no sandbox registry x");
    }

    @Nested
    class V {
        private static final Namestore.SubProduct COM = new Namestore.SubProduct("dotCOM");
        private static final Namestore.SubProduct NET = new Namestore.SubProduct("dotNET");

        private Registrar us() {
            return sandbox.open(
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
            return us.data(DomainData.Info.class, DomainCommand.Info.of(name), COM)
                    .expiresAt();
        }

        @Test
        void whatIsOrdered_isPaidFromADeposit_andNothingIsOrderedWithoutOne() {
            try (Registrar us = us()) {
                BigDecimal before =
                        us.data(Balance.Data.class, new Balance.Info()).balance();
                us.code(thinCreate("paid.com"), COM);
                BigDecimal after =
                        us.data(Balance.Data.class, new Balance.Info()).balance();
                assertThat(before.subtract(after)).isEqualByComparingTo("8.37");
                deposit("v", "{'balance': '1004.00'}");
                us.code(thinCreate("last.com"), COM);
                List<EppResponse> messages = messages(us);
                assertThat(messages.getLast().messageQueue().text()).contains("Little of the deposit");
                deposit("v", "{'balance': '8.36'}");
                assertThat(us.code(thinCreate("toodear.com"), COM)).isEqualTo(2104);
                assertThat(check(us, "toodear.com", COM)).isTrue();
                deposit("v", "{'balance': '1000000.00'}");
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
            try (Registrar us = sandbox.open(
                    "v",
                    "rival",
                    List.of(EppNamespace.DOMAIN, EppNamespace.LOW_BALANCE),
                    List.of(EppNamespace.NAMESTORE))) {
                sandbox.control().post("/registries/v/accounts/rival", "{'balance': '1004.00'}");
                us.code(thinCreate("lowrival.com"), COM);
                Balance.Low low =
                        messages(us).getFirst().data(Balance.Low.class).orElseThrow();
                assertThat(low.availableCredit()).isEqualTo("995.63");
                assertThat(low.thresholdType()).isEqualTo("FIXED");
            }
        }

        @Test
        void aRestore_wantsItsReport() {
            try (Registrar us = us()) {
                us.code(thinCreate("restored.com"), COM);
                sandbox.control().post("/clock", "{'advance': 'P6D'}");
                assertThat(us.code(new DomainCommand.Delete("restored.com"), COM))
                        .isEqualTo(1001);
                assertThat(us.send(bareUpdate("restored.com"), COM, new Rgp.RestoreRequest())
                                .extension(Rgp.Updated.class))
                        .isPresent();
                var report = new Rgp.RestoreReport(
                        "before", "after", Instant.now(), Instant.now(), "mistake", List.of("yes", "yes"), null);
                assertThat(us.code(bareUpdate("restored.com"), COM, report)).isEqualTo(1000);
            }
        }
    }

    private static void deposit(String registry, String body) {
        sandbox.control().post("/registries/" + registry + "/accounts/namestead", body);
    }

    @Nested
    class G {
        @ParameterizedTest
        @EnumSource(
                value = FeeVersion.class,
                names = {"V1_0", "V0_12", "V0_11", "V0_6"})
        void prices_areSpokenOf_inFourVersions(FeeVersion version) {
            try (Registrar us = at("g", version.namespace())) {
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
                        thinCreate(name),
                        Fee.Transform.of(version, Fee.Operation.CREATE, "USD", new BigDecimal("10.80")));
                assertThat(created.extension(Fee.Transformed.class)
                                .orElseThrow()
                                .version())
                        .isEqualTo(version);
            }
        }

        @Test
        void aPremiumName_looksTakenWithoutTheExtension_andMustBeAcknowledgedInEveryCommand() {
            try (Registrar deaf = at("g")) {
                assertThat(check(deaf, "pay.app").available()).isFalse();
                assertThat(check(deaf, "pay.app").reason()).contains("fee ext");
            }
            try (Registrar us = at("g", EppNamespace.FEE, EppNamespace.RGP)) {
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
                try (Registrar rival = sandbox.open("g", "rival", Registrar.OBJECTS, List.of(EppNamespace.FEE))) {
                    var request = new DomainCommand.Transfer(
                            TransferOp.REQUEST, "pay.app", EppPeriod.years(1), AuthInfo.of(Registrar.CODE));
                    assertThat(rival.code(request)).isEqualTo(2003);
                    assertThat(rival.code(request, fee(Fee.Operation.TRANSFER, "120.00")))
                            .isEqualTo(1001);
                    transfer(us, TransferOp.REJECT, "pay.app");
                }
                sandbox.control().post("/clock", "{'advance': 'P6D'}");
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
            try (Registrar us = at("g")) {
                assertThat(us.code(Registrar.contactCreate("G-1"))).isEqualTo(2307);
                assertThat(us.code(thickCreate("contacts.app", "G-1"))).isEqualTo(2306);
            }
        }

        @Test
        void claimsAndFees_areAskedForApart_andAClaimsNoticeMustBeAccepted() {
            try (Registrar us = at("g", EppNamespace.FEE, EppNamespace.LAUNCH)) {
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
            try (Registrar us = at("g");
                    Registrar rival = sandbox.open("g", "rival", Registrar.OBJECTS, List.of())) {
                messages(rival);
                us.code(thinCreate("moved.page"));
                transfer(rival, TransferOp.REQUEST, "moved.page");
                transfer(us, TransferOp.APPROVE, "moved.page");
                EppResponse told = rival.send(new Poll.Request());
                assertThat(told.data(DomainData.Transfer.class)).isPresent();
                assertThat(told.data(DomainData.PendingAction.class)
                                .orElseThrow()
                                .done())
                        .isTrue();
                assertThat(rival.code(new Poll.Ack(told.messageQueue().id()))).isEqualTo(1300);
            }
        }
    }

    @Nested
    class I {
        @Test
        void prices_areToldUnasked_inAnExtensionOfTheOldDays() {
            try (Registrar us = at("i", EppNamespace.CHARGE)) {
                us.contact("I-1");
                EppResponse checked = us.send(new DomainCommand.Check(List.of("crypto.live", "plain.live")));
                Charge.Checked charges = checked.extension(Charge.Checked.class).orElseThrow();
                Charge.Set premium = charges.names().getFirst().sets().getFirst();
                assertThat(premium.category()).isEqualTo("premium");
                assertThat(premium.of("create")).contains(new BigDecimal("1550.00"));
                assertThat(premium.of("renew")).contains(new BigDecimal("155.00"));
                assertThat(charges.names().get(1).sets().getFirst().category()).isEqualTo("standard");
                assertThat(us.code(create("crypto.live"))).isEqualTo(2003);
                assertThat(us.code(create("crypto.live"), agreed("100.00"))).isEqualTo(2004);
                EppResponse created = us.send(create("crypto.live"), agreed("1550.00"));
                assertThat(created.code()).isEqualTo(1000);
                assertThat(created.extension(Charge.Told.class)
                                .orElseThrow()
                                .sets()
                                .getFirst()
                                .of("create"))
                        .contains(new BigDecimal("1550.00"));
            }
        }

        private static Charge.Agreement agreed(String amount) {
            var create = new Charge.Amount("create", null, new BigDecimal(amount));
            return new Charge.Agreement(List.of(new Charge.Set("premium", null, "price", null, List.of(create))));
        }

        private static DomainCommand.Create create(String name) {
            return withBilling(name, "I-1");
        }

        @Test
        void aBillingContact_isDemanded() {
            try (Registrar us = at("i")) {
                us.contact("I-2");
                assertThat(us.code(thickCreate("nobilling.live", "I-2"))).isEqualTo(2003);
                assertThat(us.code(withBilling("billing.live", "I-2"))).isEqualTo(1000);
            }
        }
    }

    private static DomainCommand.Create withBilling(String name, String contact) {
        DomainCommand.Create create = thickCreate(name, contact);
        List<DomainCommand.Contact> contacts = new ArrayList<>(create.contacts());
        contacts.add(new DomainCommand.Contact("billing", contact));
        return new DomainCommand.Create(name, create.period(), null, contact, contacts, create.authInfo());
    }

    @Nested
    class T {
        @Test
        void aTransfer_bringsCopiesOfTheContacts() {
            try (Registrar us = at("t");
                    Registrar rival = sandbox.open("t", "rival", Registrar.OBJECTS, List.of())) {
                us.contact("T-1");
                us.code(thickCreate("copied.tech", "T-1"));
                transfer(rival, TransferOp.REQUEST, "copied.tech");
                transfer(us, TransferOp.APPROVE, "copied.tech");
                DomainData.Info info = rival.info("copied.tech");
                assertThat(info.registrant()).startsWith("COPY-").hasSizeLessThanOrEqualTo(16);
                assertThat(info.contacts())
                        .extracting(DomainCommand.Contact::id)
                        .containsOnly(info.registrant());
                assertThat(rival.data(ContactData.Info.class, new ContactCommand.Info(info.registrant(), null))
                                .clId())
                        .isEqualTo("rival");
                assertThat(us.code(new ContactCommand.Delete("T-1"))).isEqualTo(1000);
            }
        }

        @Test
        void aPremiumName_isSold_toWhoDoesNotAskForItsPrice() {
            Diary diary = new Diary(sandbox, "t");
            try (Registrar us = at("t")) {
                us.contact("T-2");
                BigDecimal before = diary.paid("namestead");
                assertThat(check(us, "radio.tech").available()).isTrue();
                assertThat(us.code(thickCreate("radio.tech", "T-2"))).isEqualTo(1000);
                assertThat(diary.paid("namestead").subtract(before)).isEqualByComparingTo("640.00");
            }
        }
    }

    @Nested
    class C {
        @Test
        void fees_areToldOneByOne_andNumbersHaveAPriceOfTheirOwn() {
            try (Registrar us = at("c", EppNamespace.FEE)) {
                EppResponse checked = us.send(
                        new DomainCommand.Check(List.of("1234567.xyz")),
                        new Fee.Check("USD", List.of(Fee.Asked.of("create", null), Fee.Asked.of("renew", null))));
                Fee.Checked fees = checked.extension(Fee.Checked.class).orElseThrow();
                assertThat(fees.objects()).hasSize(2);
                Fee.ObjectFees all = fees.of("1234567.xyz").orElseThrow();
                assertThat(all.feeClass()).isEqualTo("numeric");
                assertThat(all.command("renew").orElseThrow().total()).contains(new BigDecimal("0.85"));
            }
        }

        @Test
        void aFreshName_isLocked() {
            try (Registrar us = at("c");
                    Registrar rival = sandbox.open("c", "rival", Registrar.OBJECTS, List.of())) {
                us.contact("C-1");
                us.code(withBilling("locked.xyz", "C-1"));
                assertThat(transfer(rival, TransferOp.REQUEST, "locked.xyz").code())
                        .isEqualTo(2304);
                sandbox.control().post("/clock", "{'advance': 'P60D'}");
                assertThat(transfer(rival, TransferOp.REQUEST, "locked.xyz").code())
                        .isEqualTo(1001);
                transfer(us, TransferOp.APPROVE, "locked.xyz");
                rival.code(new DomainCommand.Update(
                        "locked.xyz",
                        Part.NONE,
                        Part.NONE,
                        new DomainCommand.Change(null, AuthInfo.of(Registrar.CODE))));
                assertThat(transfer(us, TransferOp.REQUEST, "locked.xyz").code())
                        .isEqualTo(2304);
            }
        }
    }

    @Nested
    class S {
        @Test
        void aLogin_needsTheRegistrarsOwnCertificate() {
            var wrong = new EppCredentials(
                    "namestead", sandbox.password("s", "namestead"), null, Registrar.OBJECTS, List.of());
            assertThatThrownBy(() -> sandbox.login("s", wrong, "rival")).isInstanceOf(NoSessionException.class);
            assertThatThrownBy(() -> sandbox.login("s", wrong, null)).isInstanceOf(NoSessionException.class);
            sandbox.open("s", "rival").close();
        }

        @Test
        void aLongPassword_isTakenInTheExtension() throws NoSessionException {
            String before = sandbox.password("s", "rival");
            String longer = "a password that is longer than sixteen characters";
            var extensions = List.of(EppNamespace.LOGIN_SEC);
            sandbox.login("s", new EppCredentials("rival", before, longer, Registrar.OBJECTS, extensions))
                    .close();
            sandbox.login("s", new EppCredentials("rival", longer, before, Registrar.OBJECTS, extensions))
                    .close();
            sandbox.open("s", "rival").close();
        }

        @Test
        void anAuthInfo_isRandom_orThereIsNone() {
            try (Registrar us = at("s")) {
                us.contact("S-1");
                DomainCommand.Create create = thickCreate("safe.shop", "S-1");
                assertThat(us.code(withCode(create, "aaaabbbbaaaabbbb"))).isEqualTo(2306);
                assertThat(us.code(withCode(create, ""))).isEqualTo(1000);
                assertThat(us.code(setCode("safe.shop", "passwordpassword"))).isEqualTo(2306);
                assertThat(us.code(setCode("safe.shop", "k7$Rw9-pX2!qLmZ4vT8d")))
                        .isEqualTo(1000);
            }
        }

        private static DomainCommand.Create withCode(DomainCommand.Create create, String code) {
            return new DomainCommand.Create(
                    create.name(), null, null, create.registrant(), create.contacts(), AuthInfo.of(code));
        }

        private static DomainCommand.Update setCode(String name, String code) {
            return new DomainCommand.Update(
                    name, Part.NONE, Part.NONE, new DomainCommand.Change(null, AuthInfo.of(code)));
        }
    }

    @Test
    void anExtensionThatOnlyTheRegistryKnows_isAnnounced_andCannotBeUsed() {
        try (Registrar us = at("f", "urn:ietf:params:xml:ns:fury-2.1")) {
            us.contact("F-1");
            assertThat(us.code(thickCreate("announced.blog", "F-1"))).isEqualTo(1000);
            assertThat(graces(us, "announced.blog")).as("rgp was not declared").isEmpty();
        }
    }
}
