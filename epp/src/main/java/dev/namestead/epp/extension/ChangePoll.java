package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppNamespace;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * In a poll message: the registry has changed one of our objects (RFC 8590), for a court, for its own policy, or
 * because time was up. The object's data stand beside it.
 *
 * @param before true where the data show the object as it was, false as it is now
 * @param operation create, delete, renew, transfer, update, restore, autoRenew, autoDelete, autoPurge or custom
 * @param op says more, such as which custom operation
 * @param svTrid the registry's name for the change: equal ones belong together
 */
public record ChangePoll(
        boolean before,
        String operation,
        @Nullable String op,
        Instant date,
        String svTrid,
        String who,
        @Nullable CaseId caseId,
        @Nullable String reason)
        implements EppExtension {

    /**
     * The case that the change is made for.
     *
     * @param type udrp, urs or custom, then with a name
     */
    public record CaseId(
            String value, String type, @Nullable String name) {}

    @Override
    public String namespace() {
        return EppNamespace.CHANGE_POLL;
    }
}
