package dev.namestead.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports of mail servers, and what they change. */
class BounceTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final AccountId ACCOUNT = new AccountId("b".repeat(32));
    private static final UUID NOTICE = UUID.fromString("0b6f3d1e-7f5b-4b5e-9d0a-2f2a8f6d9c11");

    /** As a mail server writes it, with the mail's headers or the whole mail at its end. */
    private static String report(String action, String lastType, String messageId) {
        return """
                From: MAILER-DAEMON@mx.example.net
                To: bounces@registrar.example
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                \tboundary="8A2B.1700000000/mx.example.net"

                This is a MIME-encapsulated message.

                --8A2B.1700000000/mx.example.net
                Content-Type: text/plain; charset=us-ascii

                I'm sorry to have to inform you that your message could not be delivered.

                --8A2B.1700000000/mx.example.net
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.net
                Arrival-Date: Sun, 22 Nov 2026 08:00:00 +0000 (UTC)

                Final-Recipient: rfc822; ada@example.com
                Action: %s
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 <ada@example.com>:
                    Recipient address rejected

                --8A2B.1700000000/mx.example.net
                Content-Type: %s

                Return-Path: <bounces@registrar.example>
                Message-ID: %s
                Subject: kept.com expires on 2031-03-01

                Body
                --8A2B.1700000000/mx.example.net--
                """.formatted(action, lastType, messageId).replace("\n", "\r\n");
    }

    private static Optional<Bounce> read(String mail) throws IOException {
        return Bounce.read(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"message/rfc822", "text/rfc822-headers", "message/global-headers"})
    void aReportOfAMailOfOurs_namesItAndTheReason(String lastType) throws IOException {
        assertThat(read(report("failed", lastType, "<" + NOTICE + "@registrar.example>")))
                .contains(new Bounce(NOTICE, "5.1.1 smtp; 550 5.1.1 <ada@example.com>: Recipient address rejected"));
    }

    @Test
    void whatIsNoReportOfAFailure_isNone() throws IOException {
        String ours = "<" + NOTICE + "@registrar.example>";
        assertThat(read(report("delayed", "message/rfc822", ours))).isEmpty();
        assertThat(read(report("delivered", "message/rfc822", ours))).isEmpty();
        assertThat(read(report("failed", "message/rfc822", "<abc@elsewhere.example>")))
                .isEmpty();
        assertThat(read("Subject: Hello\r\nMessage-ID: " + ours + "\r\n\r\nAction: failed\r\n"))
                .isEmpty();
        assertThat(read("")).isEmpty();
        assertThat(read("Content-Type: multipart/report; boundary=x\r\n\r\n--x"))
                .isEmpty();
    }

    @Test
    void aBounce_isNotedOnTheNoticeThatWasSent_andFound() {
        try (Notices notices = new Notices(DATABASE.database(), null, "2026-01")) {
            DATABASE.database()
                    .transact(tx -> notices.write(
                            tx,
                            new Notice(ACCOUNT, "expiry_week", "gone.org", "ada@example.com", "en", "Title", "Body"),
                            null));
            UUID id = notices.list(ACCOUNT, null, "gone.org", 1).getFirst().id();
            assertThat(notices.bounced(new Bounce(id, "5.1.1")))
                    .as("it was never sent")
                    .isFalse();
            DATABASE.database()
                    .transact(tx -> tx.sql()
                            .sql("UPDATE notice SET state = 'sent' WHERE id = :id")
                            .param("id", id)
                            .update());

            assertThat(notices.bounced(new Bounce(id, "5.1.1 no such user"))).isTrue();
            assertThat(notices.bounced(new Bounce(id, "again")))
                    .as("the same twice")
                    .isFalse();
            assertThat(notices.bounced(new Bounce(UUID.randomUUID(), "5.1.1"))).isFalse();

            assertThat(notices.undelivered(10)).singleElement().satisfies(one -> {
                assertThat(one.written().notice().subject()).isEqualTo("gone.org");
                assertThat(one.written().state()).isEqualTo("bounced");
                assertThat(one.reason()).isEqualTo("5.1.1 no such user");
            });
        }
    }
}
