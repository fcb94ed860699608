package dev.namestead.server.notice;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of notices. */
final class NoticeStore {
    private static final String COLUMNS =
            "id, account_id, kind, subject, recipient, language, title, body, state, attempts, created_at, failure";

    /** A notice in the hands of the sender. */
    record Due(WrittenNotice written, int attempts) {}

    /** @param rule null where it is written for what has just happened, and is due with that */
    void insert(Tx tx, Notice notice, String state, String policy, Notices.@Nullable Rule rule) {
        tx.sql()
                .sql("""
                        INSERT INTO notice (id, account_id, kind, subject, recipient, language, title, body, state, created_at,
                                            about, mark, due_at, policy)
                        VALUES (:id, :account, :kind, :subject, :recipient, :language, :title, :body, :state, business_now(),
                                CAST(:about AS uuid), :mark, coalesce(CAST(:dueAt AS timestamptz), business_now()), :policy)
                        ON CONFLICT DO NOTHING
                        """)
                .param("about", rule == null ? null : rule.about())
                .param("mark", rule == null ? null : rule.mark())
                .param("dueAt", Columns.timestamp(rule == null ? null : rule.dueAt()))
                .param("policy", policy)
                .param("id", UUID.randomUUID())
                .param("account", notice.account().value())
                .param("kind", notice.kind())
                .param("subject", notice.subject())
                .param("recipient", notice.recipient())
                .param("language", notice.language())
                .param("title", notice.title())
                .param("body", notice.body())
                .param("state", state)
                .update();
    }

    /** Takes the oldest due notice for so long that nobody else sends it meanwhile. */
    Optional<Due> claim(Tx tx, Duration hold) {
        return tx.sql()
                .sql("""
                        UPDATE notice
                        SET attempts = attempts + 1,
                            next_attempt_at = now() + :holdMillis * interval '1 millisecond'
                        WHERE id = (
                            SELECT id FROM notice WHERE state = 'due' AND next_attempt_at <= now()
                            ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING\s""" + COLUMNS)
                .param("holdMillis", hold.toMillis())
                .query((row, _) -> new Due(written(row), row.getInt("attempts")))
                .optional();
    }

    void sent(Tx tx, UUID id) {
        tx.sql()
                .sql("UPDATE notice SET state = 'sent', sent_at = business_now(), failure = NULL WHERE id = :id")
                .param("id", id)
                .update();
    }

    void failed(Tx tx, UUID id, String failure, boolean forGood, Duration pause) {
        tx.sql()
                .sql("""
                        UPDATE notice
                        SET state = CASE WHEN :forGood THEN 'refused' ELSE 'due' END, failure = :failure,
                            next_attempt_at = now() + :pauseMillis * interval '1 millisecond'
                        WHERE id = :id
                        """)
                .param("forGood", forGood)
                .param("failure", failure)
                .param("pauseMillis", pause.toMillis())
                .param("id", id)
                .update();
    }

    /** False where no such mail was handed over, or its end is known. */
    boolean bounced(Tx tx, Bounce bounce) {
        return tx.sql()
                        .sql("UPDATE notice SET state = 'bounced', failure = :reason WHERE id = :id AND state = 'sent'")
                        .param("reason", bounce.reason())
                        .param("id", bounce.notice())
                        .update()
                == 1;
    }

    /** Refused or bounced, newest first. */
    List<Notices.Undelivered> undelivered(Tx tx, int most) {
        return tx.sql()
                .sql("SELECT " + COLUMNS + """
                         FROM notice WHERE state IN ('refused', 'bounced') ORDER BY number DESC LIMIT :most
                        """)
                .param("most", most)
                .query((row, _) -> new Notices.Undelivered(written(row), String.valueOf(row.getString("failure"))))
                .list();
    }

    /** Newest first; each filter that is null does not filter. */
    List<WrittenNotice> list(
            Tx tx, @Nullable AccountId account, @Nullable String recipient, @Nullable String subject, int most) {
        return tx.sql()
                .sql("SELECT " + COLUMNS + """
                         FROM notice
                        WHERE (CAST(:account AS text) IS NULL OR account_id = :account)
                          AND (CAST(:recipient AS text) IS NULL OR recipient = :recipient)
                          AND (CAST(:subject AS text) IS NULL OR subject = :subject)
                        ORDER BY number DESC LIMIT :most
                        """)
                .param("account", account == null ? null : account.value())
                .param("recipient", recipient)
                .param("subject", subject)
                .param("most", most)
                .query((row, _) -> written(row))
                .list();
    }

    private static WrittenNotice written(ResultSet row) throws SQLException {
        Notice notice = new Notice(
                new AccountId(row.getString("account_id")),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("recipient"),
                row.getString("language"),
                row.getString("title"),
                row.getString("body"));
        return new WrittenNotice(
                row.getObject("id", UUID.class), notice, row.getString("state"), Columns.instant(row, "created_at"));
    }
}
