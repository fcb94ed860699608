package dev.namestead.server.account;

import dev.namestead.api.AccountId;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import java.util.List;
import java.util.Optional;

/** Makes accounts and what opens them. Each operation has its audit row in its transaction, its own or the caller's. */
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
        AccountId id = newId();
        database.transact(tx -> createIfAbsent(tx, actor, id, name, domainLimit));
        return id;
    }

    /** An account's id, in use by nobody yet. */
    public AccountId newId() {
        return new AccountId(secrets.newHex());
    }

    /** Whether the account is new; an existing one is left as it is. Part of the caller's transaction. */
    public boolean createIfAbsent(Tx tx, Actor actor, AccountId id, String name, int domainLimit) {
        boolean inserted = accounts.insert(tx, id, name, domainLimit);
        if (inserted) {
            audit.record(tx, actor, id, "account.create", id.value(), "{\"domain_limit\":" + domainLimit + "}");
        }
        return inserted;
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

    /**
     * In what language notices are written to the account's people from now on.
     *
     * @throws IllegalArgumentException there is no such account, or no such language
     */
    public void setLanguage(Actor actor, AccountId id, String language) {
        if (!AccountLanguage.ALL.contains(language)) {
            throw new IllegalArgumentException(
                    "LANGUAGE must be one of " + String.join(", ", AccountLanguage.ALL) + ": " + language);
        }
        database.transact(tx -> {
            if (!accounts.setLanguage(tx, id, language)) {
                throw noSuch(id);
            }
            audit.record(tx, actor, id, "account.language", id.value(), "{\"language\":\"" + language + "\"}");
        });
    }

    /**
     * Records that the account accepted a version of the registration agreement; again is no change.
     *
     * @throws IllegalArgumentException there is no such account
     */
    public void acceptAgreement(Actor actor, AccountId id, String version) {
        database.transact(tx -> acceptAgreement(tx, actor, id, version));
    }

    /** The same as part of the caller's transaction. */
    public void acceptAgreement(Tx tx, Actor actor, AccountId id, String version) {
        requireAccount(tx, id);
        if (accounts.acceptAgreement(tx, id, version, actor.kind() + ":" + actor.id())) {
            audit.record(tx, actor, id, "account.agreement", version, "{}");
        }
    }

    /** @throws IllegalArgumentException one of its accounts does not exist */
    public IssuedToken issueToken(Actor actor, NewToken wanted) {
        String token = secrets.newToken();
        return database.inTransaction(tx -> new IssuedToken(issue(tx, actor, wanted, Secrets.sha256(token)), token));
    }

    /**
     * Puts a token of a given text in force and ends all others of the same name for its accounts. Again is no change.
     */
    public void setOnlyToken(Actor actor, NewToken wanted, String token) {
        byte[] hash = Secrets.sha256(token);
        database.transact(tx -> {
            for (AccountId account : wanted.accounts()) {
                for (String old : credentials.otherTokens(tx, account, wanted.name(), hash)) {
                    revoke(tx, actor, old);
                }
            }
            if (credentials.findToken(tx, hash).isEmpty()) {
                credentials.forget(tx, hash);
                issue(tx, actor, wanted, hash);
            }
        });
    }

    /** A token's text, in force for nobody yet. */
    public String newToken() {
        return secrets.newToken();
    }

    /** A user's API key, in force for nobody yet. */
    public String newKey() {
        return secrets.newHex();
    }

    /** Effective everywhere within a second. False where there is no such token in force. */
    public boolean revokeToken(Actor actor, String tokenId) {
        return database.inTransaction(tx -> revoke(tx, actor, tokenId));
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

    /** Gives the user of this address the key, and makes the user, a member of the account, where there is none. */
    public void setUserKey(Actor actor, AccountId account, String email, String apiKey) {
        byte[] hash = Secrets.sha256(apiKey);
        boolean there = database.inTransaction(tx -> {
            Optional<String> user = credentials.userOf(tx, email);
            if (user.isPresent() && credentials.changeKey(tx, user.get(), hash)) {
                audit.record(tx, actor, account, "user.key", user.get(), "{}");
            }
            return user.isPresent();
        });
        if (!there) {
            addUser(actor, account, email, apiKey);
        }
    }

    private boolean revoke(Tx tx, Actor actor, String tokenId) {
        boolean revoked = credentials.revokeToken(tx, tokenId);
        if (revoked) {
            audit.record(tx, actor, null, "token.revoke", tokenId, "{}");
        }
        return revoked;
    }

    private String issue(Tx tx, Actor actor, NewToken wanted, byte[] hash) {
        String id = secrets.newHex();
        wanted.accounts().forEach(account -> requireAccount(tx, account));
        credentials.insertToken(tx, id, hash, wanted.name(), wanted.scopes(), wanted.expiresAt());
        credentials.bindToken(tx, id, wanted.accounts());
        for (AccountId account : wanted.accounts()) {
            audit.record(tx, actor, account, "token.create", id, "{}");
        }
        return id;
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
