package dev.namestead.sandbox.icann;

import static dev.namestead.sandbox.testing.Diary.delete;
import static dev.namestead.sandbox.testing.Diary.graces;
import static dev.namestead.sandbox.testing.Diary.plusYears;
import static dev.namestead.sandbox.testing.Diary.renew;
import static dev.namestead.sandbox.testing.Diary.statuses;
import static dev.namestead.sandbox.testing.Diary.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.extension.SecDns;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainCommand.Part;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.object.NameServers;
import dev.namestead.epp.object.TransferOp;
import dev.namestead.sandbox.testing.RawClient;
import dev.namestead.sandbox.testing.Registrar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Domain names: create, update, renew, transfer, delete. */
class IcannDomainTest {
    private static final SecDns.DsData DS = new SecDns.DsData(12345, 13, 2, "A".repeat(64), null);

    @TempDir
    static Path directory;

    static IcannRegistry registry;
    static Registrar us;
    static Registrar rival;

    @BeforeAll
    static void start() {
        registry = new IcannRegistry(directory);
        us = registry.first;
        rival = registry.second;
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    private static DomainCommand.Create create(String name, String contact, String... hosts) {
        return IcannRegistry.create(name, contact, hosts);
    }

    private static SecDns.Create keys(SecDns.DsData data) {
        return new SecDns.Create(SecDns.Keys.ofDs(List.of(data)));
    }

    private static void assertRefused(EppResponse answer) {
        assertThat(answer.code()).as("%s", answer).isBetween(2001, 2399);
    }

    /** Our own client cannot say it. */
    private static void assertNoYearsAreRefused(DomainCommand.Create create) {
        String oneYear = new String(
                EppCodec.standard().encode(EppCommand.of(Registrar.forYears(create, 1), "NO-YEARS")),
                StandardCharsets.UTF_8);
        assertThat(oneYear).contains("unit=\"y\">1<");
        try (RawClient raw = registry.rawSession()) {
            assertRefused(raw.send(oneYear.replace("unit=\"y\">1<", "unit=\"y\">0<")));
        }
    }

    @Test
    void epp14_aCreate_isKeptAsItWasSent_andRefusedWhereSomethingCannotBe() {
        String contact = registry.contact(us);
        String host = registry.host(us);
        String name = registry.newDomain();
        assertThat(us.send(create(name, contact, host), keys(DS)).code()).isEqualTo(1000);
        EppResponse shown = us.send(DomainCommand.Info.of(name));
        DomainData.Info info = shown.data(DomainData.Info.class).orElseThrow();
        assertThat(info.roid()).matches("[A-Z0-9_]{1,80}-[A-Z0-9]{1,8}");
        assertThat(info.expiresAt()).isEqualTo(plusYears(info.createdAt(), 1));
        assertThat(info.creatorId()).isEqualTo("namestead");
        assertThat(info.clId()).isEqualTo("namestead");
        assertThat(shown.extension(SecDns.Info.class).orElseThrow().keys().dsData())
                .containsExactly(DS);
        String theirs = registry.domain(rival);
        assertThat(rival.info(theirs).clId()).isEqualTo("rival");

        assertRefused(us.send(create("bad_name.shop", contact)));
        for (int years : List.of(11, 99)) {
            assertRefused(us.send(Registrar.forYears(create(registry.newDomain(), contact), years)));
        }
        assertNoYearsAreRefused(create(registry.newDomain(), contact));
        assertRefused(us.send(create(registry.newDomain(), "NOT-THERE")));
        assertRefused(us.send(create(registry.newDomain(), contact, "ns9.not-there.test")));
        assertRefused(us.send(Registrar.thinCreate(registry.newDomain())));
        var attributes = new NameServers.Attributes(List.of(new NameServers.Attribute(host, List.of())));
        assertRefused(us.send(new DomainCommand.Create(
                registry.newDomain(),
                null,
                attributes,
                contact,
                create("x.shop", contact).contacts(),
                AuthInfo.of(""))));
        for (SecDns.DsData bad : List.of(
                new SecDns.DsData(70000, 13, 2, "A".repeat(64), null),
                new SecDns.DsData(1, 99, 2, "A".repeat(64), null),
                new SecDns.DsData(1, 13, 99, "A".repeat(64), null),
                new SecDns.DsData(1, 13, 2, "A".repeat(40), null))) {
            assertRefused(us.send(create(registry.newDomain(), contact), keys(bad)));
        }
    }

    @Test
    void epp15_whatANameRefersTo_isNotDeleted() {
        String contact = registry.contact(us);
        String host = registry.host(us);
        assertThat(us.code(create(registry.newDomain(), contact, host))).isEqualTo(1000);
        assertThat(us.code(new ContactCommand.Delete(contact))).isEqualTo(2305);
        assertThat(us.code(new HostCommand.Delete(host))).isEqualTo(2305);
    }

    private static Part hosts(String... names) {
        return new Part(NameServers.hosts(List.of(names)), List.of(), List.of());
    }

    private static Part status(String value) {
        return new Part(null, List.of(), List.of(EppStatus.of(value)));
    }

    private static EppResponse update(String name, Part add, Part remove) {
        return us.send(new DomainCommand.Update(name, add, remove, null));
    }

    @Test
    void epp16_anUpdate_changesStatusesNameServersHolderAndKeys() {
        String name = registry.domain(us);
        for (String status :
                List.of("clientDeleteProhibited", "clientHold", "clientRenewProhibited", "clientTransferProhibited")) {
            assertThat(update(name, status(status), Part.NONE).code()).isEqualTo(1000);
            assertThat(statuses(us, name)).contains(status);
            assertThat(update(name, Part.NONE, status(status)).code()).isEqualTo(1000);
            assertThat(statuses(us, name)).doesNotContain(status);
        }
        assertRefused(update(name, status("serverHold"), Part.NONE));

        String one = registry.host(us);
        String two = registry.host(us);
        assertThat(update(name, hosts(one, two), Part.NONE).code()).isEqualTo(1000);
        assertThat(update(name, Part.NONE, hosts(one)).code()).isEqualTo(1000);
        assertThat(us.info(name).nameServers().names()).containsExactly(two);
        assertRefused(update(name, hosts("ns9.not-there.test"), Part.NONE));
        var attributes = new NameServers.Attributes(List.of(new NameServers.Attribute(one, List.of())));
        assertRefused(update(name, new Part(attributes, List.of(), List.of()), Part.NONE));

        String holder = registry.contact(us);
        var toHolder = new DomainCommand.Change(holder, null);
        assertThat(us.code(new DomainCommand.Update(name, Part.NONE, Part.NONE, toHolder)))
                .isEqualTo(1000);
        assertThat(us.info(name).registrant()).isEqualTo(holder);
        assertRefused(us.send(
                new DomainCommand.Update(name, Part.NONE, Part.NONE, new DomainCommand.Change("NOT-THERE", null))));

        var bare = new DomainCommand.Update(name, Part.NONE, Part.NONE, null);
        var add = new SecDns.Update(false, null, SecDns.Keys.ofDs(List.of(DS)), null);
        var remove = new SecDns.Update(false, new SecDns.Removal.Some(List.of(DS), List.of()), null, null);
        assertThat(us.send(bare, add).code()).isEqualTo(1000);
        assertThat(us.send(DomainCommand.Info.of(name)).extension(SecDns.Info.class))
                .isPresent();
        assertThat(us.send(bare, remove).code()).isEqualTo(1000);
        assertThat(us.send(DomainCommand.Info.of(name)).extension(SecDns.Info.class))
                .isEmpty();

        assertThat(rival.code(new DomainCommand.Update(name, status("clientHold"), Part.NONE, null)))
                .isEqualTo(2201);
    }

    @Test
    void epp18_aRenewal_movesTheExpiry_tenYearsAheadAtMost() {
        String name = registry.domain(us);
        Instant expiry = us.info(name).expiresAt();
        assertThat(renew(us, name, 3).code()).isEqualTo(1000);
        assertThat(us.info(name).expiresAt()).isEqualTo(plusYears(expiry, 3));
        assertThat(graces(us, name)).contains("renewPeriod");
        assertRefused(renew(us, name, 7));
        LocalDate wrong = LocalDate.ofInstant(expiry, ZoneOffset.UTC);
        assertRefused(us.send(new DomainCommand.Renew(name, wrong, EppPeriod.years(1))));
        assertThat(us.info(name).expiresAt()).isEqualTo(plusYears(expiry, 3));
    }

    /** Its holder wants to leave: the password is set for that alone (RFC 9154). */
    private static String leaving() {
        String name = registry.domain(us);
        assertRefused(us.send(password(name, "password")));
        assertThat(us.code(password(name, IcannRegistry.SECRET))).isEqualTo(1000);
        return name;
    }

    private static DomainCommand.Update password(String name, String value) {
        return new DomainCommand.Update(name, Part.NONE, Part.NONE, new DomainCommand.Change(null, AuthInfo.of(value)));
    }

    private static DomainCommand.Transfer request(String name, Integer years, String password) {
        return new DomainCommand.Transfer(
                TransferOp.REQUEST, name, years == null ? null : EppPeriod.years(years), AuthInfo.of(password));
    }

    @Test
    void epp19_aTransfer_wantsTheRightPassword_andIsDoneWhenItIsApproved() {
        String name = leaving();
        assertRefused(rival.send(request(name, 1, "k7$Rw9-pX2!qLmZ4vT8e")));
        assertRefused(rival.send(request(name, 10, IcannRegistry.SECRET)));
        Instant expiry = us.info(name).expiresAt();
        assertThat(rival.code(request(name, 1, IcannRegistry.SECRET))).isEqualTo(1001);
        assertThat(statuses(us, name)).contains("pendingTransfer");
        assertThat(transfer(us, TransferOp.APPROVE, name).code()).isEqualTo(1000);
        DomainData.Info moved = rival.info(name);
        assertThat(moved.clId()).isEqualTo("rival");
        assertThat(moved.expiresAt()).isEqualTo(plusYears(expiry, 1));
        assertThat(moved.authInfo()).isEqualTo(AuthInfo.of(""));
        assertThat(graces(rival, name)).contains("transferPeriod");
    }

    @Test
    void epp20_aTransferThatIsRejected_changesNothing() {
        String name = leaving();
        rival.code(request(name, 1, IcannRegistry.SECRET));
        assertThat(transfer(us, TransferOp.REJECT, name).code()).isEqualTo(1000);
        assertThat(us.info(name).clId()).isEqualTo("namestead");
        assertThat(statuses(us, name)).doesNotContain("pendingTransfer");
    }

    @Test
    void epp21_aDelete_removesTheName_andThenWhatItReferredTo() {
        String contact = registry.contact(us);
        String host = registry.host(us);
        String name = registry.newDomain();
        us.code(create(name, contact, host));
        assertThat(delete(us, name).code()).isEqualTo(1000);
        assertThat(us.code(DomainCommand.Info.of(name))).isEqualTo(2303);
        assertThat(us.code(new ContactCommand.Delete(contact))).isEqualTo(1000);
        assertThat(us.code(new HostCommand.Delete(host))).isEqualTo(1000);
        assertThat(us.code(new ContactCommand.Info(contact, null))).isEqualTo(2303);
        assertThat(us.code(new HostCommand.Info(host))).isEqualTo(2303);
    }
}
