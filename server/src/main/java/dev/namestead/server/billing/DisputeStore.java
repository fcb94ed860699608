package dev.namestead.server.billing;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.Payments.Key;
import dev.namestead.server.database.Tx;
import java.util.Optional;
import java.util.UUID;

/** The rows that a dispute changes, beside the ledger's. */
final class DisputeStore {

    /** A payment that was taken, and by what. */
    record Paid(AccountId account, UUID workflow, String subject, PaymentMethod method) {}

    Optional<Paid> paid(Tx tx, String provider, Key key) {
        return tx.sql()
                .sql("""
                        SELECT t.account_id, t.subject, p.method
                        FROM ledger_transfer t
                             JOIN payment p ON p.account_id = t.account_id AND p.workflow_id = t.workflow_id
                        WHERE t.workflow_id = :workflow AND t.kind = 'capture'
                          AND p.provider = :provider AND p.round = :round
                        """)
                .param("workflow", key.workflow())
                .param("provider", provider)
                .param("round", key.round())
                .query((row, _) -> new Paid(
                        new AccountId(row.getString("account_id")),
                        key.workflow(),
                        row.getString("subject"),
                        new PaymentMethod(provider, row.getString("method"))))
                .optional();
    }

    /** Notes it in the journal of payments; false where it stands there. */
    boolean takenBack(Tx tx, Paid paid) {
        return tx.sql()
                        .sql("""
                                UPDATE payment SET state = 'disputed', updated_at = business_now()
                                WHERE account_id = :account AND workflow_id = :workflow AND state <> 'disputed'
                                """)
                        .param("account", paid.account().value())
                        .param("workflow", paid.workflow())
                        .update()
                == 1;
    }

    /** The account does not pay by it any more, unless it is given again; another one that it pays by now stays. */
    void forget(Tx tx, Paid paid) {
        tx.sql()
                .sql("""
                        UPDATE payment_method SET is_default = false
                        WHERE account_id = :account AND is_default AND provider = :provider AND reference = :reference
                        """)
                .param("account", paid.account().value())
                .param("provider", paid.method().provider())
                .param("reference", paid.method().reference())
                .update();
    }
}
