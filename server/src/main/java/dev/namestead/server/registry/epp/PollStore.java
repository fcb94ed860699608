package dev.namestead.server.registry.epp;

import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.PollMessage;
import dev.namestead.server.registry.PollMessage.PendingAction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registries' messages, and who fetches them. */
final class PollStore {

    private static final int LONGEST_PROBLEM = 1000;

    /** A message that waits to be applied. */
    record Due(long number, PollMessage message) {}

    /** Stores a message; false where it was there already. */
    boolean add(Tx tx, PollFetch fetch) {
        PollMessage message = fetch.message();
        DomainName name = message.name();
        PendingAction action = message.pendingAction();
        return tx.sql()
                        .sql("""
                                INSERT INTO registry_message
                                    (registry_id, message_id, queued_at, content_hash, xml, message_text, domain_name,
                                     decision, decision_cl_trid, decision_sv_trid)
                                VALUES (:registry, :id, :queuedAt, :hash, :xml, CAST(:text AS text), CAST(:name AS text),
                                        CAST(:decision AS boolean), CAST(:clTrid AS text), CAST(:svTrid AS text))
                                ON CONFLICT DO NOTHING
                                """)
                        .param("registry", message.registryId())
                        .param("id", message.messageId())
                        .param("queuedAt", Columns.timestamp(message.queuedAt()))
                        .param("hash", fetch.hash())
                        .param("xml", fetch.maskedXml())
                        .param("text", message.text())
                        .param("name", name == null ? null : name.ascii())
                        .param("decision", action == null ? null : action.accepted())
                        .param("clTrid", action == null ? null : action.clTrid())
                        .param("svTrid", action == null ? null : action.svTrid())
                        .update()
                == 1;
    }

    /** The oldest message that is due, locked until the transaction ends. */
    Optional<Due> nextDue(Tx tx, String registryId) {
        return tx.sql()
                .sql("""
                        SELECT number, registry_id, message_id, queued_at, message_text, domain_name,
                               decision, decision_cl_trid, decision_sv_trid
                        FROM registry_message
                        WHERE registry_id = :registry AND applied_at IS NULL AND next_attempt_at <= now()
                        ORDER BY number
                        LIMIT 1
                        FOR UPDATE SKIP LOCKED
                        """)
                .param("registry", registryId)
                .query((row, _) -> due(row))
                .optional();
    }

    private static Due due(ResultSet row) throws SQLException {
        String name = row.getString("domain_name");
        var message = new PollMessage(
                row.getString("registry_id"),
                row.getString("message_id"),
                Columns.instant(row, "queued_at"),
                row.getString("message_text"),
                name == null ? null : DomainName.parse(name).orElse(null),
                action(row));
        return new Due(row.getLong("number"), message);
    }

    private static @Nullable PendingAction action(ResultSet row) throws SQLException {
        boolean accepted = row.getBoolean("decision");
        return row.wasNull()
                ? null
                : new PendingAction(accepted, row.getString("decision_cl_trid"), row.getString("decision_sv_trid"));
    }

    /** The newest first. */
    List<KeptMessage> list(Tx tx, String registryId, boolean strange, int most) {
        return tx.sql()
                .sql("""
                        SELECT number, registry_id, message_id, queued_at, message_text, domain_name,
                               decision IS NOT NULL AS decision, applied_at, attempts, problem, xml
                        FROM registry_message
                        WHERE (:registry = '' OR registry_id = :registry)
                          AND (NOT :strange OR domain_name IS NULL AND decision IS NULL
                               OR applied_at IS NULL AND attempts > 0)
                        ORDER BY number DESC LIMIT :most
                        """)
                .param("registry", registryId)
                .param("strange", strange)
                .param("most", most)
                .query((row, _) -> new KeptMessage(
                        row.getLong("number"),
                        row.getString("registry_id"),
                        row.getString("message_id"),
                        Columns.instant(row, "queued_at"),
                        row.getString("message_text"),
                        row.getString("domain_name"),
                        row.getBoolean("decision"),
                        Columns.instantOrNull(row, "applied_at"),
                        row.getInt("attempts"),
                        row.getString("problem"),
                        row.getString("xml")))
                .list();
    }

    void applied(Tx tx, long number) {
        tx.sql()
                .sql("UPDATE registry_message SET applied_at = now(), problem = NULL WHERE number = :number")
                .param("number", number)
                .update();
    }

    /** Tries again after a second, two, four, and so on to an hour, for ever: a message is never given up. */
    void failed(Tx tx, long number, String problem) {
        tx.sql()
                .sql("""
                        UPDATE registry_message
                        SET attempts = attempts + 1,
                            problem = :problem,
                            next_attempt_at = now() + least(power(2, least(attempts, 12)), 3600) * interval '1 second'
                        WHERE number = :number AND applied_at IS NULL
                        """)
                .param("problem", problem.length() > LONGEST_PROBLEM ? problem.substring(0, LONGEST_PROBLEM) : problem)
                .param("number", number)
                .update();
    }
}
