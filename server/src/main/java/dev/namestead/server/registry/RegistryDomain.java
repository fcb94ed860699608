package dev.namestead.server.registry;

import dev.namestead.server.extension.DomainName;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A domain object as {@code info} shows it (RFC 5731): the truth that all in-doubt commands are judged by.
 *
 * @param ours whether the sponsoring client is us
 * @param statuses EPP statuses without namespace, such as {@code clientTransferProhibited}
 * @param rgpStatuses RFC 3915 statuses
 * @param dates as far as the registry shows them
 * @param authInfo only shown to the sponsor
 * @param signers empty also where the session has no words for them
 */
public record RegistryDomain(
        DomainName name,
        boolean ours,
        Set<String> statuses,
        Set<String> rgpStatuses,
        Dates dates,
        @Nullable String registrant,
        @Nullable String authInfo,
        Set<String> nameServers,
        Set<DsRecord> signers) {

    /** The object's dates; the registry's own, never computed. */
    public record Dates(
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt,
            @Nullable Instant transferredAt,
            @Nullable Instant expiresAt) {}

    public @Nullable Instant createdAt() {
        return dates.createdAt();
    }

    public @Nullable Instant expiresAt() {
        return dates.expiresAt();
    }

    /** Whether the registry has not decided on the create yet (1001). */
    public boolean pendingCreate() {
        return statuses.contains("pendingCreate");
    }

    /** Whether the registry has not decided on a renewal yet (1001). */
    public boolean pendingRenew() {
        return statuses.contains("pendingRenew");
    }

    /** Whether it is deleted: redeemable, about to be purged, or asked back and not restored yet. */
    public boolean deleted() {
        return statuses.contains("pendingDelete") || inRedemption() || pendingRestore();
    }

    public boolean inRedemption() {
        return rgpStatuses.contains("redemptionPeriod");
    }

    /** Whether a restore was asked for, and the registry waits for the report on it. */
    public boolean pendingRestore() {
        return rgpStatuses.contains("pendingRestore") || statuses.contains("pendingRestore");
    }

    @Override
    public String toString() {
        return "RegistryDomain[" + name + ", ours=" + ours + ", " + statuses + " " + rgpStatuses + ", expires "
                + expiresAt() + "]";
    }
}
