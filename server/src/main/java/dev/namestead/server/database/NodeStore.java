package dev.namestead.server.database;

import java.time.Duration;
import java.util.List;

/** The servers that share a database. */
public final class NodeStore {

    /** Says that a server lives, which is believed for that long (the database's own time). */
    public void present(Tx tx, String node, Duration lease) {
        tx.sql()
                .sql("""
                        INSERT INTO node (node_id, expires_at)
                        VALUES (:node, now() + :leaseMillis * interval '1 millisecond')
                        ON CONFLICT (node_id) DO UPDATE SET expires_at = excluded.expires_at
                        """)
                .param("node", node)
                .param("leaseMillis", lease.toMillis())
                .update();
    }

    /** All that live but this one, sorted. */
    public List<String> others(Tx tx, String node) {
        return tx.sql()
                .sql("SELECT node_id FROM node WHERE expires_at > now() AND node_id <> :node ORDER BY node_id")
                .param("node", node)
                .query((row, _) -> row.getString("node_id"))
                .list();
    }

    void gone(Tx tx, String node) {
        tx.sql()
                .sql("DELETE FROM node WHERE node_id = :node OR expires_at < now() - interval '1 day'")
                .param("node", node)
                .update();
    }

    void ring(Tx tx, String channel, String payload) {
        tx.sql()
                .sql("SELECT pg_notify(:channel, :payload)")
                .param("channel", channel)
                .param("payload", payload)
                .query((_, _) -> true)
                .single();
    }
}
