package dev.namestead.sandbox.profile;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all extensions of a registry.
 *
 * @param currency ISO 4217, of all prices
 * @param restore the price of a restore
 * @param premium the price of names that end in {@code -premium}
 * @param deposit what a registrar's orders are paid from; null where they are billed later
 */
public record Prices(
        String currency,
        BigDecimal restore,
        Price premium,
        @Nullable Deposit deposit) {}
