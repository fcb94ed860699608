package dev.namestead.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One movement of an account's money.
 *
 * @param kind {@code hold}, {@code void}, {@code post}, {@code capture}, {@code refund}, {@code payout} and what later kinds are called
 * @param description {@code registration}, {@code renewal} or {@code restore}
 * @param amount decimal text in {@code currency}
 * @param createdAt business time
 */
public record LedgerEntryResource(
        String id,
        String kind,
        String amount,
        String currency,
        @Nullable String domainName,
        @Nullable String description,
        Instant createdAt) {}
