package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.server.workflow.WorkflowId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A registrant's confirmation that is awaited, or was given. */
public record Confirmation(
        WorkflowId workflow,
        AccountId account,
        String domainName,
        String email,
        Instant expiresAt,
        @Nullable Instant confirmedAt) {

    /** The address as it may be shown to others: {@code a***@example.com}. */
    public String maskedEmail() {
        int at = email.lastIndexOf('@');
        return at <= 0 ? "***" : email.charAt(0) + "***" + email.substring(at);
    }

    public boolean expired(Instant businessNow) {
        return !businessNow.isBefore(expiresAt);
    }

    /** Without the address: it does not belong into logs. */
    @Override
    public String toString() {
        return "Confirmation[" + domainName + "]";
    }
}
