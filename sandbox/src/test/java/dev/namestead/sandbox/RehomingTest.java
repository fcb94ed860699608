package dev.namestead.sandbox;

import static dev.namestead.sandbox.testing.Registrar.thinCreate;
import static dev.namestead.sandbox.testing.Registrar.withHosts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.Poll;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.HostAddress;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.object.HostData;
import dev.namestead.sandbox.profile.ExtensionTerms;
import dev.namestead.sandbox.profile.Profiles;
import dev.namestead.sandbox.profile.RegistryProfile;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehomingTest {
    private static final RegistryProfile THICK = Profiles.builtIn("thick");
    private static final RegistryProfile THIN = Profiles.builtIn("thin");

    @TempDir
    Path directory;

    private static RegistryProfile selling(RegistryProfile like, String id, Map<String, ExtensionTerms> extensions) {
        return like.selling(id, extensions);
    }

    private Sandbox sandbox(RegistryProfile... profiles) {
        return Sandbox.in(directory, config -> config.withProfiles(List.of(profiles)));
    }

    @Test
    void whenAnotherRegistrySellsAnExtension_itsNamesAreThere_withTheirHostsAndMessages() {
        DomainData.Info before;
        try (Sandbox first = sandbox(THICK, THIN);
                Registrar us = first.thin()) {
            us.code(thinCreate("parent.com"));
            us.host("ns1.parent.com", "192.0.2.1");
            us.host("ns.elsewhere.test");
            us.code(withHosts(thinCreate("child.com"), "ns1.parent.com", "ns.elsewhere.test"));
            us.code(thinCreate("late-pending.com"));
            us.code(thinCreate("stays.net"));
            first.control().post("/clock", "{'advance': 'PT2H'}");
            before = us.info("child.com");
        }
        Map<String, ExtensionTerms> rest = new TreeMap<>(THIN.extensions());
        ExtensionTerms com = rest.remove("com");
        var verisign = selling(THIN, "comonly", Map.of("com", com));
        for (int start = 0; start < 2; start++) {
            try (Sandbox second = sandbox(THICK, selling(THIN, "thin", rest), verisign);
                    Registrar us = second.open("comonly", "namestead")) {
                assertThat(us.info("child.com")).isEqualTo(before);
                assertThat(us.info("parent.com").subordinateHosts()).containsExactly("ns1.parent.com");
                assertThat(us.data(HostData.Info.class, new HostCommand.Info("ns1.parent.com"))
                                .addresses())
                        .containsExactly(HostAddress.of("192.0.2.1"));
                assertThat(us.send(new Poll.Request())
                                .data(DomainData.PendingAction.class)
                                .orElseThrow()
                                .name())
                        .isEqualTo("late-pending.com");
                assertThat(second.thin().info("stays.net").clId()).isEqualTo("namestead");
                assertThat(second.thin().code(new Poll.Request())).isEqualTo(1300);
            }
        }
    }

    @Test
    void aRegistryThatIsNoLongerConfigured_leavesItsNamesToOthers() {
        try (Sandbox first = sandbox(THICK, THIN);
                Registrar us = first.thick()) {
            us.contact("MOVES-1");
            us.code(Registrar.thickCreate("moves.org", "MOVES-1"));
        }
        try (Sandbox second = sandbox(selling(THICK, "bigger", THICK.extensions()), THIN);
                Registrar us = second.open("bigger", "namestead")) {
            assertThat(us.info("moves.org").registrant()).isEqualTo("MOVES-1");
            assertThat(us.code(Registrar.thickCreate("next.org", "MOVES-1"))).isEqualTo(1000);
        }
        try (Sandbox third = sandbox(selling(THIN, "contactless", THICK.extensions()), THIN);
                Registrar us = third.open("contactless", "namestead")) {
            assertThat(us.info("moves.org").registrant()).isNull();
            assertThat(us.info("next.org").contacts()).isEmpty();
        }
    }
}
