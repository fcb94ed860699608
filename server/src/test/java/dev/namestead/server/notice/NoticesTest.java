package dev.namestead.server.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.namestead.api.AccountId;
import dev.namestead.server.database.TestDatabase;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the row to a real SMTP server. */
class NoticesTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final AccountId ACCOUNT = new AccountId("a".repeat(32));

    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private Notices notices;

    @AfterEach
    void stop() {
        if (notices != null) {
            notices.close();
        }
        smtp.stop();
    }

    @Test
    void aNotice_isSentOnceAfterItsTransactionCommitted() throws Exception {
        smtp.start();
        notices = new Notices(DATABASE.database(), mailer(smtp.getSmtp().getPort()), "2026-01");
        notices.start();

        write("sent.org", "grüße@example.com".replace("ü", "ue").replace("ß", "ss"), "Größe & Ümläute");

        assertThat(smtp.waitForIncomingEmail(10_000, 1)).isTrue();
        var mail = smtp.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Größe & Ümläute");
        var parts = (MimeMultipart) mail.getContent();
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString().strip()).isEqualTo("About sent.org.");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains("<h1", "Größe &amp; Ümläute", "<p>About sent.org.</p>");
        assertThat(mail.getMessageID()).isEqualTo("<" + id("sent.org") + "@example.com>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("Content-Language")).containsExactly("en");
        assertThat(mail.getHeader("Return-Path")).containsExactly("<bounces@example.com>");
        await().atMost(Duration.ofSeconds(5)).until(() -> state("sent.org").equals("sent"));
        assertThat(smtp.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aNotice_whileTheMailServerIsDown_isSentWhenItIsBack() throws Exception {
        smtp.start();
        int port = smtp.getSmtp().getPort();
        smtp.stop();
        notices = new Notices(DATABASE.database(), mailer(port), "2026-01");
        notices.start();
        write("later.org", "ada@example.com", "Later");
        await().atMost(Duration.ofSeconds(10)).until(() -> attempts("later.org") > 0);

        GreenMail back = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        back.start();
        try {
            assertThat(back.waitForIncomingEmail(20_000, 1)).isTrue();
            await().atMost(Duration.ofSeconds(5)).until(() -> state("later.org").equals("sent"));
        } finally {
            back.stop();
        }
    }

    @Test
    void aNotice_toSomethingThatIsNoAddress_isRefusedAndDoesNotHoldUpOthers() throws Exception {
        smtp.start();
        notices = new Notices(DATABASE.database(), mailer(smtp.getSmtp().getPort()), "2026-01");
        write("nowhere.org", "no address at all", "Lost");
        write("somewhere.org", "ada@example.com", "Found");
        notices.start();

        assertThat(smtp.waitForIncomingEmail(10_000, 1)).isTrue();
        await().atMost(Duration.ofSeconds(5)).until(() -> state("nowhere.org").equals("refused"));
        await().atMost(Duration.ofSeconds(5)).until(() -> state("somewhere.org").equals("sent"));
    }

    @Test
    void withoutAMailServer_noticesAreKeptAndCanBeFound() {
        notices = new Notices(DATABASE.database(), null, "2026-01");
        write("kept.org", "ada@example.com", "Kept");
        write("other.org", "bob@example.com", "Other");

        List<WrittenNotice> found = notices.list(ACCOUNT, "ada@example.com", "kept.org", 10);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().state()).isEqualTo("kept");
    }

    @Test
    void aTitleWithALineBreak_isNoTitle() {
        assertThatThrownBy(() ->
                        new Notice(ACCOUNT, "k", "s", "a@example.com", "en", "Hello\r\nBcc: all@example.com", "b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Notice(ACCOUNT, "k", "s", "a@example.com\nBcc: b@example.com", "en", "t", "b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameMark_isWrittenOnce() {
        notices = new Notices(DATABASE.database(), null, "2026-01");
        var about = UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            DATABASE.database()
                    .transact(tx -> notices.write(
                            tx,
                            notice("marked.org", "ada@example.com", "Once"),
                            new Notices.Rule(about, "week:2030-01-01", Instant.EPOCH)));
        }

        assertThat(notices.list(ACCOUNT, null, "marked.org", 10)).hasSize(1);
    }

    @Test
    void whatForeignersWrote_staysText_alsoInTheHtml() {
        Notice notice = new Notice(
                ACCOUNT,
                "k",
                "s",
                "a@example.com",
                "en",
                "<b>bold</b>",
                "Name: <script>alert(1)</script> & \"quotes\"\n\nSee https://example.com/a?b=1.\n");

        assertThat(NoticePage.of(notice))
                .doesNotContain("<script>", "<b>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;")
                .contains("<a href=\"https://example.com/a?b=1\">https://example.com/a?b=1</a>.");
    }

    private void write(String subject, String recipient, String title) {
        DATABASE.database().transact(tx -> notices.write(tx, notice(subject, recipient, title), null));
    }

    private static Notice notice(String subject, String recipient, String title) {
        return new Notice(ACCOUNT, "test", subject, recipient, "en", title, "About " + subject + ".\n");
    }

    private static String id(String subject) {
        return DATABASE.database()
                .read(tx -> tx.sql()
                        .sql("SELECT CAST(id AS text) FROM notice WHERE subject = :subject")
                        .param("subject", subject)
                        .query(String.class)
                        .single());
    }

    private static Mailer mailer(int port) {
        return new SmtpMailer("127.0.0.1", port, null, null, "registrar@example.com", "bounces@example.com", false);
    }

    private static String state(String subject) {
        return DATABASE.database()
                .read(tx -> tx.sql()
                        .sql("SELECT state FROM notice WHERE subject = :subject")
                        .param("subject", subject)
                        .query(String.class)
                        .single());
    }

    private static int attempts(String subject) {
        return DATABASE.database()
                .read(tx -> tx.sql()
                        .sql("SELECT attempts FROM notice WHERE subject = :subject")
                        .param("subject", subject)
                        .query(Integer.class)
                        .single());
    }
}
