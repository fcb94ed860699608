package dev.namestead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.sandbox.SandboxConfig;
import dev.namestead.sandbox.SandboxRegistries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees of a registry, which is the sandbox here. */
@Timeout(60)
final class EppSubcommandTest {

    private static SandboxRegistries sandbox;
    private static Path passwordFile;

    @TempDir
    Path directory;

    record Said(int exitCode, String out, String err) {}

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        sandbox = SandboxRegistries.start(SandboxConfig.in(folder.resolve("data")));
        passwordFile = Files.writeString(
                folder.resolve("password"), sandbox.logins().passwords().get("thin") + "\n");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void aLogin_showsTheGreeting() {
        Said said = say();
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).startsWith("greeting: ").contains("extension: urn:ietf:params:xml:ns:rgp-1.0");
        assertThat(say("hello").out()).startsWith("greeting: ");
    }

    @Test
    void aCheck_isSentInWords_andPrintedReadably() {
        Said said = say("check", "an-operator-asks.com", "gone-taken.com");
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("1000: Command completed successfully", "name (avail=1): an-operator-asks.com")
                .contains("name (avail=0): gone-taken.com");
    }

    @Test
    void aName_isMadeFromAFile_shownWithoutItsSecret_andDeleted() throws IOException {
        Path create = file(new DomainCommand.Create(
                "made-at-night.com", null, null, null, List.of(), AuthInfo.of("canary-Secret-77")));
        assertThat(say("--file", create.toString()).err()).contains("--yes");
        Said made = say("--file", create.toString(), "--yes", "--xml");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.out()).contains("creData", "SENT ", "***").doesNotContain("canary-Secret-77");
        Said info = say("info", "domain", "made-at-night.com");
        assertThat(info.out())
                .contains("  name: made-at-night.com", "authInfo: ***")
                .doesNotContain("canary-Secret-77");
        assertThat(say("delete", "made-at-night.com").err()).contains("changes something");
        assertThat(say("delete", "made-at-night.com", "--yes").exitCode()).isZero();
        Said gone = say("info", "made-at-night.com");
        assertThat(gone.exitCode()).isEqualTo(1);
        assertThat(gone.out()).contains("2303: ");
    }

    @Test
    void theQueue_isAsked() {
        assertThat(say("poll").out()).containsAnyOf("1300: ", "1301: ");
    }

    @Test
    void registriesOfASandbox_areFoundInItsDataDirectory_byTheirNames() throws IOException {
        SandboxConnection running = SandboxConnection.of(sandbox, List.of());
        for (Path settings : List.of(
                SandboxConnection.settingsOfServer(directory.resolve("served")),
                SandboxConnection.settingsApart(directory.resolve("apart")))) {
            Files.createDirectories(settings.getParent());
            running.writeSettings(settings);
            SandboxConnection.toPractice(sandbox).writeSettings(SandboxConnection.practiceBeside(settings));
        }

        for (String data : List.of("served", "apart")) {
            Said said = run(List.of(
                    "epp", "thick", "--data", directory.resolve(data).toString(), "check", "an-operator-asks.shop"));
            assertThat(said.exitCode()).as(said.err()).isZero();
            assertThat(said.out()).contains("name (avail=1): an-operator-asks.shop");
            // One that wants a certificate, and to be told in each command which of its registries is meant.
            Said practised = run(
                    List.of("epp", "v", "--data", directory.resolve(data).toString(), "check", "an-operator-asks.com"));
            assertThat(practised.exitCode())
                    .as(practised.out() + practised.err())
                    .isZero();
            assertThat(practised.out()).contains("name (avail=1): an-operator-asks.com", "subProduct: dotCOM");
        }
        Said none =
                run(List.of("epp", "thick", "--data", directory.resolve("none").toString(), "hello"));
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("--config", "--data");
    }

    @Test
    void aWrongPassword_isToldFromANetworkThatIsDown() throws IOException {
        Path wrong = Files.writeString(directory.resolve("wrong"), "wrong-PW-1");
        Said refused = sayTo(address(), wrong, List.of());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("AUTHENTICATION").doesNotContain("wrong-PW-1", "\tat ");
        assertThat(sayTo(sandbox.host() + ":1", passwordFile, List.of()).err()).contains("UNREACHABLE");
        assertThat(say("--pin", "bm8gc3VjaCBrZXk=").err()).contains("TLS", "not pinned");
    }

    @Test
    void prices_areAsked_whereTheRegistryTellsThem() throws IOException {
        Path password = Files.writeString(
                directory.resolve("thick"), sandbox.logins().passwords().get("thick"));
        Said said = sayTo(
                sandbox.host() + ":" + sandbox.port("thick"), password, List.of("prices", "an-operator-asks.shop"));
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains("objID: an-operator-asks.shop", "name=create", "name=restore", "currency: USD");
        assertThat(say("prices", "an-operator-asks.com").err()).contains("tells no prices");
    }

    @Test
    void whatSpeaksNoTls_isToldByItself() throws Exception {
        try (var other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var connection = other.accept()) {
                    connection.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
                    connection.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The test is over.
                }
            });
            Said said = sayTo("127.0.0.1:" + other.getLocalPort(), passwordFile, List.of());
            assertThat(said.exitCode()).isEqualTo(Main.REFUSED);
            assertThat(said.err()).contains("speaks no TLS", "700").doesNotContain("SSL message");
        }
        assertThat(sayTo("127.0.0.1:70000", passwordFile, List.of()).err()).contains("a port is a number");
        assertThat(say("--server-name", "registry.example", "hello").err()).contains("--server-name says");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frobnicate",
                "check",
                "info a b",
                "renew a.com tomorrow",
                "renew a.com 2028-02-29 100",
                "prices",
                "transfer request a.com",
                "status a"
            })
    void whatIsNoCommand_isRefused_beforeAnythingIsSent(String words) {
        Said said = say(words.split(" "));
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).doesNotContain("\tat ");
    }

    @Test
    void aPassword_isChangedInTwoPhases(@TempDir Path own) throws IOException {
        try (var other = SandboxRegistries.start(SandboxConfig.in(own.resolve("data")))) {
            String address = other.host() + ":" + other.port("thin");
            Path current = Files.writeString(
                    own.resolve("password"), other.logins().passwords().get("thin"));
            Path next = Files.writeString(own.resolve("next"), "next-PW-77\n");
            List<String> change = List.of("--new-password-file", next.toString());
            Said changed = sayTo(other, address, current, change);
            assertThat(changed.exitCode()).as(changed.err()).isZero();
            assertThat(changed.out()).contains("the old one is given up");
            assertThat(current).content().isEqualTo("next-PW-77\n");
            assertThat(sayTo(other, address, current, List.of("check", "a.com")).exitCode())
                    .isZero();
        }
    }

    @Test
    void aRegistryOfTheConfiguration_isFoundByItsId() throws IOException {
        Path settings = directory.resolve("registries.yaml");
        SandboxConnection.of(sandbox, List.of()).writeSettings(settings);
        Said said = run(List.of("epp", "thin", "--config", settings.toString(), "check", "by-id.com"));
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains("by-id.com");
        assertThat(run(List.of("epp", "nowhere", "--config", settings.toString()))
                        .err())
                .contains("nowhere is neither");
    }

    @Test
    void subProducts_areSaidOnTheCommandLineToo() throws IOException {
        Path password = Files.writeString(
                directory.resolve("v"), sandbox.logins().passwords().get("v"));
        String us = sandbox.logins().registrar();
        List<String> check = List.of(
                "--certificate", sandbox.certificatePem(us).toString(),
                "--key", sandbox.keyPem(us).toString(),
                "check", "an-operator-asks.net");
        String address = sandbox.host() + ":" + sandbox.port("v");
        assertThat(sayTo(address, password, check).out()).contains("2306: ");

        List<String> complete = new ArrayList<>(List.of("--sub-product", "net=dotNET"));
        complete.addAll(check);
        assertThat(sayTo(address, password, complete).out()).contains("1000: ", "subProduct: dotNET");
    }

    @Test
    void timeOut_isWrittenAsInTheConfiguration() {
        assertThat(say("--timeout", "15s", "check", "in-time.com").exitCode()).isZero();
        for (String wrong : List.of("PT5S", "5", "0s", "5 s")) {
            Said said = say("--timeout", wrong, "check", "in-time.com");
            assertThat(said.exitCode()).isEqualTo(Main.REFUSED);
            assertThat(said.err())
                    .contains("--timeout", "must be from 1s to 9999s")
                    .doesNotContain("java.");
        }
    }

    @Test
    void registryWhoseAuthorityIsNotNamed_isNotTrusted_andWhatToDoIsSaid() {
        Said said = run(List.of(
                "epp",
                address(),
                "--user",
                sandbox.logins().registrar(),
                "--password-file",
                passwordFile.toString(),
                "check",
                "untrusted.com"));

        assertThat(said.exitCode()).isEqualTo(Main.REFUSED);
        assertThat(said.err()).contains("--ca").doesNotContain("PKIX", "sun.");
    }

    private Path file(DomainCommand command) throws IOException {
        byte[] xml = EppCodec.standard().encode(EppCommand.of(command, "OPERATOR-file-1"));
        return Files.write(directory.resolve("command.xml"), xml);
    }

    private static String address() {
        return sandbox.host() + ":" + sandbox.port("thin");
    }

    private static Said say(String... words) {
        return sayTo(address(), passwordFile, List.of(words));
    }

    private static Said sayTo(String address, Path password, List<String> words) {
        return sayTo(sandbox, address, password, words);
    }

    private static Said sayTo(SandboxRegistries registries, String address, Path password, List<String> words) {
        List<String> all = new ArrayList<>(List.of(
                "epp",
                address,
                "--user",
                registries.logins().registrar(),
                "--password-file",
                password.toString(),
                "--ca",
                registries.authorityPem().toString()));
        all.addAll(words);
        return run(all);
    }

    private static Said run(List<String> words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exitCode = Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                words.toArray(String[]::new));
        return new Said(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
