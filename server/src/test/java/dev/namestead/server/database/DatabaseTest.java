package dev.namestead.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;

final class DatabaseTest {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @BeforeEach
    void makeATable() {
        execute("DROP TABLE IF EXISTS thing");
        execute("CREATE TABLE thing (id int PRIMARY KEY, at timestamptz, words text[], doc jsonb, n int)");
        execute("UPDATE environment SET clock_offset_micros = 0");
    }

    @Test
    void transaction_thatFails_leavesNothing() {
        assertThatThrownBy(() -> DB.database().transact(tx -> {
                    insert(tx, 1);
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(count()).isZero();
    }

    @Test
    void transaction_thatBreaksAConstraint_failsAtOnceAndSaysWhich() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> DB.database().transact(tx -> {
                    attempts.incrementAndGet();
                    insert(tx, 1);
                    insert(tx, 1);
                }))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("thing_pkey");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void transactions_thatDeadlock_bothSucceedInTheEnd() throws Exception {
        DB.database().transact(tx -> {
            insert(tx, 1);
            insert(tx, 2);
        });
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        AtomicInteger attempts = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> both = new ArrayList<>();
            for (int mine : List.of(1, 2)) {
                both.add(threads.submit(() -> DB.database().transact(tx -> {
                    add(tx, mine);
                    if (attempts.incrementAndGet() <= 2) {
                        await(bothHoldOne);
                    }
                    add(tx, 3 - mine);
                })));
            }
            for (Future<?> one : both) {
                one.get();
            }
        }
        assertThat(attempts.get()).isGreaterThan(2);
        assertThat(DB.database()
                        .<Integer>read(tx -> tx.sql()
                                .sql("SELECT sum(n)::int FROM thing")
                                .query(Integer.class)
                                .single()))
                .isEqualTo(4);
    }

    @Test
    void transaction_thatAlwaysLosesItsRace_givesUp() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> DB.database().transact(tx -> {
                    attempts.incrementAndGet();
                    tx.sql()
                            .sql("DO $$ BEGIN RAISE EXCEPTION SQLSTATE '40001'; END $$")
                            .update();
                }))
                .hasRootCauseInstanceOf(java.sql.SQLException.class);
        assertThat(attempts).hasValue(6);
    }

    @Test
    void afterCommit_runsOnceAfterTheCommitAndNeverAfterARollback() {
        List<String> seen = new ArrayList<>();
        DB.database().transact(tx -> {
            insert(tx, 1);
            tx.afterCommit(() -> seen.add("committed " + count()));
        });
        assertThatThrownBy(() -> DB.database().transact(tx -> {
                    tx.afterCommit(() -> seen.add("rolled back"));
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(seen).containsExactly("committed 1");
    }

    @Test
    void afterCommit_thatFails_doesNotMakeTheTransactionLookFailed() {
        DB.database().transact(tx -> {
            insert(tx, 1);
            tx.afterCommit(() -> {
                throw new IllegalStateException("wake-up lost");
            });
        });
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void connectionLostBeforeCommit_isUnavailable() {
        assertThatThrownBy(() -> DB.database().transact(tx -> {
                    insert(tx, 1);
                    terminateItself(tx);
                }))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(count()).isZero();
    }

    @Test
    void connectionLostDuringCommit_isUnknown() {
        cutTheConnectionInCommit();
        assertThatThrownBy(() -> DB.database().transact(tx -> insert(tx, 1)))
                .isInstanceOf(CommitUnknownException.class);
    }

    /** A deferred trigger runs inside COMMIT: there the server cuts the connection. */
    private static void cutTheConnectionInCommit() {
        execute("""
                CREATE OR REPLACE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$""");
        execute("CREATE CONSTRAINT TRIGGER die AFTER INSERT ON thing DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION die()");
    }

    @Test
    void answerToCommitThatWasLost_isLookedForByKey() {
        cutTheConnectionInCommit();
        AtomicInteger runs = new AtomicInteger();
        boolean there = DB.database().inTransactionByKey(tx -> {
            if (runs.getAndIncrement() == 0) {
                insert(tx, 1);
            }
            return true;
        });
        assertThat(there).isTrue();
        assertThat(runs).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "53200", "58030", "25006"})
    void serverThatCannot_isUnavailable(String state) {
        assertThatThrownBy(() -> DB.database()
                        .transact(tx -> tx.sql()
                                .sql("DO $$ BEGIN RAISE EXCEPTION 'planned' USING ERRCODE = '" + state + "'; END $$")
                                .update()))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void databaseThatIsNotThere_isUnavailable() {
        DatabaseSettings nowhere =
                new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/none", "none", "none", 1, Duration.ofMillis(300));
        try (Database database = Database.open(nowhere)) {
            assertThatThrownBy(() -> database.transact(tx -> insert(tx, 1)))
                    .isInstanceOf(DatabaseUnavailableException.class);
        }
    }

    @Test
    void businessNow_isDatabaseTimePlusTheOffset_andOneInstantInATransaction() {
        execute("UPDATE environment SET clock_offset_micros = 86400000000");
        DB.database().transact(tx -> {
            Instant first = tx.businessNow();
            assertThat(first)
                    .isCloseTo(Instant.now().plus(Duration.ofDays(1)), byLessThan(Duration.ofSeconds(5)))
                    .isEqualTo(tx.businessNow());
        });
    }

    @Test
    void columns_bringBackWhatWasStored() {
        Instant at = Instant.parse("2027-02-28T23:59:59.123456Z");
        DB.database()
                .transact(tx -> tx.sql()
                        .sql("INSERT INTO thing (id, at, words, doc) VALUES (:id, :at, :words, :doc)")
                        .param("id", 7)
                        .param("at", Columns.timestamp(at))
                        .param("words", Columns.textArray(List.of("a", "b c")))
                        .param("doc", Columns.jsonb("{\"k\": 1}"))
                        .update());
        String read = DB.database()
                .read(tx -> tx.sql()
                        .sql("SELECT at, words, doc, n FROM thing WHERE words = :words AND at = :at")
                        .param("words", Columns.textArray(List.of("a", "b c")))
                        .param("at", Columns.timestamp(at))
                        .query((row, number) -> Columns.instant(row, "at") + " " + Columns.textList(row, "words") + " "
                                + row.getString("doc") + " " + Columns.intOrNull(row, "n"))
                        .single());
        assertThat(read).isEqualTo("2027-02-28T23:59:59.123456Z [a, b c] {\"k\": 1} null");
    }

    @Test
    void columns_storeNulls() {
        DB.database()
                .transact(tx -> tx.sql()
                        .sql("INSERT INTO thing (id, at, doc) VALUES (8, :at, :doc)")
                        .param("at", Columns.timestamp(null))
                        .param("doc", Columns.jsonb(null))
                        .update());
        assertThat(DB.database()
                        .<Boolean>read(tx -> tx.sql()
                                .sql("SELECT at, words FROM thing")
                                .query((row, number) -> Columns.instantOrNull(row, "at") == null
                                        && Columns.textList(row, "words").isEmpty())
                                .single()))
                .isTrue();
    }

    @Test
    void claim_ofTheOtherMode_isRefused() {
        Migrations.claim(DB.database(), EnvironmentMode.SANDBOX);
        assertThatThrownBy(() -> Migrations.claim(DB.database(), EnvironmentMode.PRODUCTION))
                .isInstanceOf(WrongModeException.class)
                .hasMessageContaining("sandbox");
    }

    @Test
    void claimKey_ofAnotherKeyThanTheFirst_isRefused(@TempDir Path directory) {
        Path file = directory.resolve("secret.key");
        Migrations.claimKey(DB.database(), "first", file);
        Migrations.claimKey(DB.database(), "first", file);
        assertThatThrownBy(() -> Migrations.claimKey(DB.database(), "second", file))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("secret_key_file");
    }

    @Test
    void migrate_again_changesNothing() {
        Migrations.migrate(DB.database().dataSource());
        Migrations.claim(DB.database(), EnvironmentMode.SANDBOX);
    }

    private static org.assertj.core.data.TemporalUnitOffset byLessThan(Duration duration) {
        return new org.assertj.core.data.TemporalUnitLessThanOffset(
                duration.toMillis(), java.time.temporal.ChronoUnit.MILLIS);
    }

    private static void insert(Tx tx, int id) {
        tx.sql()
                .sql("INSERT INTO thing (id, n) VALUES (:id, 0)")
                .param("id", id)
                .update();
    }

    private static void add(Tx tx, int id) {
        tx.sql()
                .sql("UPDATE thing SET n = n + 1 WHERE id = :id")
                .param("id", id)
                .update();
    }

    private static void terminateItself(Tx tx) {
        tx.sql().sql("SELECT pg_terminate_backend(pg_backend_pid())").query().singleValue();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void execute(String sql) {
        DB.database().transact(tx -> tx.sql().sql(sql).update());
    }

    private static int count() {
        return DB.database()
                .read(tx -> tx.sql()
                        .sql("SELECT count(*) FROM thing")
                        .query(Integer.class)
                        .single());
    }
}
