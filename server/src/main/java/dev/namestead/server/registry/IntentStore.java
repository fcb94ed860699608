package dev.namestead.server.registry;

import dev.namestead.server.database.Tx;
import dev.namestead.server.registry.Intent.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The journal of intents: what was about to be asked of a registry, and what became of it. */
public final class IntentStore {
    private static final String SELECT = """
            SELECT cl_trid, workflow_id, registry_id, command, object, auth_info, state, decision,
                   extract(epoch FROM clock_timestamp() - opened_at) AS age
            FROM registry_intent
            """;

    private final SecretBox secrets;

    public IntentStore(SecretBox secrets) {
        this.secrets = secrets;
    }

    /** Writes an intent before its command leaves. */
    public void open(
            Tx tx,
            String clTrid,
            UUID workflow,
            String registryId,
            String command,
            String object,
            @Nullable String authInfo) {
        tx.sql()
                .sql("""
                        INSERT INTO registry_intent
                            (cl_trid, workflow_id, registry_id, command, object, auth_info, state)
                        VALUES (:clTrid, :workflow, :registry, :command, :object, CAST(:authInfo AS bytea), 'open')
                        """)
                .param("clTrid", clTrid)
                .param("workflow", workflow)
                .param("registry", registryId)
                .param("command", command)
                .param("object", object)
                .param("authInfo", authInfo == null ? null : secrets.seal(authInfo))
                .update();
    }

    /** Writes down what became of an attempt. */
    public void settle(Tx tx, String clTrid, State state, @Nullable String svTrid) {
        tx.sql()
                .sql("""
                        UPDATE registry_intent
                        SET state = :state, sv_trid = CAST(:svTrid AS text), settled_at = now()
                        WHERE cl_trid = :clTrid
                        """)
                .param("state", state.wire())
                .param("svTrid", svTrid)
                .param("clTrid", clTrid)
                .update();
    }

    /** Nothing of this workflow's command is in doubt any more: its secret is forgotten. */
    public void forgetSecrets(Tx tx, UUID workflow) {
        tx.sql()
                .sql("UPDATE registry_intent SET auth_info = NULL WHERE workflow_id = :workflow")
                .param("workflow", workflow)
                .update();
    }

    /** All attempts of a workflow at a command, oldest first. */
    public List<Intent> attempts(Tx tx, UUID workflow, String command) {
        return tx.sql()
                .sql(SELECT + "WHERE workflow_id = :workflow AND command = :command ORDER BY opened_at, cl_trid")
                .param("workflow", workflow)
                .param("command", command)
                .query((row, _) -> intent(row))
                .list();
    }

    /**
     * Writes a registry's decision on a pending command.
     *
     * @return the workflow that waits for it; empty where the ids are none of ours
     */
    public Optional<UUID> decide(Tx tx, @Nullable String clTrid, @Nullable String svTrid, boolean accepted) {
        return tx.sql()
                .sql("""
                        UPDATE registry_intent SET decision = :accepted
                        WHERE cl_trid = CAST(:clTrid AS text)
                           OR (CAST(:clTrid AS text) IS NULL AND sv_trid = CAST(:svTrid AS text))
                        RETURNING workflow_id
                        """)
                .param("accepted", accepted)
                .param("clTrid", clTrid)
                .param("svTrid", svTrid)
                .query((row, _) -> row.getObject("workflow_id", UUID.class))
                .optional();
    }

    private Intent intent(ResultSet row) throws SQLException {
        byte[] authInfo = row.getBytes("auth_info");
        boolean decision = row.getBoolean("decision");
        Boolean decided = row.wasNull() ? null : decision;
        return new Intent(
                row.getString("cl_trid"),
                row.getObject("workflow_id", UUID.class),
                row.getString("registry_id"),
                row.getString("command"),
                row.getString("object"),
                authInfo == null ? null : secrets.open(authInfo),
                State.of(row.getString("state")),
                decided,
                Duration.ofMillis((long) (row.getDouble("age") * 1000)));
    }
}
