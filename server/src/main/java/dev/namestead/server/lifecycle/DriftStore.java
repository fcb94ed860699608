package dev.namestead.server.lifecycle;

import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.lifecycle.LifeStore.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where registries showed what nobody here had done or expected; each difference of a registration once. */
public final class DriftStore {

    /** True where this difference is new. */
    boolean note(Tx tx, Key key, String field, String ours, String theirs) {
        return tx.sql()
                        .sql("""
                        INSERT INTO drift (account_id, registration_id, domain_name, field, ours, theirs, seen_at)
                        VALUES (:account, :registration, :name, :field, :ours, :theirs, business_now())
                        ON CONFLICT DO NOTHING
                        """)
                        .param("account", key.account().value())
                        .param("registration", key.registration())
                        .param("name", key.name().ascii())
                        .param("field", field)
                        .param("ours", ours)
                        .param("theirs", theirs)
                        .update()
                == 1;
    }

    /**
     * For an operator: the latest differences first.
     *
     * @param name of this one only; null for all
     */
    public List<Drift> list(Tx tx, @Nullable DomainName name, int most) {
        return tx.sql()
                .sql("""
                        SELECT seen_at, account_id, domain_name, field, ours, theirs FROM drift
                        WHERE domain_name = coalesce(CAST(:name AS text), domain_name)
                        ORDER BY seen_at DESC, number DESC LIMIT :most
                        """)
                .param("name", name == null ? null : name.ascii())
                .param("most", most)
                .query((row, _) -> new Drift(
                        Columns.instant(row, "seen_at"),
                        row.getString("account_id"),
                        row.getString("domain_name"),
                        row.getString("field"),
                        row.getString("ours"),
                        row.getString("theirs")))
                .list();
    }
}
