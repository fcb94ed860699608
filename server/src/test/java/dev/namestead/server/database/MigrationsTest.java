package dev.namestead.server.database;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static String one(String sql) {
        return DATABASE.database()
                .read(tx -> tx.sql().sql(sql).query(String.class).single());
    }
}
