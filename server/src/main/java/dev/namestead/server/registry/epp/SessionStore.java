package dev.namestead.server.registry.epp;

import dev.namestead.server.database.Tx;
import java.time.Duration;
import java.util.Optional;

/** Which node may have how many sessions with a registry, and when a refused login may be tried again. */
final class SessionStore {
    private static final int LONGEST_REASON = 500;

    /**
     * What a node has.
     *
     * @param kept of those that it had before
     * @param held now
     */
    record Slots(int kept, int held) {}

    /** Makes the rows; again is no change. */
    void prepare(Tx tx, String registryId, int max) {
        tx.sql().sql("""
                        INSERT INTO registry_slot (registry_id, slot)
                        SELECT :registry, number FROM generate_series(1, :max) AS number
                        ON CONFLICT DO NOTHING
                        """).param("registry", registryId).param("max", max).update();
    }

    /** Keeps the node's slots for that long, gives back what it has too many of, and takes what it lacks as far as it is free. */
    Slots hold(Tx tx, String registryId, String node, int max, int wanted, Duration lease) {
        int kept = extend(tx, registryId, node, max, lease);
        if (kept > wanted) {
            giveBack(tx, registryId, node, kept - wanted);
            return new Slots(kept, wanted);
        }
        int taken = kept < wanted ? take(tx, registryId, node, max, wanted - kept, lease) : 0;
        return new Slots(kept, kept + taken);
    }

    private static int extend(Tx tx, String registryId, String node, int max, Duration lease) {
        return tx.sql()
                .sql("""
                        UPDATE registry_slot SET expires_at = now() + :leaseMillis * interval '1 millisecond'
                        WHERE registry_id = :registry AND holder = :node AND slot <= :max
                        """)
                .param("leaseMillis", lease.toMillis())
                .param("registry", registryId)
                .param("node", node)
                .param("max", max)
                .update();
    }

    void giveBack(Tx tx, String registryId, String node, int most) {
        tx.sql()
                .sql("""
                        UPDATE registry_slot SET holder = NULL, expires_at = NULL
                        WHERE registry_id = :registry AND slot IN (
                            SELECT slot FROM registry_slot WHERE registry_id = :registry AND holder = :node
                            ORDER BY slot DESC LIMIT :most)
                        """)
                .param("registry", registryId)
                .param("node", node)
                .param("most", most)
                .update();
    }

    private static int take(Tx tx, String registryId, String node, int max, int most, Duration lease) {
        return tx.sql()
                .sql("""
                        UPDATE registry_slot
                        SET holder = :node, expires_at = now() + :leaseMillis * interval '1 millisecond'
                        WHERE registry_id = :registry AND slot IN (
                            SELECT slot FROM registry_slot
                            WHERE registry_id = :registry AND slot <= :max
                              AND (holder IS NULL OR expires_at < now())
                            ORDER BY slot LIMIT :most
                            FOR UPDATE SKIP LOCKED)
                        """)
                .param("node", node)
                .param("leaseMillis", lease.toMillis())
                .param("registry", registryId)
                .param("max", max)
                .param("most", most)
                .update();
    }

    private record Refusal(String reason, long leftMillis) {}

    boolean hasRefusedLogin(Tx tx, String registryId) {
        return tx.sql()
                .sql("SELECT count(*) FROM registry_login WHERE registry_id = :registry")
                .param("registry", registryId)
                .query((row, _) -> row.getInt(1) > 0)
                .single();
    }

    /** Empty where a login may be tried; after a refusal this is the one try of the next pause. */
    Optional<String> refuseLogin(Tx tx, String registryId, Duration pause) {
        boolean ourTurn = tx.sql()
                        .sql("""
                                UPDATE registry_login SET next_try_at = now() + :pauseMillis * interval '1 millisecond'
                                WHERE registry_id = :registry AND next_try_at <= now()
                                """)
                        .param("pauseMillis", pause.toMillis())
                        .param("registry", registryId)
                        .update()
                == 1;
        return ourTurn
                ? Optional.empty()
                : tx.sql()
                        .sql("""
                                SELECT refused_because, extract(epoch FROM next_try_at - now()) * 1000 AS left_millis
                                FROM registry_login WHERE registry_id = :registry
                                """)
                        .param("registry", registryId)
                        .query((row, _) -> new Refusal(row.getString("refused_because"), row.getLong("left_millis")))
                        .optional()
                        .map(refusal ->
                                "no login is tried for another " + refusal.leftMillis() + " ms: " + refusal.reason());
    }

    void loginRefused(Tx tx, String registryId, String why, Duration pause) {
        tx.sql()
                .sql("""
                        INSERT INTO registry_login (registry_id, refused_because, next_try_at)
                        VALUES (:registry, :why, now() + :pauseMillis * interval '1 millisecond')
                        ON CONFLICT (registry_id) DO UPDATE
                        SET refused_because = excluded.refused_because, next_try_at = excluded.next_try_at
                        """)
                .param("registry", registryId)
                .param("why", why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why)
                .param("pauseMillis", pause.toMillis())
                .update();
    }

    void loginSucceeded(Tx tx, String registryId) {
        tx.sql()
                .sql("DELETE FROM registry_login WHERE registry_id = :registry")
                .param("registry", registryId)
                .update();
    }
}
