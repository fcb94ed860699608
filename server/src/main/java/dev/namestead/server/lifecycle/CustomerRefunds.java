package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.database.Tx;
import dev.namestead.server.registration.Settlements;
import java.util.UUID;

/**
 * What a customer gets back for a name that is gone within its add grace period, where policy says so: all that was sold of it. The sale is taken back
 * with the deletion; the money follows by a workflow of its own.
 */
final class CustomerRefunds {
    private final boolean policy;
    private final Ledger ledger;
    private final Settlements settlements;
    private final DeletionStore store = new DeletionStore();

    CustomerRefunds(LifecycleSettings.LateMoney rules, Ledger ledger, Settlements settlements) {
        this.policy = rules.refundInAddGrace();
        this.ledger = ledger;
        this.settlements = settlements;
    }

    /** Tells beforehand what it will be. */
    DeletionData promised(Tx tx, AccountId account, DeletionData data) {
        DeletionData.Before before = data.before();
        return policy && before != null && before.addGrace()
                ? store.sold(tx, account, data.registration())
                        .map(data::withRefund)
                        .orElse(data)
                : data;
    }

    void give(Tx tx, AccountId account, DeletionData data) {
        if (data.refund() == null) {
            return;
        }
        for (UUID purchase : store.purchases(tx, account, data.registration())) {
            if (ledger.refund(tx, account, purchase).isPresent()) {
                settlements.payBack(tx, account, purchase, data.domainName());
            }
        }
    }
}
