package dev.namestead.server.registration;

import dev.namestead.api.RegistrationStatus;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the facts of a registration mean at an instant of business time. The first row that fits holds:
 *
 * <pre>
 *   registration_pending   the registry has not made it ours yet
 *   pending_delete         EPP pendingDelete, and RFC 3915 is past redemption
 *   redemption_period      RFC 3915 redemptionPeriod or pendingRestore
 *   suspended              EPP serverHold, or its holder has not confirmed his data in time
 *   expired                what was paid for has passed
 *   active                 otherwise
 * </pre>
 *
 * The column {@code registration.plain} knows which codes mean nothing here.
 *
 * @param statuses EPP statuses
 * @param rgpStatuses RFC 3915 statuses
 * @param unverified whether it is held back because its holder has not confirmed his data
 */
record StatusRule(
        boolean registered,
        @Nullable Instant paidUntil,
        Set<String> statuses,
        Set<String> rgpStatuses,
        boolean unverified) {

    /** Of a registration that is plain: only time can make a difference. */
    static StatusRule plain(Instant paidUntil) {
        return new StatusRule(true, paidUntil, Set.of(), Set.of(), false);
    }

    RegistrationStatus at(Instant businessNow) {
        if (!registered) {
            return RegistrationStatus.REGISTRATION_PENDING;
        }
        boolean redeemable = rgpStatuses.contains("redemptionPeriod") || rgpStatuses.contains("pendingRestore");
        if (statuses.contains("pendingDelete") && !redeemable) {
            return RegistrationStatus.PENDING_DELETE;
        }
        if (redeemable) {
            return RegistrationStatus.REDEMPTION_PERIOD;
        }
        if (statuses.contains("serverHold") || unverified) {
            return RegistrationStatus.SUSPENDED;
        }
        return paidUntil != null && !businessNow.isBefore(paidUntil)
                ? RegistrationStatus.EXPIRED
                : RegistrationStatus.ACTIVE;
    }
}
