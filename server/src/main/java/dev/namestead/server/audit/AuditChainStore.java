package dev.namestead.server.audit;

import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The chain of seals over the audit. */
final class AuditChainStore {
    private static final String ENTRY =
            "e.audit_id, e.recorded_at, e.business_at, e.account_id, e.actor_kind, e.actor_id, e.request_id, e.action,"
                    + " e.subject, CAST(e.details AS text) AS details ";

    /** The end of the chain. */
    record Head(long position, String seal, long completeTo) {}

    record Seal(long position, long auditId, String seal) {}

    /** @param entry null where it is gone */
    record Sealed(Seal seal, @Nullable AuditEntry entry) {}

    /** @param oldest when the oldest was recorded; null where there are none */
    record Unsealed(long count, @Nullable Instant oldest) {}

    /** The end of the chain, locked; empty while another one seals. */
    Optional<Head> lockHead(Tx tx) {
        tx.sql()
                .sql("INSERT INTO audit_chain DEFAULT VALUES ON CONFLICT DO NOTHING")
                .update();
        return tx.sql()
                .sql("SELECT position, seal, complete_to FROM audit_chain FOR UPDATE SKIP LOCKED")
                .query((row, _) -> new Head(row.getLong("position"), row.getString("seal"), row.getLong("complete_to")))
                .optional();
    }

    Head head(Tx tx) {
        return tx.sql()
                .sql("SELECT position, seal, complete_to FROM audit_chain")
                .query((row, _) -> new Head(row.getLong("position"), row.getString("seal"), row.getLong("complete_to")))
                .optional()
                .orElse(new Head(0, "", 0));
    }

    /** The next entries without a seal. An entry with a lower number may be committed after one with a higher. */
    List<AuditEntry> unsealed(Tx tx, long after, int most) {
        return tx.sql()
                .sql("SELECT " + ENTRY + """
                        FROM audit_entry AS e
                        WHERE e.audit_id > :after
                          AND NOT EXISTS (SELECT 1 FROM audit_seal AS s WHERE s.audit_id = e.audit_id)
                        ORDER BY e.audit_id LIMIT :most
                        """)
                .param("after", after)
                .param("most", most)
                .query((row, _) -> entry(row))
                .list();
    }

    void insert(Tx tx, List<Seal> seals) {
        tx.sql()
                .sql("""
                        INSERT INTO audit_seal (position, audit_id, seal)
                        SELECT * FROM unnest(CAST(:positions AS bigint[]), CAST(:ids AS bigint[]), CAST(:seals AS text[]))
                        """)
                .param("positions", array(seals.stream().map(Seal::position)))
                .param("ids", array(seals.stream().map(Seal::auditId)))
                .param("seals", array(seals.stream().map(Seal::seal)))
                .update();
    }

    private static String array(Stream<?> values) {
        return values.map(Object::toString).collect(Collectors.joining(",", "{", "}"));
    }

    void moveHead(Tx tx, Seal last) {
        tx.sql()
                .sql("UPDATE audit_chain SET position = :position, seal = :seal")
                .param("position", last.position())
                .param("seal", last.seal())
                .update();
    }

    /** Where all that can be seen is being sealed: what was the newest so long ago has nothing below it that could still come. */
    void moveComplete(Tx tx, Duration longestTransaction) {
        tx.sql().sql("""
                        UPDATE audit_chain
                        SET complete_to = newest, newest_at = now(),
                            newest = (SELECT coalesce(max(audit_id), 0) FROM audit_seal)
                        WHERE newest_at < now() - :millis * interval '1 millisecond'
                        """).param("millis", longestTransaction.toMillis()).update();
    }

    /** The next links of the chain with their entries. */
    List<Sealed> sealed(Tx tx, long afterPosition, int most) {
        return tx.sql()
                .sql("SELECT s.position, s.audit_id AS sealed_id, s.seal, " + ENTRY + """
                        FROM audit_seal AS s LEFT JOIN audit_entry AS e ON e.audit_id = s.audit_id
                        WHERE s.position > :after ORDER BY s.position LIMIT :most
                        """)
                .param("after", afterPosition)
                .param("most", most)
                .query((row, _) -> new Sealed(
                        new Seal(row.getLong("position"), row.getLong("sealed_id"), row.getString("seal")),
                        row.getObject("audit_id") == null ? null : entry(row)))
                .list();
    }

    Unsealed countUnsealed(Tx tx) {
        return tx.sql()
                .sql("""
                        SELECT count(*) AS unsealed, min(recorded_at) AS oldest FROM audit_entry AS e
                        WHERE NOT EXISTS (SELECT 1 FROM audit_seal AS s WHERE s.audit_id = e.audit_id)
                        """)
                .query((row, _) -> new Unsealed(row.getLong("unsealed"), Columns.instantOrNull(row, "oldest")))
                .single();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("audit_id"),
                Columns.instant(row, "recorded_at"),
                Columns.instant(row, "business_at"),
                row.getString("account_id"),
                row.getString("actor_kind"),
                row.getString("actor_id"),
                row.getString("request_id"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("details"));
    }
}
