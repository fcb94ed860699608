package dev.namestead.epp.object;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.TransactionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data about host objects in answers (RFC 5732 section 3). Instants are UTC. */
public sealed interface HostData extends ResponseData {

    @Override
    default String namespace() {
        return EppNamespace.HOST;
    }

    /** The answer to a check. */
    record Checked(List<CheckResult> results) implements HostData {
        public Checked {
            results = List.copyOf(results);
        }
    }

    /** The answer to a create. */
    record Created(String name, Instant createdAt) implements HostData {}

    /**
     * A host object as its registry shows it.
     *
     * @param clId the sponsoring registrar
     */
    record Info(
            String name,
            String roid,
            List<EppStatus> statuses,
            List<HostAddress> addresses,
            String clId,
            @Nullable String creatorId,
            @Nullable Instant createdAt,
            @Nullable String updaterId,
            @Nullable Instant updatedAt,
            @Nullable Instant transferredAt)
            implements HostData {
        public Info {
            statuses = List.copyOf(statuses);
            addresses = List.copyOf(addresses);
        }
    }

    /** The end of an action that was answered with 1001. */
    record PendingAction(String name, boolean done, TransactionId transaction, Instant doneAt) implements HostData {}
}
