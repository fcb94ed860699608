package dev.namestead.server.workflow;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of workflows: claimed by lease, written under its fence. */
final class WorkflowStore {
    private static final TypeReference<Map<String, Object>> CONTEXT = new TypeReference<>() {};
    private static final String VIEW = """
            SELECT id, account_id, kind, subject, request_hash, state, data, context, error_code, error_message,
                   in_progress_since, created_at, updated_at
            FROM workflow
            """;

    /** That somebody is waited for is told once. */
    private static final String AND_NOT_TOLD = """
            AND NOT EXISTS (
                SELECT FROM workflow_move AS latest
                WHERE latest.account_id = moved.account_id AND latest.workflow_id = moved.id
                  AND latest.state = 'blocked' AND latest.step = :tookStep AND latest.undoing = :tookUndoing
                  AND latest.number = (SELECT max(each.number) FROM workflow_move AS each
                                       WHERE each.account_id = moved.account_id AND each.workflow_id = moved.id))
            """;

    private final JsonMapper json = JsonMapper.builder().build();

    /**
     * A claimed workflow with its data still as text.
     *
     * @param cancelled whether somebody wishes it to end before it has done anything
     */
    record Claimed(
            WorkflowId id,
            AccountId account,
            String kind,
            String subject,
            String lane,
            String step,
            boolean undoing,
            int attempts,
            int absences,
            String data,
            long wakes,
            long fence,
            boolean cancelled,
            Optional<WorkflowError> failure) {}

    /** A workflow in this process's hands. */
    record Held(UUID id, long fence) {}

    /**
     * The whole of a move: what a step's result makes of the row.
     *
     * @param attempts at this step, in vain
     * @param absences in a row when nobody was there to be asked
     * @param data empty where it is as it was
     */
    record Move(
            WorkflowState state,
            String step,
            boolean undoing,
            int attempts,
            int absences,
            Optional<String> data,
            Map<String, Object> context,
            Optional<WorkflowError> error,
            Optional<Duration> pause) {}

    String write(Object data) {
        return json.writeValueAsString(data);
    }

    <D> D read(String data, Class<D> type) {
        return json.readValue(data, type);
    }

    /** Whether it was written: a second live workflow of a subject is not. */
    boolean insert(
            Tx tx,
            WorkflowId id,
            AccountId account,
            String kind,
            String subject,
            String lane,
            String hash,
            Move first) {
        return tx.sql()
                        .sql("""
                        INSERT INTO workflow (account_id, id, kind, subject, lane, request_hash, state, step, data,
                                              context, error_code, error_message, wake_at, in_progress_since,
                                              created_at, updated_at)
                        VALUES (:account, :id, :kind, :subject, :lane, :hash, :state, :step, :data,
                                :context, :errorCode, :errorMessage,
                                CASE WHEN :ended THEN NULL ELSE business_now() END,
                                business_now(), business_now(), business_now())
                        ON CONFLICT (subject) WHERE wake_at IS NOT NULL DO NOTHING
                        """)
                        .param("account", account.value())
                        .param("id", id.value())
                        .param("kind", kind)
                        .param("subject", subject)
                        .param("lane", lane)
                        .param("hash", hash)
                        .param("state", first.state().wire())
                        .param("step", first.step())
                        .param("data", Columns.jsonb(first.data().orElseThrow()))
                        .param("context", Columns.jsonb(json.writeValueAsString(first.context())))
                        .param(
                                "errorCode",
                                first.error().map(WorkflowError::code).orElse(null))
                        .param(
                                "errorMessage",
                                first.error().map(WorkflowError::message).orElse(null))
                        .param("ended", first.state().completed())
                        .update()
                == 1;
    }

    /**
     * Leases due workflows that nobody else holds. What this very node holds without running it is taken again at once: left by an earlier
     * process of its name, which is proven dead, or by a claim or a step whose commit had no answer.
     */
    List<Claimed> claim(Tx tx, String lane, int most, String node, Duration lease, Collection<UUID> inFlight) {
        return tx.sql()
                .sql("""
                        UPDATE workflow
                        SET lease_owner = :node,
                            lease_until = now() + :leaseMillis * interval '1 millisecond',
                            fence = fence + 1,
                            state = CASE state WHEN 'pending' THEN 'in_progress' ELSE state END
                        WHERE id IN (
                            SELECT id FROM workflow
                            WHERE lane = :lane AND wake_at <= business_now()
                              AND (lease_until IS NULL OR lease_until < now()
                                   OR (lease_owner = :node AND id <> ALL (CAST(:inFlight AS uuid[]))))
                            ORDER BY wake_at
                            LIMIT :most
                            FOR UPDATE SKIP LOCKED)
                        RETURNING id, account_id, kind, subject, lane, step, undoing, attempts, absences, data, wakes, fence,
                                  cancelled, error_code, error_message
                        """)
                .param("node", node)
                .param("leaseMillis", lease.toMillis())
                .param("lane", lane)
                .param("inFlight", array(inFlight))
                .param("most", most)
                .query((row, _) -> claimed(row))
                .list();
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        return new Claimed(
                new WorkflowId(row.getObject("id", UUID.class)),
                new AccountId(row.getString("account_id")),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("lane"),
                row.getString("step"),
                row.getBoolean("undoing"),
                row.getInt("attempts"),
                row.getInt("absences"),
                row.getString("data"),
                row.getLong("wakes"),
                row.getLong("fence"),
                row.getBoolean("cancelled"),
                error(row));
    }

    private static Optional<WorkflowError> error(ResultSet row) throws SQLException {
        String code = row.getString("error_code");
        return code == null
                ? Optional.empty()
                : Optional.of(new WorkflowError(code, String.valueOf(row.getString("error_message"))));
    }

    /** Reads a workflow again whose last write had no answer; empty where the lease has passed on. */
    Optional<Claimed> reread(Tx tx, WorkflowId id, long fence) {
        return tx.sql()
                .sql("""
                        SELECT id, account_id, kind, subject, lane, step, undoing, attempts, absences, data, wakes, fence,
                               cancelled, error_code, error_message
                        FROM workflow
                        WHERE id = :id AND fence = :fence AND lease_owner IS NOT NULL AND wake_at <= business_now()
                        """)
                .param("id", id.value())
                .param("fence", fence)
                .query((row, _) -> claimed(row))
                .optional();
    }

    /**
     * Writes a step's result. A wake that came while the step ran is not lost: the workflow is due at once.
     *
     * @param goesOn whether the same process goes on with the next step; no column with an index is changed then, which is a good deal
     *     cheaper
     */
    void move(Tx tx, Claimed claimed, Move move, boolean goesOn) {
        // Trying the same again is no story: a registry that is away for a week would fill it, and so would one that
        // has a deposit to be filled.
        boolean told = move.state().completed()
                || !move.step().equals(claimed.step())
                || move.undoing() != claimed.undoing()
                || Math.max(move.attempts(), move.absences()) <= 1;
        String end = goesOn ? "" : """
                            , wake_at = CASE WHEN :ended THEN NULL
                                             WHEN wakes > :wakes OR :pauseMicros = 0 THEN business_now()
                                             ELSE business_now() + :pauseMicros * interval '1 microsecond' END,
                            lease_owner = NULL, lease_until = NULL
                        """;
        JdbcClient.StatementSpec statement = tx.sql()
                .sql("""
                        WITH moved AS (UPDATE workflow
                        SET state = :state, step = :step, undoing = :undoing, attempts = :attempts,
                            absences = :absences, context = :context, error_code = :errorCode,
                            error_message = :errorMessage,
                            in_progress_since = CASE WHEN state IN ('blocked', 'action_required')
                                                      AND :state = 'in_progress'
                                                     THEN business_now() ELSE in_progress_since END,
                            updated_at = business_now()
                        """ + (move.data().isPresent() ? ", data = :data " : "") + end + """
                        WHERE id = :id AND fence = :fence AND wake_at IS NOT NULL
                        RETURNING account_id, id, state, error_code, updated_at),
                        told AS (INSERT INTO workflow_move (account_id, workflow_id, step, undoing, state, error_code, at)
                        SELECT account_id, id, :tookStep, :tookUndoing, state, error_code, updated_at
                        FROM moved WHERE :told
                        """
                        + (move.state() == WorkflowState.BLOCKED ? AND_NOT_TOLD : "") + """
                        )
                        SELECT count(*) FROM moved
                        """)
                .param("state", move.state().wire())
                .param("step", move.step())
                .param("undoing", move.undoing())
                .param("attempts", move.attempts())
                .param("absences", move.absences())
                .param("context", Columns.jsonb(json.writeValueAsString(move.context())))
                .param("errorCode", move.error().map(WorkflowError::code).orElse(null))
                .param("errorMessage", move.error().map(WorkflowError::message).orElse(null))
                .param("id", claimed.id().value())
                .param("fence", claimed.fence())
                .param("tookStep", claimed.step())
                .param("tookUndoing", claimed.undoing())
                .param("told", told);
        if (move.data().isPresent()) {
            statement = statement.param("data", Columns.jsonb(move.data().get()));
        }
        if (!goesOn) {
            statement = statement
                    .param("ended", move.state().completed())
                    .param("wakes", claimed.wakes())
                    .param(
                            "pauseMicros",
                            move.pause().map(pause -> pause.toNanos() / 1000).orElse(0L));
        }
        if (statement.query((row, _) -> row.getLong(1)).single() == 0) {
            throw new LeaseLostException(claimed.id());
        }
    }

    /** Locks the row for this transaction where the fence is still the newest. */
    void requireLease(Tx tx, WorkflowId id, long fence) {
        boolean held = tx.sql()
                .sql("SELECT 1 FROM workflow WHERE id = :id AND fence = :fence AND wake_at IS NOT NULL FOR UPDATE")
                .param("id", id.value())
                .param("fence", fence)
                .query((_, _) -> true)
                .optional()
                .orElse(false);
        if (!held) {
            throw new LeaseLostException(id);
        }
    }

    /** Of a workflow whose lease is held. */
    void keep(Tx tx, WorkflowId id, long fence, Object data) {
        tx.sql()
                .sql("UPDATE workflow SET data = :data WHERE id = :id AND fence = :fence AND wake_at IS NOT NULL")
                .param("data", Columns.jsonb(write(data)))
                .param("id", id.value())
                .param("fence", fence)
                .update();
    }

    /** Extends what is still held under the fences that this process knows; answers what was. */
    List<UUID> extendLeases(Tx tx, String node, Duration lease, List<Held> held) {
        return tx.sql()
                .sql("""
                        UPDATE workflow SET lease_until = now() + :leaseMillis * interval '1 millisecond'
                        FROM unnest(CAST(:ids AS uuid[]), CAST(:fences AS bigint[])) AS held (held_id, held_fence)
                        WHERE id = held_id AND fence = held_fence AND lease_owner = :node
                        RETURNING id
                        """)
                .param("leaseMillis", lease.toMillis())
                .param("ids", array(held.stream().map(Held::id).toList()))
                .param("fences", array(held.stream().map(Held::fence).toList()))
                .param("node", node)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /** As text, which the statement casts: arrays of other types than text have no parameter type of their own. */
    private static String array(Collection<?> values) {
        return values.stream().map(Object::toString).collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }

    /** It is to end, if it still can; false where it has ended. */
    boolean cancel(Tx tx, WorkflowId id) {
        return tx.sql().sql("""
                                UPDATE workflow
                                SET cancelled = true, wakes = wakes + 1, wake_at = least(wake_at, business_now()),
                                    in_progress_since = CASE WHEN state IN ('blocked', 'action_required')
                                                             THEN business_now() ELSE in_progress_since END,
                                    state = CASE WHEN state IN ('blocked', 'action_required')
                                                 THEN 'in_progress' ELSE state END
                                WHERE id = :id AND wake_at IS NOT NULL
                                """).param("id", id.value()).update() == 1;
    }

    boolean wake(Tx tx, WorkflowId id) {
        return tx.sql().sql("""
                                UPDATE workflow SET wakes = wakes + 1, wake_at = least(wake_at, business_now())
                                WHERE id = :id AND wake_at IS NOT NULL
                                """).param("id", id.value()).update() == 1;
    }

    /**
     * Has the next workflows of a lane looked at again that wait for somebody who was not there. One that runs at this moment may be about to
     * find nobody: its pause is not begun.
     *
     * @param after where the last call ended; at first the nil UUID
     * @param absences what is left of those that were counted, so that the next pause is a short one
     * @return the last of so many at most; empty where there were fewer
     */
    Optional<String> resume(Tx tx, String lane, String after, int most, int absences) {
        List<String> resumed = tx.sql()
                .sql("""
                        WITH waiting AS (
                            SELECT account_id, id FROM workflow
                            WHERE lane = :lane AND wake_at IS NOT NULL AND id > CAST(:after AS uuid)
                              AND (absences > 0 OR lease_owner IS NOT NULL)
                            ORDER BY id LIMIT :most
                            FOR UPDATE)
                        UPDATE workflow
                        SET wakes = wakes + 1, wake_at = least(wake_at, business_now()),
                            absences = least(absences, :absences)
                        FROM waiting
                        WHERE workflow.account_id = waiting.account_id AND workflow.id = waiting.id
                        RETURNING CAST(workflow.id AS text) AS id
                        """)
                .param("lane", lane)
                .param("after", after)
                .param("most", most)
                .param("absences", absences)
                .query((row, _) -> row.getString("id"))
                .list();
        return resumed.size() < most ? Optional.empty() : resumed.stream().max(Comparator.naturalOrder());
    }

    Optional<WorkflowView> find(Tx tx, WorkflowId id) {
        return tx.sql()
                .sql(VIEW + "WHERE id = :id")
                .param("id", id.value())
                .query((row, _) -> view(row))
                .optional();
    }

    Optional<WorkflowView> live(Tx tx, String subject) {
        return tx.sql()
                .sql(VIEW + "WHERE subject = :subject AND wake_at IS NOT NULL")
                .param("subject", subject)
                .query((row, _) -> view(row))
                .optional();
    }

    Optional<WorkflowView> latest(Tx tx, AccountId account, String kind, String subject) {
        return tx.sql()
                .sql(VIEW + """
                        WHERE account_id = :account AND kind = :kind AND subject = :subject
                        ORDER BY number DESC LIMIT 1
                        """)
                .param("account", account.value())
                .param("kind", kind)
                .param("subject", subject)
                .query((row, _) -> view(row))
                .optional();
    }

    /** Of whatever kind among these. */
    Optional<WorkflowView> latest(Tx tx, AccountId account, Collection<String> kinds, String subject) {
        return tx.sql()
                .sql(VIEW + """
                        WHERE account_id = :account AND kind = ANY (:kinds) AND subject = :subject
                        ORDER BY number DESC LIMIT 1
                        """)
                .param("account", account.value())
                .param("kinds", Columns.textArray(kinds))
                .param("subject", subject)
                .query((row, _) -> view(row))
                .optional();
    }

    /** Which of these have come to a state in which nobody waits on: ended, or waiting for somebody else. */
    List<WorkflowId> settled(Tx tx, Collection<UUID> ids) {
        return tx.sql()
                .sql(
                        "SELECT id FROM workflow WHERE id = ANY (CAST(:ids AS uuid[])) AND state NOT IN ('pending', 'in_progress')")
                .param("ids", array(ids))
                .query((row, _) -> new WorkflowId(row.getObject("id", UUID.class)))
                .list();
    }

    /**
     * The earliest business instant after another one at which something is due. What is only tried again is left out: its pauses are seconds or
     * minutes for a third party to recover in, and a clock that stopped at each of them would not get through a day.
     */
    Optional<Instant> nextDue(Tx tx, Instant after) {
        return Optional.ofNullable(tx.sql()
                .sql("SELECT min(wake_at) AS due FROM workflow WHERE wake_at IS NOT NULL AND attempts = 0"
                        + " AND absences = 0 AND wake_at > :after"
                        + " AND NOT (state = 'blocked' AND wake_at < updated_at + interval '10 minutes')")
                .param("after", Columns.timestamp(after))
                .query((row, _) -> new Due(Columns.instantOrNull(row, "due")))
                .single()
                .at());
    }

    private record Due(@Nullable Instant at) {}

    List<String> dueSubjects(Tx tx, int most) {
        return tx.sql()
                .sql("SELECT subject FROM workflow WHERE wake_at <= business_now() ORDER BY wake_at LIMIT :most")
                .param("most", most)
                .query((row, _) -> row.getString("subject"))
                .list();
    }

    private WorkflowView view(ResultSet row) throws SQLException {
        WorkflowState state = WorkflowState.of(row.getString("state"));
        // While what was done is being undone the error is known, and the workflow has not failed yet.
        WorkflowError error = state == WorkflowState.FAILED ? error(row).orElse(null) : null;
        return new WorkflowView(
                new WorkflowId(row.getObject("id", UUID.class)),
                new AccountId(row.getString("account_id")),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("request_hash"),
                state,
                row.getString("data"),
                json.readValue(row.getString("context"), CONTEXT),
                error,
                Columns.instant(row, "in_progress_since"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
