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
import dev.namestead.server.notice.Letter;
import dev.namestead.server.notice.NoticeText;
import dev.namestead.server.notice.Notices;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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

    /** As a mail server tells it that has given up. */
    private static String report(UUID mail) {
        return """
                From: postmaster@mail.example.org
                To: bounces@namestead.example
                Subject: Your mail did not arrive
                Content-Type: multipart/report; report-type=delivery-status; boundary="next"

                --next
                Content-Type: text/plain

                Nobody of that name lives here.

                --next
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mail.example.org

                Final-Recipient: rfc822; grace@example.org
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 unknown mailbox

                --next
                Content-Type: text/rfc822-headers

                Message-ID: <%s@namestead.example>

                --next--
                """.formatted(mail).replace("\n", "\r\n");
    }

    private static UUID sentMail(String data) {
        try (Operations operations = Operations.on(Configuration.sandbox(Path.of(data)));
                Notices notices = operations.notices()) {
            Database database = operations.database().database();
            AccountId account = operations.accounts().list(1).getFirst();
            Letter letter = new Letter(
                    account,
                    "registration_succeeded",
                    "gone.org",
                    "grace@example.org",
                    NoticeText.REGISTRATION_SUCCEEDED,
                    Map.of("until", "2031-03-01"));
            database.transact(tx -> notices.write(tx, letter));
            database.transact(
                    tx -> tx.sql().sql("UPDATE notice SET state = 'sent'").update());
            return notices.list(account, null, "gone.org", 1).getFirst().id();
        }
    }

    @Test
    void aReportThatAMailBounced_isNotedOnce_andTheMailIsListed() {
        String data = directory.resolve("data").toString();
        ok("account", "create", "Somebody", "--data", data);
        UUID mail = sentMail(data);
        assertThat(ok("mail", "undelivered", "--data", data)).isEmpty();

        assertThat(hearing(report(mail), "mail", "bounce", "--data", data).out().strip())
                .isEqualTo("Noted: " + mail + " was not delivered, 5.1.1 smtp; 550 unknown mailbox");
        Said again = hearing(report(mail), "mail", "bounce", "--data", data);
        assertThat(again.exitCode()).isZero();
        assertThat(again.out().strip()).isEqualTo("There is no sent mail " + mail + ".");

        assertThat(ok("mail", "undelivered", "--data", data).lines().toList())
                .singleElement()
                .asString()
                .contains(
                        "bounced",
                        "registration_succeeded",
                        "gone.org",
                        "grace@example.org",
                        "5.1.1 smtp; 550 unknown mailbox");
    }

    @Test
    void whatIsNoReport_isIgnored_andWhatIsNoMail_isAnError() {
        String data = directory.resolve("data").toString();
        ok("account", "create", "Somebody", "--data", data);
        sentMail(data);

        Said other = hearing("Subject: Away\r\n\r\nI am on holiday.\r\n", "mail", "bounce", "--data", data);
        assertThat(other.exitCode())
                .as("a mail server would send it back otherwise")
                .isZero();
        assertThat(other.out()).startsWith("This is no report of a mail of ours");

        for (String rubbish : List.of("", "\n", "rubbish\n", "<html>a: b</html>", "\u0000\u0001\u0002", "{\"a\": 1}")) {
            Said said = hearing(rubbish, "mail", "bounce", "--data", data);
            assertThat(said.exitCode()).as(rubbish).isEqualTo(65);
            assertThat(said.err().strip())
                    .isEqualTo("namestead: There is no mail on standard input. Nothing was noted.");
        }
        assertThat(ok("mail", "undelivered", "--data", data)).isEmpty();
    }

    /** Else the mail server would give up, and nobody would ever know of the report. */
    @Test
    void aReportThatCannotBeNoted_isKeptByTheMailServer() {
        Path nowhere = directory.resolve("mistyped");
        Said said = hearing(report(UUID.randomUUID()), "mail", "bounce", "--data", nowhere.toString());

        assertThat(said.exitCode()).as("EX_TEMPFAIL").isEqualTo(75);
        assertThat(said.err().strip()).isEqualTo("namestead: There is no database in " + nowhere);
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

    /** With that on standard input. */
    private static Said hearing(String input, String... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return say(words);
        } finally {
            System.setIn(before);
        }
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
