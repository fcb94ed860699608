package dev.namestead.server.registry.epp;

import dev.namestead.server.database.Tx;
import java.time.Duration;
import java.util.Locale;

/** What only one node does at a time at a registry; a silent node loses it. */
final class LeaseStore {

    /** What for. */
    enum Purpose {
        /** To fetch messages. */
        POLL,
        /** To change our password. */
        PASSWORD;

        private String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Takes or keeps the right for that long; false where another node has it. */
    boolean take(Tx tx, String registryId, Purpose purpose, String holder, Duration duration) {
        return tx.sql()
                        .sql("""
                                INSERT INTO registry_lease (registry_id, purpose, holder, expires_at)
                                VALUES (:registry, :purpose, :holder, now() + :millis * interval '1 millisecond')
                                ON CONFLICT (registry_id, purpose) DO UPDATE
                                SET holder = excluded.holder, expires_at = excluded.expires_at
                                WHERE registry_lease.holder = excluded.holder OR registry_lease.expires_at < now()
                                """)
                        .param("registry", registryId)
                        .param("purpose", purpose.wire())
                        .param("holder", holder)
                        .param("millis", duration.toMillis())
                        .update()
                == 1;
    }

    /** Gives the right back before it expires. */
    void giveBack(Tx tx, String registryId, Purpose purpose, String holder) {
        tx.sql()
                .sql("""
                        DELETE FROM registry_lease
                        WHERE registry_id = :registry AND purpose = :purpose AND holder = :holder
                        """)
                .param("registry", registryId)
                .param("purpose", purpose.wire())
                .param("holder", holder)
                .update();
    }
}
