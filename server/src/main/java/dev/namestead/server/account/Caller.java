package dev.namestead.server.account;

import dev.namestead.api.AccountId;
import dev.namestead.server.audit.Actor;
import java.util.Set;

/**
 * Who sends a request, once its credentials were found good.
 *
 * @param kind {@code token} or {@code user}
 * @param id the token's or user's id; never the secret
 */
public record Caller(String kind, String id, Set<AccountId> accounts, Set<Scope> scopes) {

    public Caller {
        accounts = Set.copyOf(accounts);
        scopes = Set.copyOf(scopes);
    }

    public boolean mayActFor(AccountId account) {
        return accounts.contains(account);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /** As the record of a mutation names the caller. */
    public Actor actor(String requestId) {
        return new Actor(kind, id, requestId);
    }
}
