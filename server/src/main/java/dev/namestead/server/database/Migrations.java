package dev.namestead.server.database;

import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema to the newest version; several nodes may do so at once. */
public final class Migrations {

    private Migrations() {}

    /** Runs what is missing of {@code db/migration}. */
    public static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                // Packages number their own ranges (10, 20, 30 …), so a low number may come late.
                .outOfOrder(true)
                .cleanDisabled(true)
                // On two connections, as by default, a kill between a migration's end and its mark has it run again,
                // and fail, for ever.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate();
    }

    /**
     * Makes the migrated database this environment's own, or confirms that it is.
     *
     * @throws WrongModeException it was made for the other mode
     */
    public static void claim(Database database, EnvironmentMode mode) {
        String found = database.inTransaction(tx -> {
            boolean first = tx.sql()
                            .sql("INSERT INTO environment (mode) VALUES (:mode) ON CONFLICT DO NOTHING")
                            .param("mode", mode.text())
                            .update()
                    == 1;
            if (first && mode == EnvironmentMode.PRODUCTION) {
                keepRealTime(tx);
            }
            return tx.sql()
                    .sql("SELECT mode FROM environment")
                    .query(String.class)
                    .single();
        });
        if (!found.equals(mode.text())) {
            throw new WrongModeException(mode, EnvironmentMode.of(found));
        }
    }

    /** Production's time cannot be moved, so that none of the statements that ask for it has to read by how much it was. */
    private static void keepRealTime(Tx tx) {
        tx.sql()
                .sql("CREATE OR REPLACE VIEW business_clock AS SELECT now() AS business_now")
                .update();
        tx.sql().sql("""
                        CREATE OR REPLACE FUNCTION business_now() RETURNS timestamptz LANGUAGE sql STABLE
                        BEGIN ATOMIC SELECT now(); END
                        """).update();
    }

    /**
     * Makes the key the one that this database's secrets are written under, or confirms that it is.
     *
     * @param fingerprint tells keys apart
     * @throws WrongKeyException another one was used before
     */
    public static void claimKey(Database database, String fingerprint, Path file) {
        String found = database.inTransaction(tx -> {
            tx.sql()
                    .sql("UPDATE environment SET key_fingerprint = :key WHERE key_fingerprint IS NULL")
                    .param("key", fingerprint)
                    .update();
            return tx.sql()
                    .sql("SELECT key_fingerprint FROM environment")
                    .query(String.class)
                    .single();
        });
        if (!found.equals(fingerprint)) {
            throw new WrongKeyException(file);
        }
    }
}
