package dev.namestead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees who types; everything runs in this process. */
final class CommandLineTest {

    @TempDir
    Path directory;

    record Said(int exitCode, String out, String err) {}

    @ParameterizedTest
    @ValueSource(strings = {"serv", "account", "account make", "token create", "version --loud", "account list --data"})
    void wrongUse_isRefusedWithHelpAndWithoutAStackTrace(String words) {
        Said said = say(words.split(" "));
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("Usage: namestead").doesNotContain("\tat ");
        assertThat(said.out()).isEmpty();
    }

    @Test
    void nothing_showsTheCommands() {
        Said said = say();
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("account", "token", "version");
    }

    @Test
    void version_saysWhatRuns() {
        Said said = say("version");
        assertThat(said.exitCode()).isZero();
        assertThat(said.out()).startsWith("namestead ").contains("Java 2");
    }

    @Test
    void aConfigurationWithFiveMistakes_isRefusedWithAllOfThem_andNothingIsMade() throws IOException {
        Path file = directory.resolve("namestead.yaml");
        Files.writeString(file, """
                mode: test
                http: {port: -1}
                database: {url: mysql, user: u}
                colour: blue
                """);
        Path data = directory.resolve("data");
        Said said = say("account", "list", "--config", file.toString(), "--data", data.toString());
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err().lines())
                .hasSize(5)
                .allMatch(line -> line.matches("namestead: .*namestead.yaml:\\d+:\\d+: [a-z_.]+: .*"));
        assertThat(data).doesNotExist();
    }

    @Test
    void anAccountAndItsToken_areMadeListedAndRevoked() {
        String[] data = {"--data", directory.resolve("data").toString()};
        String account =
                ok("account", "create", "Example Ltd", data[0], data[1]).strip();
        assertThat(account).matches("[0-9a-f]{32}");
        assertThat(ok("account", "list", data[0], data[1])).contains(account, "0/100 domains", "Example Ltd");
        assertThat(ok("token", "create", account, "--name", "ci", "--expires-in", "P1D", data[0], data[1]))
                .isNotBlank();
        String listed = ok("token", "list", account, data[0], data[1]);
        assertThat(listed).contains("read+write", "expires", "ci");
        String id = listed.split(" ")[0];
        ok("token", "revoke", id, data[0], data[1]);
        assertThat(ok("token", "list", account, data[0], data[1])).contains("revoked");
        assertThat(say("token", "revoke", id, data[0], data[1]).err()).contains("no token in force");
    }

    private static String ok(String... words) {
        Said said = say(words);
        assertThat(said.exitCode()).as(said.err()).isZero();
        return said.out();
    }

    private static Said say(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                words);
        return new Said(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
