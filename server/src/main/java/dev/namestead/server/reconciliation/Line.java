package dev.namestead.server.reconciliation;

import java.util.Currency;
import java.util.List;

/**
 * A ledger account with what its balance consists of, in minor units.
 *
 * @param account such as {@code revenue}
 */
public record Line(String account, Currency currency, long balance, List<Part> parts) {

    public Line {
        parts = List.copyOf(parts);
    }

    /** So much of it, and why. */
    public record Part(String why, long count, long amount) {}

    /** What nothing explains. */
    public long drift() {
        return balance - parts.stream().mapToLong(Part::amount).sum();
    }
}
