package dev.namestead.server.registration;

import dev.namestead.api.RegistrationStatus;
import dev.namestead.server.extension.DomainName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of the registration is shown (seed: {@code Registration}), which is the read that there are most of. The components mean what
 * they mean in {@link Registration}.
 *
 * @param status as it was when this was read
 */
public record RegistrationSummary(
        DomainName name,
        RegistrationStatus status,
        Instant createdAt,
        @Nullable Instant paidUntil,
        boolean autoRenew,
        PrivacyMode privacyMode,
        boolean locked) {}
