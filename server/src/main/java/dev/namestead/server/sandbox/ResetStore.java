package dev.namestead.server.sandbox;

import dev.namestead.server.database.Tx;
import java.util.List;

/** Empties the database of a sandbox. */
final class ResetStore {

    /** All rows but the environment's own go; its epoch grows. Only where the environment is a sandbox. */
    boolean clear(Tx tx) {
        boolean sandbox = tx.sql()
                        .sql("UPDATE environment SET epoch = epoch + 1 WHERE mode = 'sandbox'")
                        .update()
                == 1;
        if (sandbox) {
            List<String> tables =
                    tx.sql().sql("""
                            SELECT quote_ident(tablename) FROM pg_tables
                            WHERE schemaname = current_schema()
                              AND tablename NOT IN ('environment', 'world', 'flyway_schema_history')
                            ORDER BY tablename
                            """).query((row, _) -> row.getString(1)).list();
            tx.sql()
                    .sql("TRUNCATE " + String.join(", ", tables) + " RESTART IDENTITY")
                    .update();
        }
        return sandbox;
    }
}
