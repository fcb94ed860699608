package dev.namestead.server.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the audit, with its details as PostgreSQL writes them. */
record AuditEntry(
        long id,
        Instant recordedAt,
        Instant businessAt,
        @Nullable String accountId,
        String actorKind,
        String actorId,
        String requestId,
        String action,
        String subject,
        String details) {

    /** All of it as one text, in which no two entries are alike: each field with its length before it. */
    String canonical() {
        StringBuilder text = new StringBuilder();
        for (String field : List.of(
                Long.toString(id),
                recordedAt.toString(),
                businessAt.toString(),
                accountId == null ? "none" : "some" + accountId,
                actorKind,
                actorId,
                requestId,
                action,
                subject,
                details)) {
            text.append(field.length()).append(':').append(field);
        }
        return text.toString();
    }
}
