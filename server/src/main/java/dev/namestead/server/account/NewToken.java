package dev.namestead.server.account;

import dev.namestead.api.AccountId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token is to be.
 *
 * @param name for people, such as where it is used
 * @param expiresAt in machine time; null for never
 */
public record NewToken(
        Set<AccountId> accounts,
        Set<Scope> scopes,
        String name,
        @Nullable Instant expiresAt) {

    /** A token without end for one account. */
    public static NewToken of(AccountId account, String name, Scope... scopes) {
        return new NewToken(Set.of(account), Set.of(scopes), name, null);
    }
}
