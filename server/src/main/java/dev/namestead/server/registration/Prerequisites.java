package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.account.Account;
import dev.namestead.server.account.AccountStore;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.database.Tx;

/** What an account needs before anything is bought for it: an accepted agreement, and something to pay with. */
public final class Prerequisites {
    private final AccountStore accounts;
    private final Payments payments;

    public Prerequisites(AccountStore accounts, Payments payments) {
        this.accounts = accounts;
        this.payments = payments;
    }

    /** The account, where it lacks nothing. */
    public Account require(Tx tx, AccountId id) {
        Account account = accounts.find(tx, id)
                .orElseThrow(() -> new RefusedException(Refusal.NOT_ALLOWED, "Authentication error"));
        if (account.agreement() == null) {
            throw new RefusedException(
                    Refusal.INVALID, "The registration agreement has not been accepted for this account.");
        }
        if (payments.defaultMethod(tx, id).isEmpty()) {
            throw new RefusedException(
                    Refusal.INVALID, "No valid default payment method found for this account's billing profile.");
        }
        return account;
    }
}
