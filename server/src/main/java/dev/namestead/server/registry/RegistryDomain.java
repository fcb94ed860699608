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
 * @param authInfo only shown to the sponsor
 */
public record RegistryDomain(
        DomainName name,
        boolean ours,
        Set<String> statuses,
        Set<String> rgpStatuses,
        @Nullable Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable String registrant,
        @Nullable String authInfo,
        Set<String> nameServers) {

    /** Whether the registry has not decided on the create yet (1001). */
    public boolean pendingCreate() {
        return statuses.contains("pendingCreate");
    }

    /** Whether the registry has not decided on a renewal yet (1001). */
    public boolean pendingRenew() {
        return statuses.contains("pendingRenew");
    }

    @Override
    public String toString() {
        return "RegistryDomain[" + name + ", ours=" + ours + ", " + statuses + ", expires " + expiresAt + "]";
    }
}
