package dev.namestead.server.audit;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import org.jspecify.annotations.Nullable;

/** Writes the record of a mutation into the mutation's own transaction, so that neither exists without the other. */
public final class AuditStore {

    /**
     * @param account whose data was changed; null where it was no account's
     * @param action what was done, a word or two such as {@code registration.accept}
     * @param subject what it was done to: a name or an id
     * @param detailsJson a JSON object with the figures that matter; never a secret, never contact data
     */
    public void record(
            Tx tx, Actor actor, @Nullable AccountId account, String action, String subject, String detailsJson) {
        tx.sql()
                .sql("""
                        INSERT INTO audit_entry (account_id, actor_kind, actor_id, request_id, action, subject, details)
                        VALUES (:account, :actorKind, :actorId, :requestId, :action, :subject, :details)
                        """)
                .param("account", account == null ? null : account.value())
                .param("actorKind", actor.kind())
                .param("actorId", actor.id())
                .param("requestId", actor.requestId())
                .param("action", action)
                .param("subject", subject)
                .param("details", Columns.jsonb(detailsJson))
                .update();
    }
}
