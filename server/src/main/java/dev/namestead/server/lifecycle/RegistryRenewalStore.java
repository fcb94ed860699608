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
        return tx.sql()
                .sql("""
                        SELECT currency, sum(cost)::bigint AS cost FROM registry_renewal
                        WHERE account_id = :account AND registration_id = :registration AND NOT settled
                        GROUP BY currency
                        """)
                .param("account", account.value())
                .param("registration", registration)
                .query((row, _) -> Money.of(row.getString("currency"), row.getLong("cost")))
                .optional();
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

    /** A year that was booked. */
    record Booked(UUID workflow, Money cost) {}

    /** Those that began on this day or later and that no deletion has brought back. */
    List<Booked> takenWith(Tx tx, AccountId account, UUID registration, LocalDate from) {
        return tx.sql()
                .sql("""
                        SELECT workflow_id, currency, cost FROM registry_renewal y
                        WHERE y.account_id = :account AND y.registration_id = :registration AND y.from_date >= :from
                          AND NOT EXISTS (SELECT FROM deletion d
                                          WHERE d.account_id = y.account_id AND d.registration_id = y.registration_id
                                            AND d.deleted_at >= y.from_date)
                        ORDER BY y.from_date
                        """)
                .param("account", account.value())
                .param("registration", registration)
                .param("from", from)
                .query((row, _) -> new Booked(
                        row.getObject("workflow_id", UUID.class),
                        Money.of(row.getString("currency"), row.getLong("cost"))))
                .list();
    }

    /** A customer has paid for all of them, or a transfer has taken them away. */
    void settle(Tx tx, AccountId account, UUID registration) {
        settleSince(tx, account, registration, LocalDate.EPOCH);
    }

    /** A deletion has brought back those that began on this day or later; one that began before is lost, unless a restore sells it. */
    void settleSince(Tx tx, AccountId account, UUID registration, LocalDate from) {
        tx.sql()
                .sql("""
                        UPDATE registry_renewal SET settled = true
                        WHERE account_id = :account AND registration_id = :registration AND from_date >= :from AND NOT settled
                        """)
                .param("account", account.value())
                .param("registration", registration)
                .param("from", from)
                .update();
    }
}
