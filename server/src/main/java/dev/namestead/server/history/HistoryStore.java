package dev.namestead.server.history;

import static dev.namestead.server.database.Columns.instant;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.Tx;
import dev.namestead.server.history.HistoryEntry.Audited;
import dev.namestead.server.history.HistoryEntry.Booked;
import dev.namestead.server.history.HistoryEntry.Framed;
import dev.namestead.server.history.HistoryEntry.Moved;
import dev.namestead.server.history.HistoryEntry.Told;
import dev.namestead.server.history.HistoryEntry.Written;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Reads the rows of others, the newest first. */
final class HistoryStore {
    /**
     * Whether an instant is one at which the name was the account's: from what it asked for until it lost it. What was said of it before or
     * after is not its business. Clocks may differ a little.
     */
    private static final String WHILE_ITS = """
            EXISTS (
                SELECT FROM registration AS its JOIN workflow AS its_create ON its_create.id = its.workflow_id
                WHERE its.account_id = :account AND its.domain_name = :name
                  AND %s BETWEEN its_create.created_at - interval '1 minute'
                             AND coalesce(its.ended_at, 'infinity') + interval '1 minute')
            """;

    private static StatementSpec about(Tx tx, String sql, AccountId account, String name) {
        return tx.sql().sql(sql).param("account", account.value()).param("name", name);
    }

    /** @param sql ends with a limit of {@code :most} rows */
    private static <T> List<T> newest(Tx tx, String sql, AccountId account, String name, int most, RowMapper<T> entry) {
        return about(tx, sql, account, name).param("most", most).query(entry).list();
    }

    boolean isKnown(Tx tx, AccountId account, String name) {
        return about(tx, """
                        SELECT EXISTS (SELECT FROM workflow WHERE account_id = :account AND subject = :name)
                            OR EXISTS (SELECT FROM registration WHERE account_id = :account AND domain_name = :name)
                        """, account, name)
                .query((row, _) -> row.getBoolean(1))
                .single();
    }

    List<Audited> audited(Tx tx, AccountId account, String name, int most) {
        return newest(
                tx,
                """
                        SELECT audit_id, business_at, actor_kind, actor_id, request_id, action, details
                        FROM audit_entry WHERE account_id = :account AND subject = :name
                        ORDER BY audit_id DESC LIMIT :most
                        """,
                account,
                name,
                most,
                (row, _) -> new Audited(
                        instant(row, "business_at"),
                        row.getLong("audit_id"),
                        row.getString("actor_kind"),
                        row.getString("actor_id"),
                        row.getString("request_id"),
                        row.getString("action"),
                        row.getString("details")));
    }

    List<Moved> moved(Tx tx, AccountId account, String name, int most) {
        return newest(
                tx,
                """
                        SELECT move.number, move.at, move.workflow_id, workflow.kind, move.step, move.undoing, move.state,
                               move.error_code
                        FROM workflow_move AS move
                             JOIN workflow ON workflow.account_id = move.account_id AND workflow.id = move.workflow_id
                        WHERE workflow.account_id = :account
                          AND (workflow.subject = :name OR workflow.subject LIKE :name || '#%')
                        ORDER BY move.number DESC LIMIT :most
                        """,
                account,
                name,
                most,
                (row, _) -> new Moved(
                        instant(row, "at"),
                        row.getLong("number"),
                        row.getString("workflow_id"),
                        row.getString("kind"),
                        row.getString("step"),
                        row.getBoolean("undoing"),
                        row.getString("state"),
                        row.getString("error_code")));
    }

    List<Framed> framed(Tx tx, AccountId account, String name, int most) {
        return newest(
                tx,
                """
                        SELECT frame.number, frame.business_at, frame.at, frame.registry_id, frame.direction, frame.cl_trid,
                               frame.xml
                        FROM registry_frame AS frame
                        WHERE frame.domain_name = :name AND %s
                        ORDER BY frame.number DESC LIMIT :most
                        """.formatted(WHILE_ITS.formatted("frame.business_at")),
                account,
                name,
                most,
                (row, _) -> new Framed(
                        instant(row, "business_at"),
                        row.getLong("number"),
                        instant(row, "at"),
                        row.getString("registry_id"),
                        row.getString("direction"),
                        row.getString("cl_trid"),
                        row.getString("xml")));
    }

    List<Booked> booked(Tx tx, AccountId account, String name, int most) {
        return newest(
                tx,
                """
                        SELECT entry.number, entry.at, entry.kind, coalesce(nullif(entry.part, ''), workflow.kind) AS bought,
                               entry.currency, entry.amount
                        FROM ledger_transfer AS entry JOIN workflow ON workflow.id = entry.workflow_id
                        WHERE workflow.account_id = :account AND workflow.subject = :name AND entry.account_id = :account
                          AND entry.kind NOT IN ('cost', 'credit')
                        ORDER BY entry.number DESC LIMIT :most
                        """,
                account,
                name,
                most,
                (row, _) -> new Booked(
                        instant(row, "at"),
                        row.getLong("number"),
                        row.getString("kind"),
                        row.getString("bought"),
                        Money.of(row.getString("currency"), row.getLong("amount"))));
    }

    List<Written> written(Tx tx, AccountId account, String name, int most) {
        return newest(
                tx,
                """
                        SELECT number, created_at, kind, recipient, title, state
                        FROM notice WHERE account_id = :account AND subject = :name ORDER BY number DESC LIMIT :most
                        """,
                account,
                name,
                most,
                (row, _) -> new Written(
                        instant(row, "created_at"),
                        row.getLong("number"),
                        row.getString("kind"),
                        row.getString("recipient"),
                        row.getString("title"),
                        row.getString("state")));
    }

    List<Told> told(Tx tx, AccountId account, String name, int most) {
        return newest(
                tx,
                """
                        SELECT message.number, message.queued_at, message.registry_id, message.message_id, message.message_text
                        FROM registry_message AS message
                        WHERE message.domain_name = :name AND %s
                        ORDER BY message.number DESC LIMIT :most
                        """.formatted(WHILE_ITS.formatted("message.queued_at")),
                account,
                name,
                most,
                (row, _) -> new Told(
                        instant(row, "queued_at"),
                        row.getLong("number"),
                        row.getString("registry_id"),
                        row.getString("message_id"),
                        row.getString("message_text")));
    }
}
