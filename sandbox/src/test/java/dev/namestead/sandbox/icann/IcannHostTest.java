package dev.namestead.sandbox.icann;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainCommand.Part;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.HostAddress;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.object.HostData;
import dev.namestead.epp.object.NameServers;
import dev.namestead.sandbox.testing.Registrar;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Host objects. */
class IcannHostTest {
    @TempDir
    static Path directory;

    static IcannRegistry registry;
    static Registrar us;

    @BeforeAll
    static void start() {
        registry = new IcannRegistry(directory);
        us = registry.first;
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    private static HostCommand.Create create(String name, String... addresses) {
        return new HostCommand.Create(name, addresses(addresses));
    }

    private static List<HostAddress> addresses(String... texts) {
        return Arrays.stream(texts).map(HostAddress::of).toList();
    }

    private static HostData.Info read(String name) {
        return us.data(HostData.Info.class, new HostCommand.Info(name));
    }

    private static HostCommand.Update rename(String from, String to) {
        return new HostCommand.Update(from, HostCommand.Part.NONE, HostCommand.Part.NONE, to);
    }

    @Test
    void epp05_aCheck_tellsFreeHosts_registeredHosts_andThoseThatCannotBe() {
        String registered = registry.host(us);
        var results = us.data(
                        HostData.Checked.class,
                        new HostCommand.Check(List.of(registered, registry.newHost(), "bad_.test", "-a.test")))
                .results();
        assertThat(results).extracting(each -> each.available()).containsExactly(false, true, false, false);
    }

    @Test
    void epp11_aCreate_isKeptAsItWasSent_andRefusedWhereSomethingCannotBe() {
        String domain = registry.domain(us);
        assertThat(us.code(create("ns1." + domain, "192.0.2.10", "2001:db8::10")))
                .isEqualTo(1000);
        assertThat(read("ns1." + domain).addresses())
                .containsExactlyInAnyOrderElementsOf(addresses("192.0.2.10", "2001:db8::10"));
        String outside = registry.newHost();
        assertThat(us.code(create(outside))).isEqualTo(1000);
        assertThat(read(outside).name()).isEqualTo(outside);
        for (HostCommand.Create bad : List.of(
                create("bad_." + domain, "192.0.2.1"),
                create("-bad." + domain, "192.0.2.1"),
                create("ns2." + domain, "192.0.2.256"),
                create("ns2." + domain, "192.0.2"),
                create("ns2." + domain, "2001:db8::1::2"),
                create("ns2." + domain, "2001:db8:xyz::1"))) {
            assertThat(us.code(bad)).as("%s", bad).isBetween(2001, 2399);
        }
    }

    @Test
    void epp12_aHost_isNoBusinessOfAnotherRegistrar() {
        String name = registry.host(us);
        assertThat(registry.second.code(rename(name, registry.newHost()))).isEqualTo(2201);
    }

    @Test
    void epp13_anUpdate_isKeptAsItWasSent_andRefusedWhereSomethingCannotBe() {
        String host = "ns1." + registry.domain(us);
        us.code(create(host, "192.0.2.20"));
        EppStatus prohibited = EppStatus.of(EppStatus.CLIENT_DELETE_PROHIBITED);
        var add = new HostCommand.Part(addresses("192.0.2.21"), List.of(prohibited));
        var remove = new HostCommand.Part(addresses("192.0.2.20"), List.of());
        assertThat(us.code(new HostCommand.Update(host, add, remove, null))).isEqualTo(1000);
        assertThat(read(host).addresses()).containsExactlyElementsOf(addresses("192.0.2.21"));
        assertThat(read(host).statuses()).contains(prohibited);
        for (HostCommand.Part bad : List.of(
                new HostCommand.Part(addresses("192.0.2.999"), List.of()),
                new HostCommand.Part(addresses("2001:db8::g"), List.of()),
                new HostCommand.Part(List.of(), List.of(EppStatus.of("serverHold"))),
                new HostCommand.Part(List.of(), List.of(EppStatus.of("linked"))))) {
            assertThat(us.code(new HostCommand.Update(host, bad, HostCommand.Part.NONE, null)))
                    .as("%s", bad)
                    .isBetween(2001, 2399);
        }
    }

    @Test
    void epp23_aRename_goesWhereTheRegistrarMay() {
        String ours = registry.domain(us);
        String theirs = registry.domain(registry.second);
        String host = "ns1." + ours;
        us.code(create(host, "192.0.2.30"));
        assertThat(us.code(rename(host, "bad_name." + ours))).isBetween(2001, 2399);
        assertThat(us.code(rename(host, "ns1.not-registered-" + ours))).isBetween(2001, 2399);
        assertThat(us.code(rename(host, "ns1." + theirs))).isBetween(2001, 2399);
        assertThat(us.code(rename(host, "ns2." + ours))).isEqualTo(1000);
        assertThat(read("ns2." + ours).addresses()).containsExactlyElementsOf(addresses("192.0.2.30"));

        String outside = registry.host(us);
        String moved = registry.newHost();
        assertThat(us.code(rename(outside, moved))).isEqualTo(1000);
        String another = registry.domain(us);
        assertThat(us.code(new HostCommand.Update(
                        moved,
                        new HostCommand.Part(addresses("192.0.2.31"), List.of()),
                        HostCommand.Part.NONE,
                        "ns1." + another)))
                .isEqualTo(1000);
        String shared = registry.host(us);
        registry.domain(registry.second, shared);
        assertThat(us.code(rename(shared, registry.newHost()))).isEqualTo(2305);
    }

    @Test
    void epp24_aDelete_removesIt() {
        String name = registry.host(us);
        assertThat(us.code(new HostCommand.Delete(name))).isEqualTo(1000);
        assertThat(us.code(new HostCommand.Info(name))).isEqualTo(2303);
    }

    @Test
    void epp25_aHostBelowAForeignName_isRefused_withGlueAndWithout() {
        String theirs = registry.domain(us);
        assertThat(registry.second.code(create("ns1." + theirs, "192.0.2.40"))).isBetween(2001, 2399);
        assertThat(registry.second.code(create("ns1." + theirs, "2001:db8::40")))
                .isBetween(2001, 2399);
        assertThat(registry.second.code(create("ns1." + theirs))).isBetween(2001, 2399);
    }

    @Test
    void epp26_glueBelowAForeignDelegatedName_isRefused() {
        String theirs = registry.domain(us, registry.host(us), registry.host(us));
        assertThat(registry.second.code(create("victim." + theirs, "192.0.2.50")))
                .isBetween(2001, 2399);
    }

    @Test
    void epp27_aNameIsNotDelegatedToAHostBelowItWithoutGlue() {
        String name = registry.domain(us, registry.host(us));
        String below = "glueless." + name;
        if (registry.second.code(create(below)) < 2000) {
            var add = new Part(NameServers.hosts(List.of(below)), List.of(), List.of());
            assertThat(us.code(new DomainCommand.Update(name, add, Part.NONE, null)))
                    .isBetween(2001, 2399);
        }
    }
}
