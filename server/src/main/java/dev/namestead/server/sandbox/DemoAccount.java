package dev.namestead.server.sandbox;

import dev.namestead.api.AccountId;
import dev.namestead.server.account.Accounts;
import dev.namestead.server.account.NewToken;
import dev.namestead.server.account.Scope;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.sandbox.TestAccounts.Card;
import dev.namestead.server.sandbox.TestAccounts.Wishes;

/** The account of the contract's examples, so that each of them runs as it is printed. */
public final class DemoAccount {
    public static final AccountId ID = new AccountId("023e105f4ecef8ad9ca31a8372d0c353");

    private static final Actor SEED = Actor.system("sandbox-seed");
    private static final String TOKEN_NAME = "demo";

    private final Accounts accounts;
    private final TestAccounts equipment;
    private final int domainLimit;

    public DemoAccount(Accounts accounts, TestAccounts equipment, int domainLimit) {
        this.accounts = accounts;
        this.equipment = equipment;
        this.domainLimit = domainLimit;
    }

    /** Makes the account unless it is there, and leaves exactly these credentials in force; again is no change. */
    public void seed(DemoCredentials credentials) {
        equipment.createIfAbsent(SEED, ID, new Wishes("Demo", Card.OK, true, true, domainLimit));
        accounts.setOnlyToken(SEED, NewToken.of(ID, TOKEN_NAME, Scope.READ, Scope.WRITE), credentials.token());
        accounts.setUserKey(SEED, ID, credentials.email(), credentials.apiKey());
    }

    /** Credentials that nobody can know: for a server that others than this machine can reach. */
    public DemoCredentials generatedCredentials() {
        return new DemoCredentials(accounts.newToken(), DemoCredentials.EMAIL, accounts.newKey());
    }
}
