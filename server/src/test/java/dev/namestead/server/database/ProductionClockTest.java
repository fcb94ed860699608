package dev.namestead.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Business time of an environment that is claimed for production, beside the sandbox in the same database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProductionClockTest {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private Database production;

    @BeforeAll
    void claimASchema() {
        DB.database().transact(tx -> tx.sql().sql("CREATE SCHEMA production").update());
        DatabaseSettings all = DB.settings();
        production = Database.open(new DatabaseSettings(
                all.url() + "?currentSchema=production", all.user(), all.password(), 2, Duration.ofSeconds(10)));
        Migrations.migrate(production.dataSource());
        Migrations.claim(production, EnvironmentMode.PRODUCTION);
    }

    @AfterAll
    void close() {
        production.close();
    }

    @Test
    void businessTime_isTheDatabasesOwn() {
        List<Instant> both = production.read(tx -> tx.sql()
                .sql("SELECT now() AS database_now, business_now() AS by_function, business_now FROM business_clock")
                .query((row, _) -> List.of(
                        Columns.instant(row, "database_now"),
                        Columns.instant(row, "by_function"),
                        Columns.instant(row, "business_now")))
                .single());

        assertThat(both).containsOnly(both.getFirst());
    }

    @Test
    void businessTime_isReadFromNoTable() {
        assertThat(plan(DB.database())).contains("environment");
        assertThat(plan(production)).doesNotContain("environment");
    }

    private static String plan(Database database) {
        List<String> lines = database.read(tx -> tx.sql()
                .sql("EXPLAIN SELECT business_now FROM business_clock")
                .query(String.class)
                .list());
        return String.join("\n", lines);
    }
}
