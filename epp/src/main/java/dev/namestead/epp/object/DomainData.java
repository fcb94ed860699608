package dev.namestead.epp.object;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.TransactionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data about domain names in answers (RFC 5731 section 3). Instants are UTC. */
public sealed interface DomainData extends ResponseData {

    @Override
    default String namespace() {
        return EppNamespace.DOMAIN;
    }

    /** The answer to a check. */
    record Checked(List<CheckResult> results) implements DomainData {
        public Checked {
            results = List.copyOf(results);
        }
    }

    /** The answer to a create. */
    record Created(String name, Instant createdAt, @Nullable Instant expiresAt) implements DomainData {}

    /** The answer to a renew. */
    record Renewed(String name, @Nullable Instant expiresAt) implements DomainData {}

    /**
     * A domain as its registry shows it. All but name, roid and sponsor may be left out for somebody
     * who is not the sponsor.
     *
     * @param clId the sponsoring registrar
     */
    record Info(
            String name,
            String roid,
            List<EppStatus> statuses,
            @Nullable String registrant,
            List<DomainCommand.Contact> contacts,
            @Nullable NameServers nameServers,
            List<String> subordinateHosts,
            String clId,
            @Nullable String creatorId,
            @Nullable Instant createdAt,
            @Nullable String updaterId,
            @Nullable Instant updatedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant transferredAt,
            @Nullable AuthInfo authInfo)
            implements DomainData {
        public Info {
            statuses = List.copyOf(statuses);
            contacts = List.copyOf(contacts);
            subordinateHosts = List.copyOf(subordinateHosts);
        }

        /** Whether the domain has that status, such as {@link EppStatus#CLIENT_HOLD}. */
        public boolean hasStatus(String value) {
            return statuses.stream().anyMatch(status -> status.value().equals(value));
        }
    }

    /**
     * The state of a transfer.
     *
     * @param status pending, clientApproved, clientCancelled, clientRejected, serverApproved or serverCancelled
     * @param requesterId the gaining registrar
     * @param actorId the registrar that has acted or must act
     * @param actAt when it acted, or by when it must
     */
    record Transfer(
            String name,
            String status,
            String requesterId,
            Instant requestedAt,
            String actorId,
            Instant actAt,
            @Nullable Instant expiresAt)
            implements DomainData {}

    /**
     * The end of an action that was answered with 1001.
     *
     * @param transaction names the command that had started it
     */
    record PendingAction(String name, boolean done, TransactionId transaction, Instant doneAt) implements DomainData {}
}
