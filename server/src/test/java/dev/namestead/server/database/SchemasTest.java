package dev.namestead.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Further environments in the same database: the same tables, other rows. */
class SchemasTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private Schemas schemas;

    @BeforeEach
    void open() {
        schemas = new Schemas(DB.settings(), DB.database());
    }

    @AfterEach
    void close() {
        List.of("world_a", "world_b").forEach(schemas::dropAll);
        schemas.close();
    }

    /** Everything that makes a schema what it is. */
    private static List<String> shape(Database database) {
        return database.read(tx -> tx.sql().sql("""
                        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
                        FROM information_schema.columns
                        WHERE table_schema = current_schema() AND table_name <> 'flyway_schema_history'
                        UNION ALL
                        SELECT regexp_replace(indexdef, current_schema() || '\\.', '') FROM pg_indexes
                        WHERE schemaname = current_schema() AND tablename <> 'flyway_schema_history'
                        UNION ALL
                        SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
                        ORDER BY 1
                        """).query(String.class).list());
    }

    private static void name(Database database, String node) {
        database.transact(tx -> tx.sql()
                .sql("INSERT INTO node (node_id, expires_at) VALUES (:node, now())")
                .param("node", node)
                .update());
    }

    private static List<String> names(Database database) {
        return database.read(tx -> tx.sql()
                .sql("SELECT node_id FROM node ORDER BY node_id")
                .query(String.class)
                .list());
    }

    private static long notices(Database database) {
        return database.inTransaction(tx -> tx.sql().sql("""
                        INSERT INTO notice (id, account_id, kind, subject, recipient, title, body, state, created_at)
                        VALUES (gen_random_uuid(), 'a', 'k', 's', 'r', 't', 'b', 'kept', business_now()) RETURNING number
                        """).query(Long.class).single());
    }

    @Test
    void aSchemaThatIsMade_isAsTheMigrationsMakeTheFirstOne() {
        schemas.create("world_a", "key");

        assertThat(shape(schemas.in("world_a"))).isEqualTo(shape(DB.database()));
    }

    @Test
    void whatIsWrittenIntoOne_isInNoOther_andHasItsOwnTime() {
        schemas.create("world_a", "key");
        schemas.create("world_b", "key");
        name(schemas.in("world_a"), "a");
        name(schemas.in("world_b"), "b");
        name(DB.database(), "first");
        schemas.in("world_a")
                .transact(tx -> tx.sql()
                        .sql("UPDATE environment SET clock_offset_micros = 86400000000")
                        .update());

        assertThat(names(schemas.in("world_a"))).containsExactly("a");
        assertThat(names(schemas.in("world_b"))).containsExactly("b");
        assertThat(names(DB.database())).containsExactly("first");
        assertThat(schemas.in("world_a").read(Tx::businessNow))
                .isAfter(schemas.in("world_b").read(Tx::businessNow).plusSeconds(86_000));
    }

    @Test
    void whatWasKept_isPutBack_asOftenAsWanted_andNumbersGoOn() {
        schemas.create("world_a", "key");
        Database world = schemas.in("world_a");
        name(world, "kept");
        long last = notices(world);
        schemas.keep("world_a", "world_a_one");
        for (int time = 0; time < 2; time++) {
            name(world, "later");
            notices(world);
            schemas.putBack("world_a_one", "world_a");
            assertThat(names(world)).containsExactly("kept");
            assertThat(notices(world)).isEqualTo(last + 1);
        }
        schemas.keep("world_a", "world_a_one");

        schemas.dropAll("world_a");

        long left = DB.database()
                .read(tx -> tx.sql()
                        .sql("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'world%'")
                        .query(Long.class)
                        .single());
        assertThat(left).isZero();
    }
}
