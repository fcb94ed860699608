package dev.namestead.server.registry.epp;

import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import dev.namestead.server.registry.SecretBox;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Our passwords at the registries, encrypted, as far as they were ever changed. */
final class PasswordStore {

    private final SecretBox secrets;

    PasswordStore(SecretBox secrets) {
        this.secrets = secrets;
    }

    /**
     * How far a change has come.
     *
     * @param givenUp tags of the passwords that are not used again
     */
    record Stored(String current, @Nullable String next, boolean offered, List<String> givenUp) {
        @Override
        public String toString() {
            return "Stored[offered=" + offered + ", givenUp=" + givenUp.size() + "]";
        }
    }

    Optional<Stored> find(Tx tx, String registryId) {
        return tx.sql()
                .sql("""
                        SELECT current_box, next_box, offered, given_up
                        FROM registry_password WHERE registry_id = :registry
                        """)
                .param("registry", registryId)
                .query((row, _) -> {
                    byte[] next = row.getBytes("next_box");
                    return new Stored(
                            secrets.open(row.getBytes("current_box")),
                            next == null ? null : secrets.open(next),
                            row.getBoolean("offered"),
                            Columns.textList(row, "given_up"));
                })
                .optional();
    }

    void put(Tx tx, String registryId, Stored passwords) {
        String next = passwords.next();
        tx.sql()
                .sql("""
                        INSERT INTO registry_password
                            (registry_id, current_box, next_box, offered, given_up, changed_at)
                        VALUES (:registry, :current, CAST(:next AS bytea), :offered, :givenUp, now())
                        ON CONFLICT (registry_id) DO UPDATE
                        SET current_box = excluded.current_box, next_box = excluded.next_box,
                            offered = excluded.offered, given_up = excluded.given_up,
                            changed_at = excluded.changed_at
                        """)
                .param("registry", registryId)
                .param("current", secrets.seal(passwords.current()))
                .param("next", next == null ? null : secrets.seal(next))
                .param("offered", passwords.offered())
                .param("givenUp", Columns.textArray(passwords.givenUp()))
                .update();
    }
}
