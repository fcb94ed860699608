package dev.namestead.server.billing;

import java.time.Instant;
import java.util.UUID;

/**
 * A transfer in the ledger as its customer may see it.
 *
 * @param number grows with each transfer; the place in the list
 * @param subject what it was for, such as a domain name
 * @param part what of several things that one workflow sells; empty where it is the whole
 * @param bought what was sold: {@code registration}, {@code renewal} or {@code restore}; empty where nobody asked
 */
public record LedgerEntry(
        long number, Kind kind, String subject, UUID workflow, String part, String bought, Money amount, Instant at) {

    /** What a transfer does, in the words of two-phase transfers. */
    public enum Kind {
        /** Set aside for something that is being bought; nothing is charged. */
        HOLD("hold"),
        /** The hold became a sale: the customer owes it. */
        POST("post"),
        /** The hold was given back. */
        VOID("void"),
        /** The customer's payment method was charged. */
        CAPTURE("capture"),
        /** The sale was taken back: the customer owes it no more. */
        REFUND("refund"),
        /** The customer was paid back. */
        PAYOUT("payout"),
        /** The customer's bank took a payment back: he owes it again. */
        DISPUTE("dispute"),
        /** What we owe the registry; the customer does not see it. */
        COST("cost"),
        /** What the registry gave back; the customer does not see it. */
        CREDIT("credit");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        /** The text on the wire and in the database. */
        public String wire() {
            return wire;
        }

        static Kind of(String wire) {
            for (Kind kind : values()) {
                if (kind.wire.equals(wire)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("No ledger transfer is a " + wire);
        }
    }
}
