package dev.namestead.sandbox.icann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.NoSessionException;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.sandbox.testing.RawClient;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Greeting, login, and the check of names. */
class IcannSessionTest {
    @TempDir
    static Path directory;

    static IcannRegistry registry;

    @BeforeAll
    static void start() {
        registry = new IcannRegistry(directory);
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void epp02_theGreeting_namesServerTimeVersionLanguageAndServices() {
        try (RawClient client = registry.connect()) {
            Greeting greeting = client.greeting();
            assertThat(greeting.svId()).isNotBlank();
            assertThat(greeting.svDate())
                    .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(30));
            assertThat(greeting.versions()).containsExactly("1.0");
            assertThat(greeting.languages())
                    .contains("en")
                    .allMatch(lang -> lang.matches("[a-z]{2,8}(-[A-Za-z0-9]+)*"));
            assertThat(greeting.objUris())
                    .containsExactlyInAnyOrder(EppNamespace.DOMAIN, EppNamespace.HOST, EppNamespace.CONTACT);
            assertThat(greeting.extUris())
                    .contains(EppNamespace.SECDNS, EppNamespace.RGP, EppNamespace.LAUNCH)
                    .as("recommended")
                    .contains(
                            EppNamespace.SECURE_AUTH_INFO,
                            EppNamespace.UNHANDLED,
                            EppNamespace.LOGIN_SEC,
                            EppNamespace.CHANGE_POLL)
                    .allMatch(uri -> uri.startsWith("urn:ietf:params:xml:ns:"));
        }
    }

    @Test
    void epp03_aLogin_needsIdPasswordAndTheRightCertificate() {
        String right = registry.password("namestead");
        assertRefused(new EppCredentials("nobody-1", right, null, Registrar.OBJECTS, List.of()), "namestead");
        assertRefused(
                new EppCredentials("namestead", "wrong-password", null, Registrar.OBJECTS, List.of()), "namestead");
        var good = new EppCredentials("namestead", right, null, Registrar.OBJECTS, List.of(EppNamespace.LOGIN_SEC));
        assertRefused(good, "rival");
        assertRefused(good, null);
        try (Sandbox stranger = Sandbox.in(directory.resolve("stranger"))) {
            assertThatThrownBy(() -> registry.sandbox().loginShownBy(IcannRegistry.ID, good, stranger))
                    .isInstanceOf(NoSessionException.class);
        }
        registry.sandbox().open(IcannRegistry.ID, "namestead").close();
    }

    private static void assertRefused(EppCredentials credentials, String certificateOf) {
        assertThatThrownBy(() -> registry.sandbox().login(IcannRegistry.ID, credentials, certificateOf))
                .isInstanceOf(NoSessionException.class);
    }

    @Test
    void epp04_aCheck_tellsFreeNames_registeredNames_andThoseThatCannotBe() {
        String registered = registry.domain(registry.first);
        assertThat(available(registered)).isFalse();
        assertThat(available(registry.newDomain())).isTrue();
        for (String invalid : List.of("-begins.shop", "ends-.shop", "has_underscore.shop", "a..shop", "bad!.shop")) {
            assertThat(available(invalid)).as(invalid).isFalse();
        }
    }

    private static boolean available(String name) {
        return registry.first.data(DomainData.Checked.class, new DomainCommand.Check(List.of(name))).results().stream()
                .allMatch(CheckResult::available);
    }
}
