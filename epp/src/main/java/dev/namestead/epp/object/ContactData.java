package dev.namestead.epp.object;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.TransactionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data about contacts in answers (RFC 5733 section 3). Instants are UTC. */
public sealed interface ContactData extends ResponseData {

    @Override
    default String namespace() {
        return EppNamespace.CONTACT;
    }

    /** The answer to a check. */
    record Checked(List<CheckResult> results) implements ContactData {
        public Checked {
            results = List.copyOf(results);
        }
    }

    /** The answer to a create. */
    record Created(String id, Instant createdAt) implements ContactData {}

    /**
     * A contact as its registry shows it, perhaps without what only its sponsor may see.
     *
     * @param clId the sponsoring registrar
     */
    record Info(
            String id,
            String roid,
            List<EppStatus> statuses,
            List<PostalInfo> postalInfos,
            @Nullable Phone voice,
            @Nullable Phone fax,
            @Nullable String email,
            String clId,
            @Nullable String creatorId,
            @Nullable Instant createdAt,
            @Nullable String updaterId,
            @Nullable Instant updatedAt,
            @Nullable Instant transferredAt,
            @Nullable AuthInfo authInfo,
            @Nullable Disclose disclose)
            implements ContactData {
        public Info {
            statuses = List.copyOf(statuses);
            postalInfos = List.copyOf(postalInfos);
        }

        /** Without what it says of a person. */
        @Override
        public String toString() {
            return "ContactData.Info[" + id + ", statuses=" + statuses + ", clId=" + clId + ", ***]";
        }
    }

    /** As for domains, but without an expiry. */
    record Transfer(String id, String status, String requesterId, Instant requestedAt, String actorId, Instant actAt)
            implements ContactData {}

    /** The end of an action that was answered with 1001. */
    record PendingAction(String id, boolean done, TransactionId transaction, Instant doneAt) implements ContactData {}
}
