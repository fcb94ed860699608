package dev.namestead.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.HostAddress;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.object.HostCommand.Part;
import dev.namestead.epp.object.HostData;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostRulesTest {
    @TempDir
    static Path directory;

    static Sandbox sandbox;
    static Registrar us;
    static Registrar rival;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.in(directory);
        us = sandbox.thin();
        rival = sandbox.rivalAt("thin");
        us.code(Registrar.thinCreate("parent.com"));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static HostCommand.Create create(String name, String... addresses) {
        return new HostCommand.Create(
                name, Arrays.stream(addresses).map(HostAddress::of).toList());
    }

    private static Part addresses(String... addresses) {
        return new Part(Arrays.stream(addresses).map(HostAddress::of).toList(), List.of());
    }

    private static Part statuses(String... statuses) {
        return new Part(List.of(), Arrays.stream(statuses).map(EppStatus::of).toList());
    }

    @Test
    void aHost_isCreatedOnce_shownAndDeleted() {
        assertThat(us.code(create("ns1.parent.com", "192.0.2.1", "2001:DB8::1")))
                .isEqualTo(1000);
        assertThat(us.code(create("ns1.parent.com", "192.0.2.1"))).isEqualTo(2302);
        HostData.Info info = us.data(HostData.Info.class, new HostCommand.Info("ns1.parent.com"));
        assertThat(info.addresses())
                .containsExactlyInAnyOrder(HostAddress.of("192.0.2.1"), HostAddress.of("2001:db8::1"));
        assertThat(info.statuses()).extracting(EppStatus::value).containsExactly("ok");
        var checked = us.data(
                HostData.Checked.class, new HostCommand.Check(List.of("ns1.parent.com", "free.parent.com", "bad_")));
        assertThat(checked.results()).extracting(CheckResult::available).containsExactly(false, true, false);
        assertThat(us.code(new HostCommand.Delete("ns1.parent.com"))).isEqualTo(1000);
        assertThat(us.code(new HostCommand.Info("ns1.parent.com"))).isEqualTo(2303);
    }

    @ParameterizedTest
    @CsvSource({
        "ns1.absent.com, 192.0.2.1, 2303",
        "glueless.parent.com, , 2003",
        "ns1.elsewhere.test, 192.0.2.1, 2306",
        "NS1.parent.com, 192.0.2.1, 2005",
        "nohost, , 2005",
    })
    void aHostThatCannotBe_isRefused(String name, String address, int code) {
        assertThat(us.code(address == null ? create(name) : create(name, address)))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.256", "192.0.2", "2001:db8:::1", "1:2:3:4:5:6:7", "2001:db8::12345", "::1::"})
    void anAddressThatIsNone_isRefusedWith2005(String address) {
        assertThat(us.code(create("badaddress.parent.com", address))).isEqualTo(2005);
    }

    @Test
    void aHostUnderAForeignName_isRefusedWith2201() {
        assertThat(rival.code(create("ns8.parent.com", "192.0.2.1"))).isEqualTo(2201);
    }

    @Test
    void aLinkedHost_staysWhileDomainsUseIt() {
        us.host("linked.elsewhere.test");
        us.code(Registrar.withHosts(Registrar.thinCreate("linker.com"), "linked.elsewhere.test"));
        assertThat(us.data(HostData.Info.class, new HostCommand.Info("linked.elsewhere.test"))
                        .statuses())
                .extracting(EppStatus::value)
                .contains("linked");
        assertThat(us.code(new HostCommand.Delete("linked.elsewhere.test"))).isEqualTo(2305);
        assertThat(us.code(new DomainCommand.Delete("linker.com"))).isEqualTo(1000);
        assertThat(us.code(new HostCommand.Delete("linked.elsewhere.test"))).isEqualTo(1000);
    }

    @Test
    void anotherRegistrar_mayUseAHost_butNotChangeIt() {
        us.host("shared.elsewhere.test");
        assertThat(rival.code(Registrar.withHosts(Registrar.thinCreate("user.com"), "shared.elsewhere.test")))
                .isEqualTo(1000);
        assertThat(rival.code(new HostCommand.Delete("shared.elsewhere.test"))).isEqualTo(2201);
        assertThat(rival.code(new HostCommand.Update("shared.elsewhere.test", Part.NONE, Part.NONE, "x.test.test")))
                .isEqualTo(2201);
    }

    @Test
    void addressesAndStatuses_changeByDifference() {
        us.host("change.parent.com", "192.0.2.1");
        String name = "change.parent.com";
        assertThat(us.code(new HostCommand.Update(name, addresses("192.0.2.2"), addresses("192.0.2.1"), null)))
                .isEqualTo(1000);
        assertThat(us.code(new HostCommand.Update(name, addresses("192.0.2.2"), Part.NONE, null)))
                .isEqualTo(2306);
        assertThat(us.code(new HostCommand.Update(name, Part.NONE, addresses("192.0.2.9"), null)))
                .isEqualTo(2306);
        assertThat(us.code(new HostCommand.Update(name, Part.NONE, addresses("192.0.2.2"), null)))
                .isEqualTo(2003);
        assertThat(us.code(new HostCommand.Update(name, statuses("clientDeleteProhibited"), Part.NONE, null)))
                .isEqualTo(1000);
        assertThat(us.code(new HostCommand.Delete(name))).isEqualTo(2304);
        assertThat(us.code(new HostCommand.Update(name, statuses("clientHold"), Part.NONE, null)))
                .isEqualTo(2306);
    }

    @Test
    void aRenamedHost_isFollowedByItsDomains() {
        us.host("old.parent.com", "192.0.2.1");
        us.code(Registrar.withHosts(Registrar.thinCreate("follower.com"), "old.parent.com"));
        assertThat(us.code(new HostCommand.Update("old.parent.com", Part.NONE, Part.NONE, "new.parent.com")))
                .isEqualTo(1000);
        assertThat(us.info("follower.com").nameServers().names()).containsExactly("new.parent.com");
        assertThat(us.code(new HostCommand.Info("old.parent.com"))).isEqualTo(2303);
        assertThat(us.info("parent.com").subordinateHosts()).contains("new.parent.com");
    }

    @Test
    void aHostOfElsewhere_thatAnothersDomainUses_isNotRenamed() {
        us.host("common.elsewhere.test");
        rival.code(Registrar.withHosts(Registrar.thinCreate("commoner.com"), "common.elsewhere.test"));
        assertThat(us.code(new HostCommand.Update("common.elsewhere.test", Part.NONE, Part.NONE, "c2.elsewhere.test")))
                .isEqualTo(2305);
    }
}
