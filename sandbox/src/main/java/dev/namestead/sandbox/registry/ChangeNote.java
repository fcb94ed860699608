package dev.namestead.sandbox.registry;

import dev.namestead.epp.extension.ChangePoll;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change that a registry made by itself, as it tells of it (RFC 8590).
 *
 * @param operation such as {@code update} or {@code autoRenew}
 * @param svTrid the registry's name for the change
 * @param caseType udrp, urs or custom, where a case is the reason
 * @param caseId the case's number
 * @param after the name as it is since
 */
public record ChangeNote(
        String operation,
        Instant date,
        String svTrid,
        String who,
        @Nullable String caseType,
        @Nullable String caseId,
        @Nullable String reason,
        DomainObject after) {

    /** RFC 5730, type reasonBaseType: what is longer is told by the message alone. */
    private static final int LONGEST_REASON = 32;

    ChangePoll shown() {
        String brief = reason == null || reason.length() > LONGEST_REASON ? null : reason;
        ChangePoll.CaseId decided =
                caseType == null || caseId == null ? null : new ChangePoll.CaseId(caseId, caseType, null);
        return new ChangePoll(false, operation, null, date, svTrid, who, decided, brief);
    }
}
