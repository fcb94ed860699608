package dev.namestead.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registration on the wire (seed: {@code Registration}); all seven keys always.
 *
 * @param status one of {@link RegistrationStatus}'s wire texts
 * @param expiresAt null only while {@code registration_pending}
 * @param privacyMode {@code redaction} or {@code off}
 */
public record RegistrationResource(
        String domainName,
        String status,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant expiresAt,
        boolean autoRenew,
        String privacyMode,
        boolean locked) {}
