package dev.namestead.server.account;

import dev.namestead.api.AccountId;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import java.util.List;
import java.util.Optional;

/** Makes accounts and what opens them. Each operation is one transaction with its audit row. */
public final class Accounts {
    private final Database database;
    private final AccountStore accounts;
    private final AuditStore audit;
    private final CredentialStore credentials = new CredentialStore();
    private final Secrets secrets = new Secrets();

    public Accounts(Database database, AccountStore accounts, AuditStore audit) {
        this.database = database;
        this.accounts = accounts;
        this.audit = audit;
    }

    /** A new account under a random id. */
    public AccountId create(Actor actor, String name, int domainLimit) {
        AccountId id = new AccountId(secrets.newHex());
        createIfAbsent(actor, id, name, domainLimit);
        return id;
    }

    /** Whether the account is new; an existing one is left as it is. */
    public boolean createIfAbsent(Actor actor, AccountId id, String name, int domainLimit) {
        return database.inTransaction(tx -> {
            boolean inserted = accounts.insert(tx, id, name, domainLimit);
            if (inserted) {
                audit.record(tx, actor, id, "account.create", id.value(), "{\"domain_limit\":" + domainLimit + "}");
            }
            return inserted;
        });
    }

    public Optional<Account> find(AccountId id) {
        return database.read(tx -> accounts.find(tx, id));
    }

    /** All accounts, oldest first, at most {@code limit}. */
    public List<AccountId> list(int limit) {
        return database.read(tx -> accounts.list(tx, limit));
    }

    /** @throws IllegalArgumentException there is no such account */
    public void setDomainLimit(Actor actor, AccountId id, int limit) {
        database.transact(tx -> {
            if (!accounts.setDomainLimit(tx, id, limit)) {
                throw noSuch(id);
            }
            audit.record(tx, actor, id, "account.limit", id.value(), "{\"domain_limit\":" + limit + "}");
        });
    }

    /** Records that the account accepted a version of the registration agreement; again is no change. */
    public void acceptAgreement(Actor actor, AccountId id, String version) {
        database.transact(tx -> {
            if (accounts.acceptAgreement(tx, id, version, actor.kind() + ":" + actor.id())) {
                audit.record(tx, actor, id, "account.agreement", version, "{}");
            }
        });
    }

    /** @throws IllegalArgumentException one of its accounts does not exist */
    public IssuedToken issueToken(Actor actor, NewToken wanted) {
        String token = secrets.newToken();
        return new IssuedToken(issue(actor, wanted, token).orElseThrow(), token);
    }

    /**
     * Issues a token whose text is given, as in configuration or a test. Empty where it is in force already.
     */
    public Optional<String> issueGivenToken(Actor actor, NewToken wanted, String token) {
        return issue(actor, wanted, token);
    }

    /** Effective everywhere within a second. False where there is no such token in force. */
    public boolean revokeToken(Actor actor, String tokenId) {
        return database.inTransaction(tx -> {
            boolean revoked = credentials.revokeToken(tx, tokenId);
            if (revoked) {
                audit.record(tx, actor, null, "token.revoke", tokenId, "{}");
            }
            return revoked;
        });
    }

    /** The account's tokens, oldest first, at most 1,000. */
    public List<TokenSummary> tokens(AccountId account) {
        return database.read(tx -> credentials.tokens(tx, account));
    }

    /** A user with an API key, who acts for the account. Empty where the address or the key is in use already. */
    public Optional<String> addUser(Actor actor, AccountId account, String email, String apiKey) {
        String userId = secrets.newHex();
        return database.inTransaction(tx -> {
            requireAccount(tx, account);
            if (!credentials.insertUser(tx, userId, email, Secrets.sha256(apiKey))) {
                return Optional.<String>empty();
            }
            credentials.addMember(tx, account, userId);
            audit.record(tx, actor, account, "user.create", userId, "{}");
            return Optional.of(userId);
        });
    }

    private Optional<String> issue(Actor actor, NewToken wanted, String token) {
        String id = secrets.newHex();
        return database.inTransaction(tx -> {
            wanted.accounts().forEach(account -> requireAccount(tx, account));
            if (!credentials.insertToken(
                    tx, id, Secrets.sha256(token), wanted.name(), wanted.scopes(), wanted.expiresAt())) {
                return Optional.<String>empty();
            }
            credentials.bindToken(tx, id, wanted.accounts());
            for (AccountId account : wanted.accounts()) {
                audit.record(tx, actor, account, "token.create", id, "{}");
            }
            return Optional.of(id);
        });
    }

    private void requireAccount(Tx tx, AccountId account) {
        if (accounts.find(tx, account).isEmpty()) {
            throw noSuch(account);
        }
    }

    private static IllegalArgumentException noSuch(AccountId account) {
        return new IllegalArgumentException("There is no account " + account);
    }
}
