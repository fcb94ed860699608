package dev.namestead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.server.account.Account;
import dev.namestead.server.addressbook.AddressBookEntry;
import dev.namestead.server.addressbook.AddressBookStore;
import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.app.ServerKey;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.audit.AuditChain;
import dev.namestead.server.database.Database;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

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
    void everyOptionAndParameter_hasADescription() {
        List<String> bare = new ArrayList<>();
        collectUndescribed(Main.commands(), bare);
        assertThat(bare).isEmpty();
    }

    private static void collectUndescribed(CommandLine command, List<String> into) {
        for (CommandLine.Model.ArgSpec each : command.getCommandSpec().args()) {
            if (String.join("", each.description()).isBlank()) {
                into.add(command.getCommandSpec().qualifiedName() + " " + each.paramLabel());
            }
        }
        command.getSubcommands().values().forEach(below -> collectUndescribed(below, into));
    }

    @Test
    void aDataDirectoryThatCannotBe_isRefusedWithTheReason() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        for (String command : List.of("serve --port 0", "sandbox", "account create Somebody")) {
            assertRefusedDirectory(command, file.resolve("below"), file + " is a file");
            if (Files.isDirectory(Path.of("/proc/self"))) {
                assertRefusedDirectory(command, Path.of("/proc/nope"), "nothing can be made in /proc");
            }
        }
    }

    /** Else a directory that is mistyped were an empty one, whose books are right. */
    @Test
    void aDirectoryWithoutADatabase_isNotTakenForAnEmptyOne() {
        Path nowhere = directory.resolve("mistyped");
        for (String command :
                List.of("reconcile", "audit verify", "account list", "poll-messages", "drift", "mail undelivered")) {
            Said said = say((command + " --data " + nowhere).split(" "));

            assertThat(said.exitCode()).as(said.err()).isEqualTo(2);
            assertThat(said.err().strip()).isEqualTo("namestead: There is no database in " + nowhere);
        }
        assertThat(nowhere).doesNotExist();
    }

    private static void assertRefusedDirectory(String command, Path data, String reason) {
        Said said = say((command + " --data " + data).split(" "));
        assertThat(said.exitCode()).as(said.err()).isEqualTo(2);
        assertThat(said.err().strip())
                .isEqualTo("namestead: the data directory " + data + " cannot be used: " + reason);
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

    @Test
    void anAuditEntryThatWasChanged_isNamed() {
        String data = directory.resolve("data").toString();
        ok("account", "create", "Example Ltd", "--data", data);
        assertThat(ok("audit", "verify", "--data", data))
                .contains("0 entries are sealed and as they were written", "1 are not sealed yet");
        Configuration configuration = Configuration.sandbox(Path.of(data));
        try (Operations operations = Operations.on(configuration)) {
            Database database = operations.database().database();
            assertThat(new AuditChain(database, ServerKey.of(configuration, database)::tag).seal())
                    .isOne();
        }
        String known =
                ok("audit", "verify", "--data", data).lines().toList().getLast().substring("known: ".length());
        assertThat(ok("audit", "verify", "--known", known, "--data", data)).contains("1 entries are sealed and");

        try (Operations operations = Operations.on(configuration)) {
            operations
                    .database()
                    .database()
                    .transact(tx -> tx.sql()
                            .sql("UPDATE audit_entry SET actor_id = 'somebody-else'")
                            .update());
        }
        Said said = say("audit", "verify", "--data", data);
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err().strip()).isEqualTo("namestead: entry 1 is not as it was sealed");
        assertThat(said.out()).doesNotContain("as they were written");
    }

    @Test
    void aMissingConfiguration_isToldWithoutAJavaName() {
        Path file = directory.resolve("none.yaml");
        Said said = say("account", "list", "--config", file.toString());
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err().strip()).isEqualTo("namestead: " + file + " cannot be read: no such file");
    }

    @Test
    void anAccount_isGivenWhatARegistrationNeeds() {
        String data = directory.resolve("data").toString();
        String account = ok(
                        "account", "create", "A Ltd", "--limit", "7", "--accept-agreement", "2026-01", "--data", data)
                .strip();
        String later = ok("account", "create", "B Ltd", "--data", data).strip();
        ok("account", "agree", later, "2026-02", "--data", data);
        ok(contact(later, "+44.2071234567", data));

        Said wrong = say(contact(account, "555 1234", data));
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .startsWith("namestead: phone must have the form")
                .hasLineCount(1);
        assertThat(wrong.out()).isEmpty();

        String nobody = "0".repeat(32);
        for (Said said : List.of(
                say("account", "agree", nobody, "2026-01", "--data", data),
                say(contact(nobody, "+44.2071234567", data)))) {
            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).isEqualToIgnoringNewLines("namestead: There is no account " + nobody);
        }
        assertThat(say("account", "agree", account, "", "--data", data).err()).startsWith("namestead: VERSION must");

        try (Operations operations = Operations.on(Configuration.sandbox(Path.of(data)))) {
            assertThat(agreement(operations, account)).isEqualTo("2026-01");
            assertThat(agreement(operations, later)).isEqualTo("2026-02");
            Database database = operations.database().database();
            AddressBookStore book = new AddressBookStore();
            List<AddressBookEntry> refused = database.read(tx -> book.list(tx, new AccountId(account)));
            assertThat(refused).isEmpty();
            Contact saved = database.read(tx -> book.defaultContact(tx, new AccountId(later)))
                    .orElseThrow();
            assertThat(saved.street()).isEqualTo("12 St James's Square");
            assertThat(saved.state()).isEmpty();
            List<String> audited = database.read(tx -> tx.sql()
                    .sql("SELECT account_id || ' ' || actor_kind FROM audit_entry WHERE action = 'addressbook.default'")
                    .query(String.class)
                    .list());
            assertThat(audited).containsExactly(later + " operator");
        }
    }

    @Test
    void whatRegistriesHaveSaid_isListed_andTheStrangeOfItApart() {
        String data = directory.resolve("data").toString();
        ok("account", "create", "Somebody", "--data", data);
        assertThat(ok("poll-messages", "--data", data)).startsWith("There are no such messages.");
        try (Operations operations = Operations.on(Configuration.sandbox(Path.of(data)))) {
            operations.database().database().transact(tx -> tx.sql().sql("""
                            INSERT INTO registry_message (registry_id, message_id, queued_at, content_hash, xml, message_text,
                                                          domain_name, applied_at, attempts, problem)
                            VALUES ('thin', '1', '2026-11-20T10:00:00Z', 'a', '<epp>one</epp>', 'Renewed', 'a.com', now(), 0, NULL),
                                   ('thin', '2', '1970-01-01T00:00:00Z', 'b', E'<epp>\\ntwo</epp>', E'Balance\\x1b[2J low', NULL, now(), 0, NULL),
                                   ('thick', '3', '2026-11-21T10:00:00Z', 'c', '<epp>three</epp>', NULL, 'b.org', NULL, 4, 'no such row')
                            """).update());
        }

        assertThat(ok("poll-messages", "--data", data).lines().toList())
                .containsExactly(
                        "2026-11-21T10:00:00Z  thick    3            failing   b.org  ",
                        "    tried 4 times: no such row",
                        "without a date        thin     2            unknown   -  Balance\ufffd[2J low",
                        "2026-11-20T10:00:00Z  thin     1            applied   a.com  Renewed");
        assertThat(ok("poll-messages", "--unknown", "--registry", "thin", "--frames", "--data", data)
                        .lines()
                        .toList())
                .containsExactly(
                        "without a date        thin     2            unknown   -  Balance\ufffd[2J low",
                        "    <epp>",
                        "    two</epp>");
    }

    @Test
    void whereRegistriesDiffered_isListed_andOneNameApart() {
        String data = directory.resolve("data").toString();
        ok("account", "create", "Somebody", "--data", data);
        assertThat(ok("drift", "--data", data)).startsWith("No registry has differed.");
        try (Operations operations = Operations.on(Configuration.sandbox(Path.of(data)))) {
            operations.database().database().transact(tx -> tx.sql().sql("""
                            INSERT INTO drift (account_id, registration_id, domain_name, field, ours, theirs, seen_at)
                            VALUES ('acc', gen_random_uuid(), 'a.com', 'locked', 'true', 'false', '2026-11-20T10:00:00Z'),
                                   ('acc', gen_random_uuid(), 'b.org', 'name_servers', '', E'ns1.b\\x1b[2J', '2026-11-21T10:00:00Z')
                            """).update());
        }

        assertThat(ok("drift", "--data", data).lines().toList())
                .containsExactly(
                        "2026-11-21T10:00:00Z  acc  b.org  name_servers was - here and ns1.b\ufffd[2J at its registry",
                        "2026-11-20T10:00:00Z  acc  a.com  locked was true here and false at its registry");
        assertThat(ok("drift", "--name", "a.com", "--data", data))
                .contains("a.com")
                .doesNotContain("b.org");
        assertThat(say("drift", "--name", "a b", "--data", data).err().strip())
                .isEqualTo("namestead: a b is not a domain name");
    }

    private static String agreement(Operations operations, String account) {
        Account found = operations.accounts().find(new AccountId(account)).orElseThrow();
        return Objects.requireNonNull(found.agreement()).version();
    }

    private static String[] contact(String account, String phone, String data) {
        return new String[] {
            "account",
            "contact",
            account,
            "--name=Ada King",
            "--email=ada@example.com",
            "--phone=" + phone,
            "--street=12 St James's Square",
            "--city=London",
            "--postal-code=SW1Y 4JH",
            "--country=GB",
            "--data=" + data
        };
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
