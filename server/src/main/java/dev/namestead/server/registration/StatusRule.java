package dev.namestead.server.registration;

import dev.namestead.api.RegistrationStatus;
import java.time.Instant;

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
 */
final class StatusRule {
    private StatusRule() {}

    static RegistrationStatus of(RegistrationSummary registration, Instant businessNow) {
        if (!registration.registered()) {
            return RegistrationStatus.REGISTRATION_PENDING;
        }
        boolean redeemable = registration.rgpStatuses().contains("redemptionPeriod")
                || registration.rgpStatuses().contains("pendingRestore");
        if (registration.statuses().contains("pendingDelete") && !redeemable) {
            return RegistrationStatus.PENDING_DELETE;
        }
        if (redeemable) {
            return RegistrationStatus.REDEMPTION_PERIOD;
        }
        if (registration.statuses().contains("serverHold") || registration.unverified()) {
            return RegistrationStatus.SUSPENDED;
        }
        Instant paidUntil = registration.paidUntil();
        return paidUntil != null && !businessNow.isBefore(paidUntil)
                ? RegistrationStatus.EXPIRED
                : RegistrationStatus.ACTIVE;
    }
}
