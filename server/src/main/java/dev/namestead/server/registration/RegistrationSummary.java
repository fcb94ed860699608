package dev.namestead.server.registration;

import dev.namestead.api.RegistrationStatus;
import dev.namestead.server.extension.DomainName;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of the registration is shown (seed: {@code Registration}), which is the read that there are most of. The components mean what
 * they mean in {@link Registration}.
 */
public record RegistrationSummary(
        DomainName name,
        boolean registered,
        Instant createdAt,
        @Nullable Instant paidUntil,
        boolean autoRenew,
        PrivacyMode privacyMode,
        boolean locked,
        Set<String> statuses,
        Set<String> rgpStatuses,
        boolean unverified) {

    /** The status at this business time. */
    public RegistrationStatus status(Instant businessNow) {
        return StatusRule.of(this, businessNow);
    }
}
