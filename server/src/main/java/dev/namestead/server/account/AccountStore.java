package dev.namestead.server.account;

import dev.namestead.api.AccountId;
import dev.namestead.server.account.Account.AcceptedAgreement;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Accounts, their limits and what they agreed to, in the database. */
public final class AccountStore {

    /** Whether the account was written; false where its id is taken. */
    boolean insert(Tx tx, AccountId id, String name, int domainLimit) {
        return tx.sql()
                        .sql("""
                        INSERT INTO account (account_id, name, domain_limit) VALUES (:id, :name, :limit)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("id", id.value())
                        .param("name", name)
                        .param("limit", domainLimit)
                        .update()
                == 1;
    }

    public Optional<Account> find(Tx tx, AccountId id) {
        return tx.sql()
                .sql("""
                        SELECT a.account_id, a.name, a.domain_limit, a.domain_count, a.created_at,
                               g.version, g.accepted_at, g.accepted_by
                        FROM account a
                        LEFT JOIN LATERAL (
                            SELECT version, accepted_at, accepted_by FROM account_agreement
                            WHERE account_id = a.account_id ORDER BY accepted_at DESC, version DESC LIMIT 1
                        ) g ON true
                        WHERE a.account_id = :id
                        """)
                .param("id", id.value())
                .query(AccountStore::account)
                .optional();
    }

    /** All accounts, oldest first, at most {@code limit}. */
    public List<AccountId> list(Tx tx, int limit) {
        return tx.sql()
                .sql("SELECT account_id FROM account ORDER BY created_at, account_id LIMIT :limit")
                .param("limit", limit)
                .query((row, n) -> new AccountId(row.getString("account_id")))
                .list();
    }

    /**
     * Counts one more domain, unless the limit is reached: false, and nothing was changed. The row stays locked until the transaction
     * ends, so that two registrations cannot both take the last place.
     */
    public boolean takeDomainSlot(Tx tx, AccountId id) {
        return tx.sql().sql("""
                        UPDATE account SET domain_count = domain_count + 1
                        WHERE account_id = :id AND domain_count < domain_limit
                        """).param("id", id.value()).update() == 1;
    }

    /** Gives back what {@link #takeDomainSlot} took: the registration failed, or the domain is gone. */
    public void releaseDomainSlot(Tx tx, AccountId id) {
        int rows = tx.sql().sql("""
                        UPDATE account SET domain_count = domain_count - 1
                        WHERE account_id = :id AND domain_count > 0
                        """).param("id", id.value()).update();
        if (rows != 1) {
            throw new IllegalStateException("Account " + id + " has no domain slot to release");
        }
    }

    /** The language of what is written to the account's people; empty where there is no such account. */
    public Optional<String> language(Tx tx, AccountId id) {
        return tx.sql()
                .sql("SELECT language FROM account WHERE account_id = :id")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    boolean setLanguage(Tx tx, AccountId id, String language) {
        return tx.sql()
                        .sql("UPDATE account SET language = :language WHERE account_id = :id")
                        .param("language", language)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    boolean setDomainLimit(Tx tx, AccountId id, int limit) {
        return tx.sql()
                        .sql("UPDATE account SET domain_limit = :limit WHERE account_id = :id")
                        .param("limit", limit)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** Whether this version was new to the account. */
    boolean acceptAgreement(Tx tx, AccountId id, String version, String acceptedBy) {
        return tx.sql()
                        .sql("""
                        INSERT INTO account_agreement (account_id, version, accepted_by)
                        VALUES (:id, :version, :acceptedBy)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("id", id.value())
                        .param("version", version)
                        .param("acceptedBy", acceptedBy)
                        .update()
                == 1;
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        String version = row.getString("version");
        AcceptedAgreement agreement = version == null
                ? null
                : new AcceptedAgreement(version, Columns.instant(row, "accepted_at"), row.getString("accepted_by"));
        return new Account(
                new AccountId(row.getString("account_id")),
                row.getString("name"),
                row.getInt("domain_limit"),
                row.getInt("domain_count"),
                agreement,
                Columns.instant(row, "created_at"));
    }
}
