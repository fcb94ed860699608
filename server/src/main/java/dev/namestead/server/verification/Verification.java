package dev.namestead.server.verification;

import dev.namestead.api.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A holder's data that are to be confirmed, or were (business time).
 *
 * @param email where the question was sent to
 */
public record Verification(
        AccountId account,
        UUID id,
        String email,
        Instant askedAt,
        @Nullable Instant verifiedAt) {

    public boolean verified() {
        return verifiedAt != null;
    }

    /** The address as it may be shown to others: {@code a***@example.com}. */
    public String maskedEmail() {
        int at = email.lastIndexOf('@');
        return at <= 0 ? "***" : email.charAt(0) + "***" + email.substring(at);
    }

    /** Without the address: it does not belong into logs. */
    @Override
    public String toString() {
        return "Verification[" + id + "]";
    }
}
