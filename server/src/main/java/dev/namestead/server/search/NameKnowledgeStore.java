package dev.namestead.server.search;

import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Knowledge of names in the database, kept for a while. */
public final class NameKnowledgeStore implements NameKnowledge {
    /** More than one note writes of new rows, so that the table ends to grow when nothing is new. */
    private static final int FORGOTTEN_AT_ONCE = 50;

    private final Duration keep;

    /** @param keep in business time; what was seen longer ago counts for nothing */
    public NameKnowledgeStore(Duration keep) {
        this.keep = keep;
    }

    @Override
    public Map<DomainName, NameState> of(Tx tx, Collection<DomainName> names) {
        Map<DomainName, NameState> known = new HashMap<>();
        tx.sql()
                .sql("""
                        SELECT name, state
                        FROM name_knowledge
                        WHERE name = ANY (:names) AND seen_at > :oldest""")
                .param("names", Columns.textArray(texts(names)))
                .param("oldest", Columns.timestamp(oldest(tx)))
                .query(row -> {
                    known.put(DomainName.of(row.getString("name")), NameState.of(row.getString("state")));
                });
        return known;
    }

    @Override
    public void note(Tx tx, Map<DomainName, NameState> seen) {
        // In the order of names: two notes that meet in the same rows wait for each other, but never in a circle.
        SortedMap<DomainName, NameState> sorted = new TreeMap<>(seen);
        tx.sql()
                .sql("""
                        INSERT INTO name_knowledge (name, state, seen_at)
                        SELECT name, state, :now
                        FROM unnest(CAST(:names AS text[]), CAST(:states AS text[])) AS seen (name, state)
                        ON CONFLICT (name) DO UPDATE SET state = excluded.state, seen_at = excluded.seen_at""")
                .param("names", Columns.textArray(texts(sorted.keySet())))
                .param(
                        "states",
                        Columns.textArray(
                                sorted.values().stream().map(NameState::text).toList()))
                .param("now", Columns.timestamp(tx.businessNow()))
                .update();
        forgetTheOldest(tx);
    }

    private void forgetTheOldest(Tx tx) {
        tx.sql()
                .sql("""
                        DELETE FROM name_knowledge
                        WHERE name IN (
                            SELECT name
                            FROM name_knowledge
                            WHERE seen_at <= :oldest
                            ORDER BY seen_at
                            LIMIT :most
                            FOR UPDATE SKIP LOCKED)""")
                .param("oldest", Columns.timestamp(oldest(tx)))
                .param("most", FORGOTTEN_AT_ONCE)
                .update();
    }

    private Instant oldest(Tx tx) {
        return tx.businessNow().minus(keep);
    }

    private static List<String> texts(Collection<DomainName> names) {
        List<String> texts = new ArrayList<>();
        names.forEach(name -> texts.add(name.ascii()));
        return texts;
    }
}
