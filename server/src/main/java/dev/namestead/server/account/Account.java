package dev.namestead.server.account;

import dev.namestead.api.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer's account.
 *
 * @param domainLimit most domains it may hold, running registrations included
 * @param agreement the latest agreement that was accepted; null where none was, and then nothing may be registered
 */
public record Account(
        AccountId id,
        String name,
        int domainLimit,
        int domainCount,
        @Nullable AcceptedAgreement agreement,
        Instant createdAt) {

    /** A version of the registration agreement, accepted in business time by a person or a program. */
    public record AcceptedAgreement(String version, Instant acceptedAt, String acceptedBy) {}
}
