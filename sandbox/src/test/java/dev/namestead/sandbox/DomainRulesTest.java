package dev.namestead.sandbox;

import static dev.namestead.sandbox.testing.Registrar.forYears;
import static dev.namestead.sandbox.testing.Registrar.thinCreate;
import static dev.namestead.sandbox.testing.Registrar.withHosts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppResponse;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.epp.extension.SecDns;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainCommand.HostsShown;
import dev.namestead.epp.object.DomainCommand.Part;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.NameServers;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainRulesTest {
    @TempDir
    static Path directory;

    static Sandbox sandbox;
    static Registrar thick;
    static Registrar thin;
    static Registrar rivalAtThick;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.in(directory);
        thick = sandbox.thick();
        thin = sandbox.thin();
        rivalAtThick = sandbox.rivalAt("thick");
        thick.contact("RULES-1");
        thick.contact("RULES-2");
        thick.host("ns1.elsewhere.test");
        thick.host("ns2.elsewhere.test");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static DomainCommand.Create thickCreate(String name) {
        return Registrar.thickCreate(name, "RULES-1");
    }

    private static String registered(String name) {
        assertThat(thick.code(thickCreate(name))).isEqualTo(1000);
        return name;
    }

    private static DomainCommand.Update add(String name, String... statuses) {
        return new DomainCommand.Update(name, new Part(null, List.of(), statuses(statuses)), Part.NONE, null);
    }

    private static DomainCommand.Update remove(String name, String... statuses) {
        return new DomainCommand.Update(name, Part.NONE, new Part(null, List.of(), statuses(statuses)), null);
    }

    private static List<EppStatus> statuses(String... values) {
        return Arrays.stream(values).map(EppStatus::of).toList();
    }

    private static DomainCommand.Update hosts(String name, List<String> added, List<String> removed) {
        return new DomainCommand.Update(name, hosts(added), hosts(removed), null);
    }

    private static Part hosts(List<String> names) {
        return names.isEmpty() ? Part.NONE : new Part(NameServers.hosts(names), List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "UPPER.com, 2005",
        "under_score.com, 2005",
        "-lead.com, 2005",
        "trail-.com, 2005",
        "ab--cd.com, 2005",
        "com, 2005",
        "a.b.com, 2306",
        "elsewhere.org, 2306",
        "unknown.horse, 2306",
    })
    void aNameThatCannotBe_isRefused(String name, int code) {
        assertThat(thin.code(thinCreate(name))).isEqualTo(code);
        assertThat(thin.code(new DomainCommand.Check(List.of("good.com", name))))
                .isEqualTo(code);
    }

    @Test
    void check_atTheThickRegistry_answersBadNamesOneByOne() {
        var results = thick.data(
                        DomainData.Checked.class, new DomainCommand.Check(List.of("good.org", "bad_.org", "other.com")))
                .results();
        assertThat(results).extracting(CheckResult::available).containsExactly(true, false, false);
    }

    @Test
    void check_ofMoreThanFiftyNames_isRefused() {
        List<String> names =
                IntStream.range(0, 51).mapToObj(i -> "n" + i + ".org").toList();
        assertThat(thick.code(new DomainCommand.Check(names))).isEqualTo(2306);
        assertThat(thick.code(new DomainCommand.Check(names.subList(0, 50)))).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({"years-a.org, , 1", "years-b.org, 10, 10", "years-c.ai, , 2", "years-d.io, 2, 2"})
    void create_runsForTheYearsAsked_orTheShortestTerm(String name, Integer years, int expected) {
        DomainData.Created created = thick.data(DomainData.Created.class, forYears(thickCreate(name), years));
        assertThat(created.expiresAt())
                .isEqualTo(created.createdAt()
                        .atOffset(ZoneOffset.UTC)
                        .plusYears(expected)
                        .toInstant());
    }

    @ParameterizedTest
    @CsvSource({"too-long.org, 11", "too-short.ai, 1", "too-short.io, 1"})
    void create_outsideTheTerms_isRefusedWith2004(String name, int years) {
        assertThat(thick.code(forYears(thickCreate(name), years))).isEqualTo(2004);
        assertThat(thick.available(name)).isTrue();
    }

    @Test
    void create_inMonths_isRefused() {
        var months = new DomainCommand.Create(
                "months.com", new EppPeriod(12, EppPeriod.Unit.MONTHS), null, null, List.of(), AuthInfo.of(""));
        assertThat(thin.code(months)).isEqualTo(2004);
    }

    @Test
    void create_ofATakenName_isRefusedWith2302_whoeverAsks() {
        registered("once.org");
        assertThat(thick.code(thickCreate("once.org"))).isEqualTo(2302);
        assertThat(rivalAtThick.code(thickCreate("once.org"))).isEqualTo(2302);
    }

    @Test
    void create_withWhatDoesNotExist_isRefusedWith2303() {
        assertThat(thick.code(Registrar.thickCreate("orphan.org", "NOBODY-1"))).isEqualTo(2303);
        assertThat(thick.code(withHosts(thickCreate("orphan.org"), "ns9.nowhere.test")))
                .isEqualTo(2303);
    }

    @Test
    void create_withoutContacts_isRefusedWith2003_whereTheyAreDemanded() {
        assertThat(thick.code(thinCreate("bare.org"))).isEqualTo(2003);
        var noTech = new DomainCommand.Create(
                "bare.org",
                null,
                null,
                "RULES-1",
                List.of(new DomainCommand.Contact("admin", "RULES-1")),
                AuthInfo.of(""));
        assertThat(thick.code(noTech)).isEqualTo(2003);
    }

    @Test
    void create_withContacts_isRefusedWith2306_whereThereAreNone() {
        assertThat(thin.code(Registrar.thickCreate("withcontacts.com", "RULES-1")))
                .isEqualTo(2306);
        assertThat(thin.code(Registrar.contactCreate("RULES-9"))).isEqualTo(2307);
    }

    @ParameterizedTest
    @CsvSource({"'', 1000", "short, 2306", "long-enough-1, 1000"})
    void anAuthInfo_isEmptyOrLongEnough(String code, int expected) {
        String name = "auth-" + code.length() + ".com";
        var create = new DomainCommand.Create(name, null, null, null, List.of(), AuthInfo.of(code));
        assertThat(thin.code(create)).isEqualTo(expected);
    }

    @Test
    void info_showsAuthInfoAndContacts_toTheSponsorOnly_orToWhoKnowsTheCode() {
        registered("private.org");
        DomainData.Info ours = thick.info("private.org");
        assertThat(ours.registrant()).isEqualTo("RULES-1");
        assertThat(ours.contacts()).hasSize(2);
        assertThat(ours.authInfo()).isEqualTo(AuthInfo.of(Registrar.CODE));

        DomainData.Info theirs = rivalAtThick.info("private.org");
        assertThat(theirs.clId()).isEqualTo("namestead");
        assertThat(theirs.registrant()).isNull();
        assertThat(theirs.contacts()).isEmpty();
        assertThat(theirs.authInfo()).isNull();

        var withCode = new DomainCommand.Info("private.org", HostsShown.ALL, AuthInfo.of(Registrar.CODE));
        assertThat(rivalAtThick.data(DomainData.Info.class, withCode).registrant())
                .isEqualTo("RULES-1");
        var wrongCode = new DomainCommand.Info("private.org", HostsShown.ALL, AuthInfo.of("wrong-code-1"));
        assertThat(rivalAtThick.code(wrongCode)).isEqualTo(2202);
        assertThat(rivalAtThick.code(DomainCommand.Info.of("absent.org"))).isEqualTo(2303);
    }

    @Test
    void anUnsetAuthInfo_isProvedByNothing() {
        thin.code(new DomainCommand.Create("unset.com", null, null, null, List.of(), AuthInfo.of("")));
        try (Registrar rival = sandbox.rivalAt("thin")) {
            assertThat(rival.code(new DomainCommand.Info("unset.com", HostsShown.ALL, AuthInfo.of(""))))
                    .isEqualTo(2202);
        }
    }

    @Test
    void aForeignName_isNotOursToChange() {
        registered("ours.org");
        LocalDate expiry = LocalDate.ofInstant(thick.info("ours.org").expiresAt(), ZoneOffset.UTC);
        assertThat(rivalAtThick.code(add("ours.org", "clientHold"))).isEqualTo(2201);
        assertThat(rivalAtThick.code(new DomainCommand.Delete("ours.org"))).isEqualTo(2201);
        assertThat(rivalAtThick.code(new DomainCommand.Renew("ours.org", expiry, null)))
                .isEqualTo(2201);
    }

    @Test
    void statuses_areAddedAndRemovedOnce() {
        registered("statuses.org");
        assertThat(thick.code(add("statuses.org", "clientTransferProhibited", "clientHold")))
                .isEqualTo(1000);
        assertThat(thick.info("statuses.org").statuses())
                .extracting(EppStatus::value)
                .containsExactlyInAnyOrder("clientTransferProhibited", "clientHold", "inactive");
        assertThat(thick.code(add("statuses.org", "clientHold"))).isEqualTo(2306);
        assertThat(thick.code(remove("statuses.org", "clientHold"))).isEqualTo(1000);
        assertThat(thick.code(remove("statuses.org", "clientHold"))).isEqualTo(2306);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serverHold", "pendingDelete", "inactive", "linked"})
    void statusesOfTheServer_areNotAClientsToSet(String status) {
        String name = registered("not-yours-" + status.toLowerCase(Locale.ROOT) + ".org");
        assertThat(thick.code(add(name, status))).isEqualTo(2306);
    }

    @Test
    void prohibitions_prohibit() {
        String name = registered("prohibited.org");
        thick.code(add(name, "clientDeleteProhibited", "clientRenewProhibited", "clientUpdateProhibited"));
        LocalDate expiry = LocalDate.ofInstant(thick.info(name).expiresAt(), ZoneOffset.UTC);
        assertThat(thick.code(new DomainCommand.Delete(name))).isEqualTo(2304);
        assertThat(thick.code(new DomainCommand.Renew(name, expiry, null))).isEqualTo(2304);
        assertThat(thick.code(add(name, "clientHold"))).isEqualTo(2304);
        assertThat(thick.code(remove(name, "clientUpdateProhibited"))).isEqualTo(1000);
        assertThat(thick.code(add(name, "clientHold"))).isEqualTo(1000);
    }

    @Test
    void nameServers_areHostObjects_addedAndRemovedOnce() {
        String name = registered("delegated.org");
        assertThat(thick.code(hosts(name, List.of("ns1.elsewhere.test", "ns2.elsewhere.test"), List.of())))
                .isEqualTo(1000);
        assertThat(thick.info(name).hasStatus("ok")).isTrue();
        assertThat(thick.code(hosts(name, List.of("ns1.elsewhere.test"), List.of())))
                .isEqualTo(2306);
        assertThat(thick.code(hosts(name, List.of(), List.of("ns9.nowhere.test"))))
                .isEqualTo(2306);
        assertThat(thick.code(hosts(name, List.of("ns9.nowhere.test"), List.of())))
                .isEqualTo(2303);
        assertThat(thick.code(hosts(name, List.of(), List.of("ns1.elsewhere.test"))))
                .isEqualTo(1000);
        assertThat(thick.info(name).nameServers().names()).containsExactly("ns2.elsewhere.test");
        var attributes =
                new NameServers.Attributes(List.of(new NameServers.Attribute("ns1.elsewhere.test", List.of())));
        assertThat(thick.code(
                        new DomainCommand.Update(name, new Part(attributes, List.of(), List.of()), Part.NONE, null)))
                .isEqualTo(2102);
    }

    @Test
    void contacts_areChanged_butTheDemandedRolesStay() {
        String name = registered("roles.org");
        var tech = new DomainCommand.Contact("tech", "RULES-1");
        var other = new DomainCommand.Contact("tech", "RULES-2");
        assertThat(thick.code(
                        new DomainCommand.Update(name, Part.NONE, new Part(null, List.of(tech), List.of()), null)))
                .isEqualTo(2003);
        assertThat(thick.code(new DomainCommand.Update(
                        name,
                        new Part(null, List.of(other), List.of()),
                        new Part(null, List.of(tech), List.of()),
                        new DomainCommand.Change("RULES-2", AuthInfo.of("another-code-2")))))
                .isEqualTo(1000);
        DomainData.Info info = thick.info(name);
        assertThat(info.registrant()).isEqualTo("RULES-2");
        assertThat(info.contacts()).contains(other).doesNotContain(tech);
        assertThat(info.authInfo()).isEqualTo(AuthInfo.of("another-code-2"));
        assertThat(info.updaterId()).isEqualTo("namestead");
    }

    @Test
    void anEmptyUpdate_isRefusedWith2003() {
        assertThat(thick.code(new DomainCommand.Update(registered("empty.org"), Part.NONE, Part.NONE, null)))
                .isEqualTo(2003);
    }

    private static SecDns.DsData ds(int keyTag, int algorithm, int digestType, int digestLength) {
        return new SecDns.DsData(
                keyTag, algorithm, digestType, String.join("", Collections.nCopies(digestLength, "A")), null);
    }

    @Test
    void dsRecords_comeWithCreate_andChangeByUpdate() {
        String name = "signed.org";
        assertThat(thick.code(thickCreate(name), new SecDns.Create(SecDns.Keys.ofDs(List.of(ds(1, 13, 2, 64))))))
                .isEqualTo(1000);
        var update = new DomainCommand.Update(name, Part.NONE, Part.NONE, null);
        var replace = new SecDns.Update(
                false,
                new SecDns.Removal.Some(List.of(ds(1, 13, 2, 64)), List.of()),
                SecDns.Keys.ofDs(List.of(ds(2, 8, 4, 96))),
                null);
        assertThat(thick.code(update, replace)).isEqualTo(1000);
        EppResponse info = thick.send(DomainCommand.Info.of(name));
        assertThat(info.extension(SecDns.Info.class).orElseThrow().keys().dsData())
                .containsExactly(ds(2, 8, 4, 96));
        assertThat(thick.code(update, replace)).isEqualTo(2306);
        assertThat(thick.code(update, new SecDns.Update(false, new SecDns.Removal.All(), null, null)))
                .isEqualTo(1000);
        assertThat(thick.send(DomainCommand.Info.of(name)).extension(SecDns.Info.class))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 99, 2, 64, 2306", "1, 13, 3, 64, 2306", "1, 13, 2, 40, 2005"})
    void aDsRecordThatCannotBe_isRefused(int tag, int algorithm, int digestType, int length, int code) {
        var keys = SecDns.Keys.ofDs(List.of(ds(tag, algorithm, digestType, length)));
        assertThat(thick.code(thickCreate("unsigned.org"), new SecDns.Create(keys)))
                .isEqualTo(code);
    }

    @Test
    void renew_movesTheExpiry_fromTheDateThatItNames() {
        String name = registered("renewed.org");
        DomainData.Info before = thick.info(name);
        LocalDate expiry = LocalDate.ofInstant(before.expiresAt(), ZoneOffset.UTC);
        var renew = new DomainCommand.Renew(name, expiry, EppPeriod.years(2));
        DomainData.Renewed renewed = thick.data(DomainData.Renewed.class, renew);
        assertThat(renewed.expiresAt())
                .isEqualTo(
                        before.expiresAt().atOffset(ZoneOffset.UTC).plusYears(2).toInstant());
        assertThat(thick.code(renew)).isEqualTo(2306);
        assertThat(thick.info(name).expiresAt()).isEqualTo(renewed.expiresAt());
        Rgp.Info graces = thick.send(DomainCommand.Info.of(name))
                .extension(Rgp.Info.class)
                .orElseThrow();
        assertThat(graces.has("renewPeriod")).isTrue();
        assertThat(graces.has("addPeriod")).isTrue();
        LocalDate later = LocalDate.ofInstant(renewed.expiresAt(), ZoneOffset.UTC);
        assertThat(thick.code(new DomainCommand.Renew(name, later, EppPeriod.years(8))))
                .isEqualTo(2004);
        assertThat(thick.code(new DomainCommand.Renew(name, later, EppPeriod.years(7))))
                .isEqualTo(1000);
    }

    @Test
    void renew_withAnotherExpiryDate_isAnsweredInTheRegistrysWay() {
        assertThat(thin.code(thinCreate("another-date.com"))).isEqualTo(1000);
        assertThat(thin.code(new DomainCommand.Renew("another-date.com", LocalDate.of(2030, 1, 1), null)))
                .isEqualTo(2004);
    }

    @Test
    void fees_areShownByCheck_echoedByCreate_andGivenBackByDelete() {
        EppResponse checked = thick.send(
                new DomainCommand.Check(List.of("fees.tech", "fees.ai")),
                new Fee.Check(
                        "USD",
                        List.of(
                                Fee.Asked.of("create", EppPeriod.years(2)),
                                Fee.Asked.of("renew", EppPeriod.years(1)),
                                Fee.Asked.of("transfer", null),
                                Fee.Asked.of("restore", null))));
        Fee.Checked fees = checked.extension(Fee.Checked.class).orElseThrow();
        Fee.ObjectFees tech = fees.of("fees.tech").orElseThrow();
        assertThat(tech.feeClass()).isEqualTo("standard");
        assertThat(tech.command("create").orElseThrow().total()).contains(new BigDecimal("53.96"));
        assertThat(tech.command("renew").orElseThrow().total()).contains(new BigDecimal("41.98"));
        assertThat(tech.command("restore").orElseThrow().total()).contains(new BigDecimal("40.00"));
        assertThat(fees.of("fees.ai")
                        .orElseThrow()
                        .command("create")
                        .orElseThrow()
                        .total())
                .contains(new BigDecimal("138.00"));

        var twoYears = forYears(thickCreate("fees.tech"), 2);
        assertThat(thick.code(twoYears, Fee.Transform.of(Fee.Operation.CREATE, "USD", new BigDecimal("11.98"))))
                .isEqualTo(2004);
        assertThat(thick.code(twoYears, Fee.Transform.of(Fee.Operation.CREATE, "EUR", new BigDecimal("53.96"))))
                .isEqualTo(2004);
        EppResponse created =
                thick.send(twoYears, Fee.Transform.of(Fee.Operation.CREATE, "USD", new BigDecimal("53.96")));
        assertThat(created.code()).isEqualTo(1000);
        assertThat(created.extension(Fee.Transformed.class).orElseThrow().total())
                .isEqualByComparingTo("53.96");
        EppResponse deleted = thick.send(new DomainCommand.Delete("fees.tech"));
        assertThat(deleted.extension(Fee.Transformed.class).orElseThrow().total())
                .isEqualByComparingTo("-53.96");
    }

    @Test
    void fees_areNoBusinessOfARegistryThatDoesNotSpeakThem() {
        assertThat(thin.code(
                        new DomainCommand.Check(List.of("nofee.com")),
                        new Fee.Check("USD", List.of(Fee.Asked.of("create", null)))))
                .isEqualTo(2103);
    }

    @Test
    void delete_inTheAddGracePeriod_freesTheNameAtOnce() {
        registered("undone.org");
        assertThat(thick.code(new DomainCommand.Delete("undone.org"))).isEqualTo(1000);
        assertThat(thick.code(DomainCommand.Info.of("undone.org"))).isEqualTo(2303);
        assertThat(thick.available("undone.org")).isTrue();
    }

    @Test
    void delete_withHostsBelow_isRefusedWith2305() {
        String name = registered("parent.org");
        thick.host("ns1.parent.org", "192.0.2.1");
        assertThat(thick.code(new DomainCommand.Delete(name))).isEqualTo(2305);
    }
}
