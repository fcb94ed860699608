package dev.namestead.server.billing;

import dev.namestead.server.billing.PaymentProvider.Dispute;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of the sandbox's payment provider. */
final class SandboxPaymentStore {

    /** The state of the payment with this key, which is made where it is new. */
    String insertOrRead(Tx tx, String key, String card, Money amount, String state) {
        int made = tx.sql()
                .sql("""
                        INSERT INTO sandbox_payment (idempotency_key, card, currency, amount, state)
                        VALUES (:key, :card, :currency, :amount, :state)
                        ON CONFLICT (idempotency_key) DO NOTHING
                        """)
                .param("key", key)
                .param("card", card)
                .param("currency", amount.currency().getCurrencyCode())
                .param("amount", amount.minorUnits())
                .param("state", state)
                .update();
        if (made == 1) {
            return state;
        }
        return tx.sql()
                .sql("SELECT state FROM sandbox_payment WHERE idempotency_key = :key")
                .param("key", key)
                .query((row, _) -> row.getString("state"))
                .single();
    }

    /** Takes that much, which may be less than was reserved; true also where it is taken already. */
    boolean capture(Tx tx, String key, Money amount) {
        return tx.sql()
                        .sql("""
                                UPDATE sandbox_payment SET state = 'captured', amount = :amount,
                                       captured_at = coalesce(captured_at, business_now())
                                WHERE idempotency_key = :key AND state IN ('authorised', 'captured')
                                  AND amount >= :amount
                                """)
                        .param("key", key)
                        .param("amount", amount.minorUnits())
                        .update()
                == 1;
    }

    /** Gives all of it back, which was taken; true also where that was done already. */
    boolean refund(Tx tx, String key, Money amount) {
        return tx.sql()
                        .sql("""
                                UPDATE sandbox_payment SET state = 'refunded'
                                WHERE idempotency_key = :key AND state IN ('captured', 'refunded') AND amount = :amount
                                """)
                        .param("key", key)
                        .param("amount", amount.minorUnits())
                        .update()
                == 1;
    }

    /** What it was paid with; empty where there is no such payment. */
    String card(Tx tx, String key) {
        return tx.sql()
                .sql("SELECT card FROM sandbox_payment WHERE idempotency_key = :key")
                .param("key", key)
                .query((row, _) -> row.getString("card"))
                .optional()
                .orElse("");
    }

    /** How many other payments the card has been good for. */
    int otherCharges(Tx tx, String key, String card) {
        return tx.sql()
                .sql("""
                        SELECT count(*) AS charges FROM sandbox_payment
                        WHERE card = :card AND idempotency_key <> :key AND state IN ('authorised', 'captured')
                        """)
                .param("card", card)
                .param("key", key)
                .query((row, _) -> row.getInt("charges"))
                .single();
    }

    /** Moves an authorised payment on; true also where it is there already. */
    boolean move(Tx tx, String key, String state) {
        return tx.sql().sql("""
                                UPDATE sandbox_payment SET state = :state
                                WHERE idempotency_key = :key AND state IN ('authorised', :state)
                                """).param("key", key).param("state", state).update() == 1;
    }

    /** What was taken from a card so long ago that its bank takes it back, and nobody knows yet. */
    List<Dispute> disputes(Tx tx, String card, Duration after, int most) {
        return tx.sql()
                .sql("""
                        SELECT idempotency_key, currency, amount FROM sandbox_payment
                        WHERE card = :card AND state = 'captured'
                          AND captured_at <= business_now() - :seconds * interval '1 second'
                        ORDER BY captured_at LIMIT :most
                        """)
                .param("card", card)
                .param("seconds", after.toSeconds())
                .param("most", most)
                .query((row, _) -> new Dispute(
                        row.getString("idempotency_key"), Money.of(row.getString("currency"), row.getLong("amount"))))
                .list();
    }

    void takenBack(Tx tx, String key) {
        tx.sql()
                .sql(
                        "UPDATE sandbox_payment SET state = 'disputed' WHERE idempotency_key = :key AND state = 'captured'")
                .param("key", key)
                .update();
    }

    /** The first after an instant of a card's payments that its bank has not taken back. */
    Optional<Instant> nextCapture(Tx tx, String card, Instant after) {
        return tx.sql()
                .sql("""
                        SELECT min(captured_at) AS at FROM sandbox_payment
                        WHERE card = :card AND state = 'captured' AND captured_at > :after
                        """)
                .param("card", card)
                .param("after", Columns.timestamp(after))
                .query((row, _) -> Optional.ofNullable(Columns.instantOrNull(row, "at")))
                .single();
    }

    Map<String, Money> taken(Tx tx, Collection<String> keys) {
        Map<String, Money> taken = new HashMap<>();
        tx.sql()
                .sql("""
                        SELECT idempotency_key, currency, amount FROM sandbox_payment
                        WHERE state = 'captured' AND idempotency_key = ANY (:keys)
                        """)
                .param("keys", Columns.textArray(keys))
                .query((row, _) -> taken.put(
                        row.getString("idempotency_key"), Money.of(row.getString("currency"), row.getLong("amount"))))
                .list();
        return taken;
    }
}
