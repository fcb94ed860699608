package dev.namestead.sandbox.registry;

import dev.namestead.sandbox.profile.Deposit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A registrar's account at a registry, in the registry's currency.
 *
 * @param balance what is left of its deposit; null where orders are billed later and none is too dear
 * @param charged the sum of all that was charged
 * @param credited the sum of all that was given back
 */
public record Account(String registrar, @Nullable BigDecimal balance, BigDecimal charged, BigDecimal credited) {
    private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(2);

    static Account opened(String registrar, @Nullable Deposit deposit) {
        BigDecimal opening = deposit == null ? null : deposit.opening().setScale(2);
        return new Account(registrar, opening, NOTHING, NOTHING);
    }

    boolean covers(BigDecimal price) {
        return balance == null || balance.compareTo(price) >= 0;
    }

    Account charge(BigDecimal price) {
        return new Account(registrar, balance == null ? null : balance.subtract(price), charged.add(price), credited);
    }

    Account credit(BigDecimal amount) {
        return new Account(registrar, balance == null ? null : balance.add(amount), charged, credited.add(amount));
    }

    Account withBalance(@Nullable BigDecimal other) {
        return new Account(registrar, other, charged, credited);
    }
}
