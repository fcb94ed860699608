package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.server.account.AccountStore;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.search.NameState;
import dev.namestead.server.search.SeenNames;
import java.util.Map;
import java.util.UUID;

/** The end of a registration: its name and its place in the account are free. */
final class Endings {
    private final AccountStore accounts;
    private final SeenNames seen;
    private final RegistrationStore registrations = new RegistrationStore();

    Endings(AccountStore accounts, SeenNames seen) {
        this.accounts = accounts;
        this.seen = seen;
    }

    /**
     * @param reason a word that stays with the registration
     * @param now what the name is to others from here on
     */
    void end(Tx tx, AccountId account, UUID registration, DomainName name, String reason, NameState now) {
        registrations.end(tx, account, registration, reason);
        accounts.releaseDomainSlot(tx, account);
        tx.afterCommit(() -> seen.add(Map.of(name, now)));
    }
}
