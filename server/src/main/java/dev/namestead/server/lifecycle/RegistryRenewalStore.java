package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.Tx;
import dev.namestead.server.workflow.WorkflowId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of years that registries have added by themselves. */
final class RegistryRenewalStore {

    boolean exists(Tx tx, UUID registration, LocalDate from) {
        return tx.sql()
                .sql("SELECT 1 FROM registry_renewal WHERE registration_id = :registration AND from_date = :from")
                .param("registration", registration)
                .param("from", from)
                .query((_, _) -> true)
                .optional()
                .isPresent();
    }

    void insert(Tx tx, AccountId account, WorkflowId workflow, UUID registration, LocalDate from, Money cost) {
        tx.sql()
                .sql("""
                        INSERT INTO registry_renewal (account_id, workflow_id, registration_id, from_date, currency, cost)
                        VALUES (:account, :workflow, :registration, :from, :currency, :cost)
                        """)
                .param("account", account.value())
                .param("workflow", workflow.value())
                .param("registration", registration)
                .param("from", from)
                .param("currency", cost.currency().getCurrencyCode())
                .param("cost", cost.minorUnits())
                .update();
    }

    /** What was booked for such years and not settled yet. */
    Optional<Money> open(Tx tx, AccountId account, UUID registration) {
        return each(tx, account, registration).stream().map(Open::cost).reduce(Money::plus);
    }

    /** What was booked for such years that began on this day or later, whoever has paid for them since. */
    Optional<Money> since(Tx tx, AccountId account, UUID registration, LocalDate from) {
        return tx.sql()
                .sql("""
                        SELECT currency, sum(cost)::bigint AS cost FROM registry_renewal
                        WHERE account_id = :account AND registration_id = :registration AND from_date >= :from
                        GROUP BY currency
                        """)
                .param("account", account.value())
                .param("registration", registration)
                .param("from", from)
                .query((row, _) -> Money.of(row.getString("currency"), row.getLong("cost")))
                .optional();
    }

    /** A year that was booked and not settled yet. */
    record Open(UUID workflow, LocalDate from, Money cost) {}

    List<Open> each(Tx tx, AccountId account, UUID registration) {
        return tx.sql()
                .sql("""
                        SELECT workflow_id, from_date, currency, cost FROM registry_renewal
                        WHERE account_id = :account AND registration_id = :registration AND NOT settled
                        ORDER BY from_date
                        """)
                .param("account", account.value())
                .param("registration", registration)
                .query((row, _) -> new Open(
                        row.getObject("workflow_id", UUID.class),
                        row.getDate("from_date").toLocalDate(),
                        Money.of(row.getString("currency"), row.getLong("cost"))))
                .list();
    }

    /** A customer has paid for them, or a deletion or a transfer has brought them back. */
    void settle(Tx tx, AccountId account, UUID registration) {
        tx.sql()
                .sql("""
                        UPDATE registry_renewal SET settled = true
                        WHERE account_id = :account AND registration_id = :registration AND NOT settled
                        """)
                .param("account", account.value())
                .param("registration", registration)
                .update();
    }
}
