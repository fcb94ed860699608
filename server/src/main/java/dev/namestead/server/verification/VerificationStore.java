package dev.namestead.server.verification;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The rows of verifications and of the links that were mailed; of a link only its hash is kept. */
final class VerificationStore {
    private static final String COLUMNS = "v.account_id, v.id, v.email, v.asked_at, v.verified_at ";

    Optional<Verification> find(Tx tx, AccountId account, String dataHash) {
        return tx.sql()
                .sql("SELECT " + COLUMNS + "FROM verification v WHERE v.account_id = :account AND v.data_hash = :hash")
                .param("account", account.value())
                .param("hash", dataHash)
                .query((row, _) -> verification(row))
                .optional();
    }

    Optional<Verification> findBySecret(Tx tx, byte[] secretHash) {
        return tx.sql()
                .sql("SELECT " + COLUMNS + """
                        FROM verification v JOIN verification_link l ON l.account_id = v.account_id AND l.verification_id = v.id
                        WHERE l.secret_hash = :hash
                        """)
                .param("hash", secretHash)
                .query((row, _) -> verification(row))
                .optional();
    }

    /** Nothing where the data are known already. */
    void insert(Tx tx, AccountId account, String dataHash, String email) {
        tx.sql()
                .sql("""
                        INSERT INTO verification (account_id, id, data_hash, email, asked_at)
                        VALUES (:account, :id, :hash, :email, business_now())
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", account.value())
                .param("id", UUID.randomUUID())
                .param("hash", dataHash)
                .param("email", email)
                .update();
    }

    void addLink(Tx tx, Verification verification, byte[] secretHash) {
        tx.sql()
                .sql("""
                        INSERT INTO verification_link (secret_hash, account_id, verification_id, created_at)
                        VALUES (:hash, :account, :verification, business_now())
                        """)
                .param("hash", secretHash)
                .param("account", verification.account().value())
                .param("verification", verification.id())
                .update();
    }

    /** The question and its links are void. */
    void delete(Tx tx, Verification verification) {
        tx.sql()
                .sql("DELETE FROM verification_link WHERE account_id = :account AND verification_id = :id")
                .param("account", verification.account().value())
                .param("id", verification.id())
                .update();
        tx.sql()
                .sql("DELETE FROM verification WHERE account_id = :account AND id = :id")
                .param("account", verification.account().value())
                .param("id", verification.id())
                .update();
    }

    int linksOfToday(Tx tx, Verification verification) {
        return tx.sql()
                .sql("""
                        SELECT count(*) FROM verification_link
                        WHERE account_id = :account AND verification_id = :verification
                          AND created_at > business_now() - interval '1 day'
                        """)
                .param("account", verification.account().value())
                .param("verification", verification.id())
                .query(Integer.class)
                .single();
    }

    /** Whether it was verified by this very call. */
    boolean verify(Tx tx, Verification verification) {
        return tx.sql()
                        .sql("""
                        UPDATE verification SET verified_at = business_now()
                        WHERE account_id = :account AND id = :id AND verified_at IS NULL
                        """)
                        .param("account", verification.account().value())
                        .param("id", verification.id())
                        .update()
                == 1;
    }

    private static Verification verification(ResultSet row) throws SQLException {
        return new Verification(
                new AccountId(row.getString("account_id")),
                row.getObject("id", UUID.class),
                row.getString("email"),
                Columns.instant(row, "asked_at"),
                Columns.instantOrNull(row, "verified_at"));
    }
}
