package dev.namestead.server.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The journal's row of a workflow's payment.
 *
 * @param round how often it was authorised
 * @param state {@code authorising}, {@code authorised}, {@code declined}, {@code captured}, {@code capture_failed} or {@code released}
 */
record Payment(
        PaymentMethod method,
        int round,
        String state,
        Money amount,
        @Nullable String providerReference,
        @Nullable Instant authorisedAt) {}
