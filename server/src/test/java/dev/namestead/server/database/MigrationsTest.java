package dev.namestead.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    /** Else a server that is killed between the two finds tables that it believes to be missing, at each of its next starts. */
    @Test
    void aMigrationAndItsMark_areOneTransaction() {
        String column =
                "SELECT xmin::text FROM pg_attribute WHERE attrelid = 'payment_method'::regclass AND attname = 'reference'";
        String mark = "SELECT xmin::text FROM flyway_schema_history WHERE script = 'V31__billing.sql'";

        assertThat(one(column)).isEqualTo(one(mark));
    }

    @Test
    void serversThatStartAtOnce_makeTheTablesOnce() throws Exception {
        DATABASE.database().read(tx -> tx.sql().sql("CREATE SCHEMA fresh").update());
        DatabaseSettings settings = DATABASE.settings();
        String url = settings.url() + (settings.url().contains("?") ? "&" : "?") + "currentSchema=fresh";
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Database fresh = Database.open(new DatabaseSettings(
                        url, settings.user(), settings.password(), 16, settings.acquireTimeout()))) {
            List<Future<?>> servers = Stream.generate(
                            () -> threads.submit(() -> Migrations.migrate(fresh.dataSource())))
                    .limit(4)
                    .collect(Collectors.toList());

            for (Future<?> server : servers) {
                server.get();
            }
        }

        assertThat(one("SELECT count(*)::text FROM fresh.flyway_schema_history WHERE success"))
                .isEqualTo(one("SELECT count(*)::text FROM flyway_schema_history WHERE success"));
    }

    private static String one(String sql) {
        return DATABASE.database()
                .read(tx -> tx.sql().sql(sql).query(String.class).single());
    }
}
