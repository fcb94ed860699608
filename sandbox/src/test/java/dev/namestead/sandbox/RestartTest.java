package dev.namestead.sandbox;

import static dev.namestead.sandbox.testing.Registrar.thinCreate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.Poll;
import dev.namestead.epp.client.NoAnswerException;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.ContactData;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.sandbox.profile.Profiles;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
    @TempDir
    Path directory;

    @Test
    void everything_isThereAgain() {
        DomainData.Info domain;
        ContactData.Info contact;
        int port;
        try (Sandbox before = Sandbox.in(directory);
                Registrar us = before.thick()) {
            port = before.registries().port("thick");
            us.contact("KEPT-1");
            us.code(Registrar.thickCreate("parent.org", "KEPT-1"));
            us.host("ns1.parent.org", "192.0.2.1");
            us.code(Registrar.withHosts(Registrar.thickCreate("kept.org", "KEPT-1"), "ns1.parent.org"));
            us.code(Registrar.thickCreate("gone.org", "KEPT-1"));
            us.code(new DomainCommand.Delete("gone.org"));
            us.code(Registrar.thickCreate("kept-pending.org", "KEPT-1"));
            before.control().post("/clock", "{'advance': 'PT2H'}");
            domain = us.info("kept.org");
            contact = us.data(ContactData.Info.class, new ContactCommand.Info("KEPT-1", null));
        }
        try (Sandbox after = Sandbox.in(directory);
                Registrar us = after.thick()) {
            assertThat(after.registries().port("thick")).isEqualTo(port);
            assertThat(us.info("kept.org")).isEqualTo(domain);
            assertThat(us.data(ContactData.Info.class, new ContactCommand.Info("KEPT-1", null)))
                    .isEqualTo(contact);
            assertThat(us.available("gone.org")).isTrue();
            assertThat(us.code(new Poll.Request())).isEqualTo(1301);
            assertThat(us.code(new ContactCommand.Delete("KEPT-1"))).isEqualTo(2305);
            us.code(Registrar.thickCreate("new.org", "KEPT-1"));
            assertThat(us.info("new.org").roid())
                    .isNotEqualTo(us.info("kept-pending.org").roid());
        }
    }

    @Test
    void aJournalThatWasWrittenAnew_holdsTheSame() {
        DomainData.Info domain;
        String lastRoid;
        try (Sandbox before = Sandbox.in(directory);
                Registrar us = before.thick()) {
            us.contact("KEPT-2");
            us.code(Registrar.thickCreate("compact.org", "KEPT-2"));
            us.host("ns1.compact.org", "192.0.2.1");
            us.code(Registrar.thickCreate("compact-pending.org", "KEPT-2"));
            us.code(Registrar.thickCreate("compact-transferrejected.org", "KEPT-2"));
            before.control().post("/clock", "{'advance': 'PT2H'}");
            before.control().post("/faults", "{'command': 'domain:renew', 'action': 'result', 'code': 2400}");
            us.code(Registrar.thickCreate("last.org", "KEPT-2"));
            lastRoid = us.info("last.org").roid();
            us.code(new DomainCommand.Delete("last.org"));
            domain = us.info("compact.org");
        }
        repeatTheJournal("registry-thick");
        repeatTheJournal("world");
        for (int start = 0; start < 2; start++) {
            try (Sandbox after = Sandbox.in(directory);
                    Registrar us = after.thick()) {
                assertThat(us.info("compact.org")).isEqualTo(domain);
                assertThat(us.info("compact.org").subordinateHosts()).containsExactly("ns1.compact.org");
                assertThat(us.send(new Poll.Request()).messageQueue().count()).isEqualTo(1);
                assertThat(us.code(new ContactCommand.Delete("KEPT-2"))).isEqualTo(2305);
                us.code(Registrar.thickCreate("next" + start + ".org", "KEPT-2"));
                assertThat(us.info("next" + start + ".org").roid()).isNotEqualTo(lastRoid);
                assertThat(after.control().get("/faults").get("faults").size()).isEqualTo(1);
                assertThat(Instant.parse(
                                after.control().get("/clock").get("now").asString()))
                        .isAfter(Instant.now().plus(Duration.ofHours(1)));
            }
        }
    }

    /** Events are whole objects: the same again tell nothing new, but make a journal long. */
    private void repeatTheJournal(String name) {
        Path file = directory.resolve(name + ".journal");
        try {
            List<String> lines = Files.readAllLines(file);
            long before = Files.size(file);
            try (var out = Files.newBufferedWriter(file)) {
                for (int written = 0; written < 10_500; written += lines.size()) {
                    for (String line : lines) {
                        out.write(line + "\n");
                    }
                }
            }
            Sandbox.in(directory).close();
            assertThat(Files.size(file)).isLessThan(2 * before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLostReply_isNotLostAgain_afterARestart() {
        try (Sandbox before = Sandbox.in(directory);
                Registrar us = before.thin()) {
            assertThatThrownBy(() -> us.trySend(thinCreate("x-lostreply.com"))).isInstanceOf(NoAnswerException.class);
        }
        try (Sandbox after = Sandbox.in(directory);
                Registrar us = after.thin()) {
            assertThat(us.code(new DomainCommand.Delete("x-lostreply.com"))).isEqualTo(1000);
            assertThat(us.code(thinCreate("x-lostreply.com"))).isEqualTo(1000);
        }
    }

    @Test
    void aDirectoryInUse_isRefused_andTheFirstRunsOn() {
        try (Sandbox first = Sandbox.in(directory)) {
            assertThatThrownBy(() -> Sandbox.in(directory))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use");
            first.thin().close();
        }
    }

    @Test
    void aPortThatIsTaken_isRefused_andNothingIsLeftRunning(@TempDir Path other) {
        try (Sandbox first = Sandbox.in(directory)) {
            var config = SandboxConfig.in(other)
                    .withPorts(Map.of("thin", first.registries().port("thin")), 0);
            assertThatThrownBy(() -> SandboxRegistries.start(config))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is taken");
            SandboxRegistries.start(SandboxConfig.in(other)).close();
        }
    }

    @Test
    void theProgram_writesItsAddresses_forItsOwnerOnly() throws Exception {
        var out = new ByteArrayOutputStream();
        try (SandboxRegistries registries = SandboxProgram.run(
                SandboxProgram.Arguments.in(directory), new PrintStream(out, true, StandardCharsets.UTF_8))) {
            Path file = directory.resolve("sandbox-registries.env");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readAllLines(file))
                    .contains(
                            "export EPP_THICK_HOST=127.0.0.1",
                            "export EPP_THICK_PORT=" + registries.port("thick"),
                            "export EPP_THICK_USER=namestead",
                            "export EPP_THIN_PORT=" + registries.port("thin"),
                            "export EPP_THIN_OTHER_USER=rival",
                            "export SANDBOX_CONTROL_URL=" + registries.controlUrl(),
                            "export SANDBOX_CONTROL_TOKEN=" + registries.controlToken())
                    .anyMatch(line -> line.startsWith("export EPP_CA=") && line.endsWith("ca.pem"))
                    .anyMatch(line -> line.matches("export EPP_THICK_PASSWORD=[A-Za-z0-9]{16}"));
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("Registry thick", "Registry thin", "Control address", file.toString())
                    .doesNotContain(registries.controlToken());
        }
    }

    @Test
    void profiles_sellTheirExtensions_once() {
        var thick = Profiles.builtIn("thick");
        var thin = Profiles.builtIn("thin");
        assertThat(thin.extensions().keySet())
                .containsExactlyInAnyOrder("com", "net", "cc", "app", "dev", "page", "day", "ing");
        assertThat(thick.extensions()).hasSize(34);
        assertThat(thick.terms("ai").shortest()).isEqualTo(2);
        assertThat(thick.terms("shop").price().create(2)).isEqualByComparingTo("21.60");
        assertThatThrownBy(() -> Profiles.checkDisjoint(List.of(thick, thick)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two registries");
    }
}
