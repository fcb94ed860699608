package dev.namestead.server.billing;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of payment methods and of the payment journal. */
final class PaymentStore {

    void setDefaultMethod(Tx tx, AccountId account, PaymentMethod method) {
        tx.sql()
                .sql("UPDATE payment_method SET is_default = false WHERE account_id = :account")
                .param("account", account.value())
                .update();
        tx.sql()
                .sql("""
                        INSERT INTO payment_method (account_id, id, provider, reference, is_default, created_at)
                        VALUES (:account, :id, :provider, :reference, true, business_now())
                        """)
                .param("account", account.value())
                .param("id", UUID.randomUUID())
                .param("provider", method.provider())
                .param("reference", method.reference())
                .update();
    }

    Optional<PaymentMethod> defaultMethod(Tx tx, AccountId account) {
        return tx.sql()
                .sql("SELECT provider, reference FROM payment_method WHERE account_id = :account AND is_default")
                .param("account", account.value())
                .query((row, _) -> new PaymentMethod(row.getString("provider"), row.getString("reference")))
                .optional();
    }

    Optional<Instant> defaultSince(Tx tx, AccountId account) {
        return tx.sql()
                .sql("SELECT created_at FROM payment_method WHERE account_id = :account AND is_default")
                .param("account", account.value())
                .query((row, _) -> Columns.instant(row, "created_at"))
                .optional();
    }

    Optional<Payment> find(Tx tx, AccountId account, UUID workflow) {
        return tx.sql()
                .sql("""
                        SELECT provider, method, round, state, currency, amount, provider_reference, authorised_at, refusals,
                               updated_at
                        FROM payment WHERE account_id = :account AND workflow_id = :workflow
                        """)
                .param("account", account.value())
                .param("workflow", workflow)
                .query((row, _) -> new Payment(
                        new PaymentMethod(row.getString("provider"), row.getString("method")),
                        row.getInt("round"),
                        row.getString("state"),
                        Money.of(row.getString("currency"), row.getLong("amount")),
                        row.getString("provider_reference"),
                        Columns.instantOrNull(row, "authorised_at"),
                        row.getInt("refusals"),
                        Columns.instant(row, "updated_at")))
                .optional();
    }

    /** Journals that an authorisation is about to be asked for; a later round replaces an earlier one. */
    void authorising(Tx tx, AccountId account, UUID workflow, PaymentMethod method, int round, Money amount) {
        tx.sql()
                .sql("""
                        INSERT INTO payment (account_id, workflow_id, provider, method, round, state, currency, amount,
                                             updated_at)
                        VALUES (:account, :workflow, :provider, :method, :round, 'authorising', :currency, :amount,
                                business_now())
                        ON CONFLICT (account_id, workflow_id) DO UPDATE
                        SET provider = excluded.provider, method = excluded.method, round = excluded.round,
                            state = excluded.state, authorised_at = NULL, provider_reference = NULL,
                            updated_at = excluded.updated_at
                        """)
                .param("account", account.value())
                .param("workflow", workflow)
                .param("provider", method.provider())
                .param("method", method.reference())
                .param("round", round)
                .param("currency", amount.currency().getCurrencyCode())
                .param("amount", amount.minorUnits())
                .update();
    }

    /** A dispute that overtook it stays. */
    void settle(Tx tx, AccountId account, UUID workflow, String state, @Nullable String providerReference) {
        tx.sql()
                .sql("""
                        UPDATE payment
                        SET state = :state,
                            provider_reference = coalesce(nullif(:reference, ''), provider_reference),
                            authorised_at = CASE WHEN :state = 'authorised' THEN business_now() ELSE authorised_at END,
                            refusals = CASE WHEN :state IN ('capture_failed', 'refund_failed') THEN refusals + 1
                                            WHEN :state IN ('captured', 'refunded') THEN 0 ELSE refusals END,
                            updated_at = business_now()
                        WHERE account_id = :account AND workflow_id = :workflow AND state <> 'disputed'
                        """)
                .param("state", state)
                // Not null, which has another type: the statement would be parsed anew each time.
                .param("reference", providerReference == null ? "" : providerReference)
                .param("account", account.value())
                .param("workflow", workflow)
                .update();
    }
}
