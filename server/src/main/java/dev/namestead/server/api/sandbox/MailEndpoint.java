package dev.namestead.server.api.sandbox;

import dev.namestead.api.AccountId;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.notice.WrittenNotice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was written to people, newest first, so that a test can follow the link in a mail. */
final class MailEndpoint {
    private static final int MOST = 500;
    private static final int DEFAULT = 100;

    private final Notices notices;

    MailEndpoint(Notices notices) {
        this.notices = notices;
    }

    /** @param about what it is about, such as a domain name */
    record Mail(
            String id,
            String accountId,
            String kind,
            String about,
            String to,
            String subject,
            String text,
            String state,
            Instant createdAt) {

        static Mail of(WrittenNotice written) {
            var notice = written.notice();
            return new Mail(
                    written.id().toString(),
                    notice.account().value(),
                    notice.kind(),
                    notice.subject(),
                    notice.recipient(),
                    notice.title(),
                    notice.body(),
                    written.state(),
                    written.createdAt());
        }
    }

    Answer list(Call call) {
        int limit = call.query().integer("limit", 1, MOST, DEFAULT);
        return Answer.ok(notices.list(account(call), storable(call, "to"), storable(call, "about"), limit).stream()
                .map(Mail::of)
                .toList());
    }

    private static @Nullable AccountId account(Call call) {
        String text = call.query().text("account_id").orElse(null);
        if (text == null) {
            return null;
        }
        if (!AccountId.isValid(text)) {
            throw new RefusedException(Refusal.INVALID, "account_id must be 32 hexadecimal digits");
        }
        return new AccountId(text);
    }

    private static @Nullable String storable(Call call, String parameter) {
        String text = call.query().text(parameter).orElse(null);
        if (text != null && text.indexOf('\0') >= 0) {
            throw new RefusedException(Refusal.INVALID, parameter + " must not contain NUL");
        }
        return text;
    }
}
