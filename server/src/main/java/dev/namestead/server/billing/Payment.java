package dev.namestead.server.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The journal's row of a workflow's payment.
 *
 * @param round how often it was authorised
 * @param state {@code authorising}, {@code authorised}, {@code declined}, {@code captured}, {@code capture_failed}, {@code released} or
 *     {@code disputed};
 *     and, where a sale was taken back, {@code refunding}, {@code refunded} or {@code refund_failed}
 * @param refusals how often in a row the money was refused, in whichever direction it was to go
 * @param updatedAt business time
 */
record Payment(
        PaymentMethod method,
        int round,
        String state,
        Money amount,
        @Nullable String providerReference,
        @Nullable Instant authorisedAt,
        int refusals,
        Instant updatedAt) {

    boolean disputed() {
        return state.equals("disputed");
    }

    boolean refused() {
        return state.equals("capture_failed") || state.equals("declined") || state.equals("refund_failed");
    }
}
