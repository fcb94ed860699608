package dev.namestead.api;

import org.jspecify.annotations.Nullable;

/**
 * One name in the answer of domain-search and domain-check.
 *
 * @param pricing only where registrable
 * @param reason only where not
 * @param tier {@code standard} or {@code premium}; always where registrable
 */
public record DomainRow(
        String name,
        boolean registrable,
        @Nullable Pricing pricing,
        @Nullable String reason,
        @Nullable String tier) {

    /** Prices of a year as decimal texts, which keep their digits. */
    public record Pricing(String currency, String registrationCost, String renewalCost) {}
}
