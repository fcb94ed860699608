package dev.namestead.server.account;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tokens and users in the database: found by the hash of their secret, which itself is nowhere. */
final class CredentialStore {

    /** A credential that is neither revoked nor expired, with the hash that found it. */
    record Found(byte[] hash, String email, Caller caller) {}

    Optional<Found> findToken(Tx tx, byte[] hash) {
        return tx.sql()
                .sql("""
                        SELECT t.token_id AS id, t.token_hash AS hash, '' AS email, t.scopes,
                               array(SELECT account_id FROM api_token_account WHERE token_id = t.token_id) AS accounts
                        FROM api_token t
                        WHERE t.token_hash = :hash AND t.revoked_at IS NULL
                          AND (t.expires_at IS NULL OR t.expires_at > now())
                        """)
                .param("hash", hash)
                .query((row, n) -> found("token", row))
                .optional();
    }

    Optional<Found> findUser(Tx tx, byte[] keyHash) {
        return tx.sql()
                .sql("""
                        SELECT u.user_id AS id, u.key_hash AS hash, u.email, ARRAY['read', 'write'] AS scopes,
                               array(SELECT account_id FROM account_member WHERE user_id = u.user_id) AS accounts
                        FROM account_user u
                        WHERE u.key_hash = :hash
                        """)
                .param("hash", keyHash)
                .query((row, n) -> found("user", row))
                .optional();
    }

    void insertToken(Tx tx, String tokenId, byte[] hash, String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
        tx.sql()
                .sql("""
                        INSERT INTO api_token (token_id, token_hash, name, scopes, expires_at)
                        VALUES (:id, :hash, :name, :scopes, :expiresAt)
                        """)
                .param("id", tokenId)
                .param("hash", hash)
                .param("name", name)
                .param(
                        "scopes",
                        Columns.textArray(
                                scopes.stream().map(Scope::text).sorted().toList()))
                .param("expiresAt", Columns.timestamp(expiresAt))
                .update();
    }

    void bindToken(Tx tx, String tokenId, Collection<AccountId> accounts) {
        for (AccountId account : accounts) {
            tx.sql()
                    .sql("INSERT INTO api_token_account (account_id, token_id) VALUES (:account, :token)")
                    .param("account", account.value())
                    .param("token", tokenId)
                    .update();
        }
    }

    /** Whether there was such a token in force. */
    boolean revokeToken(Tx tx, String tokenId) {
        return tx.sql()
                        .sql("UPDATE api_token SET revoked_at = now() WHERE token_id = :id AND revoked_at IS NULL")
                        .param("id", tokenId)
                        .update()
                == 1;
    }

    /** Tokens in force of this name, but for the one of this hash. */
    List<String> otherTokens(Tx tx, AccountId account, String name, byte[] hash) {
        return tx.sql()
                .sql("""
                        SELECT t.token_id FROM api_token t JOIN api_token_account b ON b.token_id = t.token_id
                        WHERE b.account_id = :account AND t.name = :name AND t.token_hash <> :hash
                          AND t.revoked_at IS NULL
                        """)
                .param("account", account.value())
                .param("name", name)
                .param("hash", hash)
                .query((row, _) -> row.getString("token_id"))
                .list();
    }

    /** Takes a token that is not in force away for good, so that its text can be used anew. */
    void forget(Tx tx, byte[] hash) {
        tx.sql().sql("""
                        DELETE FROM api_token_account
                        WHERE token_id IN (SELECT token_id FROM api_token WHERE token_hash = :hash)
                        """).param("hash", hash).update();
        tx.sql()
                .sql("DELETE FROM api_token WHERE token_hash = :hash")
                .param("hash", hash)
                .update();
    }

    List<TokenSummary> tokens(Tx tx, AccountId account) {
        return tx.sql()
                .sql("""
                        SELECT t.token_id, t.name, t.scopes, t.created_at, t.expires_at, t.revoked_at
                        FROM api_token t JOIN api_token_account b ON b.token_id = t.token_id
                        WHERE b.account_id = :account ORDER BY t.created_at, t.token_id LIMIT 1000
                        """)
                .param("account", account.value())
                .query((row, n) -> new TokenSummary(
                        row.getString("token_id"),
                        row.getString("name"),
                        scopes(row),
                        Columns.instant(row, "created_at"),
                        Columns.instantOrNull(row, "expires_at"),
                        Columns.instantOrNull(row, "revoked_at")))
                .list();
    }

    /** Whether the user was written; false where the address or the key is in use. */
    boolean insertUser(Tx tx, String userId, String email, byte[] keyHash) {
        return tx.sql()
                        .sql("""
                        INSERT INTO account_user (user_id, email, key_hash) VALUES (:id, :email, :hash)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("id", userId)
                        .param("email", email)
                        .param("hash", keyHash)
                        .update()
                == 1;
    }

    Optional<String> userOf(Tx tx, String email) {
        return tx.sql()
                .sql("SELECT user_id FROM account_user WHERE lower(email) = lower(:email)")
                .param("email", email)
                .query((row, _) -> row.getString("user_id"))
                .optional();
    }

    /** Whether the key is another one than before. */
    boolean changeKey(Tx tx, String userId, byte[] keyHash) {
        return tx.sql()
                        .sql("UPDATE account_user SET key_hash = :hash WHERE user_id = :id AND key_hash <> :hash")
                        .param("id", userId)
                        .param("hash", keyHash)
                        .update()
                == 1;
    }

    void addMember(Tx tx, AccountId account, String userId) {
        tx.sql()
                .sql("INSERT INTO account_member (account_id, user_id) VALUES (:account, :user)")
                .param("account", account.value())
                .param("user", userId)
                .update();
    }

    private static Found found(String kind, ResultSet row) throws SQLException {
        Set<AccountId> accounts =
                Columns.textList(row, "accounts").stream().map(AccountId::new).collect(Collectors.toUnmodifiableSet());
        Caller caller = new Caller(kind, row.getString("id"), accounts, scopes(row));
        return new Found(row.getBytes("hash"), row.getString("email"), caller);
    }

    private static Set<Scope> scopes(ResultSet row) throws SQLException {
        return Columns.textList(row, "scopes").stream().map(Scope::of).collect(Collectors.toUnmodifiableSet());
    }
}
