package dev.namestead.server.history;

import dev.namestead.server.billing.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that happened. {@code at} is business time, {@code number} orders what happened at one instant. */
public sealed interface HistoryEntry {
    Instant at();

    long number();

    /**
     * What was asked for or decided, from the audit.
     *
     * @param actorKind {@code token}, {@code user} or {@code operator} for a request, {@code system} for a decision of the registrar's own
     * @param detailsJson a JSON object without secrets
     */
    record Audited(
            Instant at,
            long number,
            String actorKind,
            String actorId,
            String requestId,
            String action,
            String detailsJson)
            implements HistoryEntry {}

    /** A workflow took a step, or undid it. */
    record Moved(
            Instant at,
            long number,
            String workflowId,
            String workflow,
            String step,
            boolean undoing,
            String state,
            @Nullable String errorCode)
            implements HistoryEntry {}

    /**
     * A frame to or from a registry, secrets masked.
     *
     * @param realAt by the server's own clock
     * @param direction {@code sent} or {@code received}
     */
    record Framed(Instant at, long number, Instant realAt, String registry, String direction, String clTrid, String xml)
            implements HistoryEntry {}

    /**
     * Money moved in the ledger.
     *
     * @param bought what was sold
     */
    record Booked(Instant at, long number, String kind, String bought, Money amount) implements HistoryEntry {}

    /** Something was written to somebody; its text may hold the secret of a link and is not told. */
    record Written(Instant at, long number, String kind, String recipient, String title, String state)
            implements HistoryEntry {}

    /** A registry's poll message about the name. */
    record Told(
            Instant at,
            long number,
            String registry,
            String messageId,
            @Nullable String text) implements HistoryEntry {}
}
