package dev.namestead.sandbox.registry;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message in a registrar's poll queue. What it tells beside its text stands in the parts that are not null.
 *
 * @param id position in the registry's sequence; opaque text to clients
 * @param queued business time
 * @param pendingAction the panData of an action that was answered 1001 and is decided
 * @param transfer the trnData of a transfer that was asked for or has ended
 * @param renewal the renData of a name that the registry renewed by itself
 * @param change what the registry has changed by itself (RFC 8590)
 * @param lowBalance that little of the deposit is left
 */
public record QueuedMessage(
        long id,
        String registrar,
        Instant queued,
        String text,
        @Nullable PendingAction pendingAction,
        @Nullable TransferNote transfer,
        @Nullable Renewal renewal,
        @Nullable ChangeNote change,
        @Nullable LowBalance lowBalance) {

    static QueuedMessage of(long id, String registrar, Instant queued, String text) {
        return new QueuedMessage(id, registrar, queued, text, null, null, null, null, null);
    }

    QueuedMessage with(PendingAction part) {
        return new QueuedMessage(id, registrar, queued, text, part, transfer, renewal, change, lowBalance);
    }

    QueuedMessage with(TransferNote part) {
        return new QueuedMessage(id, registrar, queued, text, pendingAction, part, renewal, change, lowBalance);
    }

    QueuedMessage with(Renewal part) {
        return new QueuedMessage(id, registrar, queued, text, pendingAction, transfer, part, change, lowBalance);
    }

    QueuedMessage with(ChangeNote part) {
        return new QueuedMessage(id, registrar, queued, text, pendingAction, transfer, renewal, part, lowBalance);
    }

    QueuedMessage with(LowBalance part) {
        return new QueuedMessage(id, registrar, queued, text, pendingAction, transfer, renewal, change, part);
    }

    QueuedMessage numbered(long number) {
        return new QueuedMessage(number, registrar, queued, text, pendingAction, transfer, renewal, change, lowBalance);
    }

    boolean isAbout(String domain) {
        return Stream.of(
                        pendingAction == null ? "" : pendingAction.name(),
                        transfer == null ? "" : transfer.name(),
                        renewal == null ? "" : renewal.name(),
                        change == null ? "" : change.after().name())
                .anyMatch(domain::equals);
    }

    /** The outcome of a pending action (RFC 5731 section 3.3). */
    public record PendingAction(
            String name, boolean granted, @Nullable String clTrid, String svTrid, Instant decided) {}

    /** How a transfer stood when the message was written. */
    public record TransferNote(String name, TransferState state) {}

    /** A name's new expiry. */
    public record Renewal(String name, @Nullable Instant expires) {}

    /** The account's figures when the threshold was passed. */
    public record LowBalance(BigDecimal threshold, BigDecimal balance) {}
}
