package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;

/** What of registrations matters in time: when to look at them, what was done, and when to read their registries. */
final class LifeStore {
    /** For when somebody had a name read whom nobody did. */
    static final Instant NOBODY = Instant.EPOCH;

    /** A registration by its key. */
    record Key(AccountId account, UUID registration, DomainName name) {}

    /** What of a registration's row is only of concern here. */
    record Row(
            Set<String> holds,
            @Nullable Instant readAt,
            @Nullable Instant absentSince,
            Instant updatedAt) {}

    /** The registration that has been due for longest, locked until the transaction ends. */
    Optional<Key> nextDue(Tx tx) {
        return tx.sql().sql("""
                        SELECT account_id, id, domain_name FROM registration
                        WHERE ended_at IS NULL AND registered AND life_at <= business_now()
                        ORDER BY life_at LIMIT 1
                        FOR UPDATE SKIP LOCKED
                        """).query((row, _) -> key(row)).optional();
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(
                new AccountId(row.getString("account_id")),
                row.getObject("id", UUID.class),
                DomainName.of(row.getString("domain_name")));
    }

    /** The earliest instant after another one at which any registration is to be looked at. */
    Optional<Instant> nextInstant(Tx tx, Instant after) {
        return tx.sql()
                .sql("""
                        SELECT min(life_at) AS at FROM registration
                        WHERE ended_at IS NULL AND registered AND life_at > :after
                        """)
                .param("after", Columns.timestamp(after))
                .query((row, _) -> Optional.ofNullable(Columns.instantOrNull(row, "at")))
                .single();
    }

    /** @param next null where only a change of its facts makes anything due */
    void lookAt(Tx tx, Key key, @Nullable Instant next) {
        tx.sql()
                .sql("UPDATE registration SET life_at = :next WHERE account_id = :account AND id = :id")
                .param("next", Columns.timestamp(next))
                .param("account", key.account().value())
                .param("id", key.registration())
                .update();
    }

    Row row(Tx tx, AccountId account, UUID registration) {
        return tx.sql()
                .sql("""
                        SELECT holds, read_at, absent_since, updated_at FROM registration
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", account.value())
                .param("id", registration)
                .query((row, _) -> new Row(
                        Set.copyOf(Columns.textList(row, "holds")),
                        Columns.instantOrNull(row, "read_at"),
                        Columns.instantOrNull(row, "absent_since"),
                        Columns.instant(row, "updated_at")))
                .single();
    }

    void setHolds(Tx tx, AccountId account, UUID registration, Collection<String> holds) {
        tx.sql()
                .sql("UPDATE registration SET holds = :holds WHERE account_id = :account AND id = :id")
                .param("holds", Columns.textArray(new TreeSet<>(holds)))
                .param("account", account.value())
                .param("id", registration)
                .update();
    }

    /** The marks of the notices that were written about the registration, with the instants. */
    Map<String, Instant> told(Tx tx, UUID registration) {
        Map<String, Instant> told = new HashMap<>();
        tx.sql()
                .sql("SELECT mark, created_at FROM notice WHERE about = :id AND mark IS NOT NULL")
                .param("id", registration)
                .query((row, _) -> told.put(row.getString("mark"), Columns.instant(row, "created_at")))
                .list();
        return told;
    }

    void tried(
            Tx tx,
            AccountId account,
            UUID registration,
            LocalDate from,
            @Nullable UUID workflow,
            @Nullable String problem) {
        tx.sql()
                .sql("""
                        INSERT INTO renewal_try (account_id, registration_id, from_date, tried_at, workflow_id, problem)
                        VALUES (:account, :registration, :from, business_now(), CAST(:workflow AS uuid), :problem)
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", account.value())
                .param("registration", registration)
                .param("from", from)
                .param("workflow", workflow)
                .param("problem", problem)
                .update();
    }

    Optional<Instant> lastTry(Tx tx, AccountId account, UUID registration, LocalDate from) {
        return tx.sql()
                .sql("""
                        SELECT max(tried_at) AS at FROM renewal_try
                        WHERE account_id = :account AND registration_id = :registration AND from_date = :from
                        """)
                .param("account", account.value())
                .param("registration", registration)
                .param("from", from)
                .query((row, _) -> Optional.ofNullable(Columns.instantOrNull(row, "at")))
                .single();
    }

    /** How many workflows of that kind were begun for the name within a day. */
    int begunToday(Tx tx, AccountId account, String kind, String name) {
        return tx.sql()
                .sql("""
                        SELECT count(*) FROM workflow
                        WHERE account_id = :account AND kind = :kind AND subject = :name
                          AND created_at > business_now() - interval '1 day'
                        """)
                .param("account", account.value())
                .param("kind", kind)
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    /** When a workflow of that kind last failed for the registration. */
    Optional<Instant> failedAt(Tx tx, AccountId account, String kind, String name, UUID registration) {
        return tx.sql()
                .sql("""
                        SELECT max(updated_at) AS at FROM workflow
                        WHERE account_id = :account AND kind = :kind AND subject = :name
                          AND state = 'failed' AND data->>'registration' = :registration
                        """)
                .param("account", account.value())
                .param("kind", kind)
                .param("name", name)
                .param("registration", registration.toString())
                .query((row, _) -> Optional.ofNullable(Columns.instantOrNull(row, "at")))
                .single();
    }

    /** How often a registration was taken out of redemption. */
    int restores(Tx tx, AccountId account, String name, UUID registration) {
        return tx.sql()
                .sql("""
                        SELECT count(*) FROM workflow
                        WHERE account_id = :account AND kind = :kind AND subject = :name
                          AND state = 'succeeded' AND data->>'registration' = :registration
                        """)
                .param("account", account.value())
                .param("kind", RestoreWorkflow.KIND)
                .param("name", name)
                .param("registration", registration.toString())
                .query(Integer.class)
                .single();
    }

    /** What its registry was told last about holding it back, whatever came of it; empty where that was long ago. */
    Optional<LifeFacts.Told> aligned(Tx tx, AccountId account, String name, UUID registration) {
        return tx.sql()
                .sql("""
                        WITH told AS (
                            SELECT request_hash <> :none AS held, updated_at AS at FROM workflow
                            WHERE account_id = :account AND kind = :kind AND subject = :name
                              AND state IN ('succeeded', 'failed') AND data->>'registration' = :registration
                              AND updated_at > business_now() - interval '30 days')
                        SELECT held, max(at) AS last, count(*) AS times FROM told
                        WHERE at > coalesce((SELECT max(at) FROM told WHERE held
                            <> (SELECT held FROM told ORDER BY at DESC LIMIT 1)), '-infinity')
                        GROUP BY held
                        """)
                .param("none", HoldWorkflow.request(Set.of()))
                .param("account", account.value())
                .param("kind", HoldWorkflow.KIND)
                .param("name", name)
                .param("registration", registration.toString())
                .query((row, _) ->
                        new LifeFacts.Told(row.getBoolean("held"), Columns.instant(row, "last"), row.getInt("times")))
                .optional();
    }

    /** Has the name's registry read as soon as may be; false where nobody here holds the name. */
    boolean readNow(Tx tx, String registryId, DomainName name) {
        return tx.sql()
                        .sql("""
                        UPDATE registration
                        SET read_due_at = least(read_due_at, business_now()), read_asked_at = business_now()
                        WHERE domain_name = :name AND registry_id = :registry AND ended_at IS NULL AND registered
                        """)
                        .param("name", name.ascii())
                        .param("registry", registryId)
                        .update()
                > 0;
    }

    /**
     * A name that is due to be read.
     *
     * @param missed whether its registry did not know it the last time
     * @param askedAt when somebody last had it read; {@link #NOBODY} where it is its turn
     */
    record DueRead(Key key, boolean missed, Instant askedAt) {
        boolean asked() {
            return !askedAt.equals(NOBODY);
        }
    }

    /** Names of a registry that somebody has read, and that nobody is changing, the most overdue first. */
    List<DueRead> askedReads(Tx tx, String registryId, int most) {
        return dueReads(tx, "read_asked_at IS NOT NULL", registryId, most);
    }

    /** Those whose turn it is. */
    List<DueRead> turns(Tx tx, String registryId, int most) {
        return dueReads(tx, "read_asked_at IS NULL", registryId, most);
    }

    private static List<DueRead> dueReads(Tx tx, String which, String registryId, int most) {
        return tx.sql()
                .sql("""
                        SELECT account_id, id, domain_name, absent_since IS NOT NULL AS missed, read_asked_at FROM registration r
                        WHERE ended_at IS NULL AND registered AND registry_id = :registry
                          AND read_due_at <= business_now() AND %s
                          AND NOT EXISTS (SELECT FROM workflow w WHERE w.subject = r.domain_name AND w.wake_at IS NOT NULL)
                        ORDER BY read_due_at LIMIT :most
                        """.formatted(which))
                .param("registry", registryId)
                .param("most", most)
                .query((row, _) -> new DueRead(
                        key(row),
                        row.getBoolean("missed"),
                        Optional.ofNullable(Columns.instantOrNull(row, "read_asked_at"))
                                .orElse(NOBODY)))
                .list();
    }

    /**
     * A reading that showed nothing new.
     *
     * @param seen when the registration had been written last
     */
    record NothingNew(DueRead read, Instant seen, Instant nextRead) {}

    /**
     * Notes readings that showed nothing new, of what nobody has written, nor had read again, meanwhile; nothing becomes due by them.
     */
    void readAgain(Tx tx, Instant readAt, List<NothingNew> readings) {
        tx.sql()
                .sql("""
                        UPDATE registration SET read_at = :readAt, read_due_at = next_read, read_asked_at = NULL
                        FROM unnest(CAST(:accounts AS text[]), CAST(:ids AS uuid[]), CAST(:seen AS timestamptz[]),
                                    CAST(:asked AS timestamptz[]), CAST(:next AS timestamptz[]))
                            AS read (of_account, of_id, seen, asked, next_read)
                        WHERE account_id = of_account AND id = of_id AND updated_at = seen AND ended_at IS NULL
                          AND coalesce(read_asked_at, 'epoch') = asked
                        """)
                .param("readAt", Columns.timestamp(readAt))
                .param(
                        "accounts",
                        texts(readings, each -> each.read().key().account().value()))
                .param("ids", texts(readings, each -> each.read().key().registration()))
                .param("seen", texts(readings, NothingNew::seen))
                .param("asked", texts(readings, each -> each.read().askedAt()))
                .param("next", texts(readings, NothingNew::nextRead))
                .update();
    }

    private static <T> SqlTypeValue texts(List<T> all, Function<T, Object> text) {
        return Columns.textArray(
                all.stream().map(each -> text.apply(each).toString()).toList());
    }

    /** A reading that showed something new. Whoever had the name read again meanwhile is heard. */
    void read(Tx tx, DueRead read, Instant nextRead) {
        tx.sql()
                .sql("""
                        UPDATE registration
                        SET read_at = business_now(), absent_since = NULL, life_at = business_now(),
                            read_due_at = CASE WHEN coalesce(read_asked_at, 'epoch') = :asked THEN :next ELSE read_due_at END,
                            read_asked_at = CASE WHEN read_asked_at = :asked THEN NULL ELSE read_asked_at END
                        WHERE account_id = :account AND id = :id
                        """)
                .param("asked", Columns.timestamp(read.askedAt()))
                .param("next", Columns.timestamp(nextRead))
                .param("account", read.key().account().value())
                .param("id", read.key().registration())
                .update();
    }

    /** Its registry does not know the name, and is asked again. */
    void missed(Tx tx, Key key, Instant since, Instant again) {
        tx.sql()
                .sql("""
                        UPDATE registration
                        SET read_at = business_now(), read_due_at = :again, read_asked_at = business_now(),
                            absent_since = :since, life_at = business_now()
                        WHERE account_id = :account AND id = :id
                        """)
                .param("since", Columns.timestamp(since))
                .param("again", Columns.timestamp(again))
                .param("account", key.account().value())
                .param("id", key.registration())
                .update();
    }

    /** Nothing was learnt: another time. */
    void readLater(Tx tx, Key key, Duration pause) {
        tx.sql()
                .sql("""
                        UPDATE registration
                        SET read_due_at = business_now() + :pauseMillis * interval '1 millisecond'
                        WHERE account_id = :account AND id = :id
                        """)
                .param("pauseMillis", pause.toMillis())
                .param("account", key.account().value())
                .param("id", key.registration())
                .update();
    }

    /** Takes or keeps a chore for that long (machine time); false where another server has it. */
    boolean lease(Tx tx, String chore, String holder, Duration duration) {
        return tx.sql()
                        .sql("""
                        INSERT INTO chore (chore, holder, expires_at)
                        VALUES (:chore, :holder, now() + :millis * interval '1 millisecond')
                        ON CONFLICT (chore) DO UPDATE
                        SET holder = excluded.holder, expires_at = excluded.expires_at
                        WHERE chore.holder = excluded.holder OR chore.expires_at < now()
                        """)
                        .param("chore", chore)
                        .param("holder", holder)
                        .param("millis", duration.toMillis())
                        .update()
                == 1;
    }

    /** Gives a chore back. */
    void release(Tx tx, String chore, String holder) {
        tx.sql()
                .sql("DELETE FROM chore WHERE chore = :chore AND holder = :holder")
                .param("chore", chore)
                .param("holder", holder)
                .update();
    }
}
