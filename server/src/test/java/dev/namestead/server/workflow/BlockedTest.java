package dev.namestead.server.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.workflow.WorkflowStore.Claimed;
import dev.namestead.server.workflow.WorkflowStore.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Workflows that wait for somebody for long: what they leave behind, and what waits for them. */
class BlockedTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Duration LEASE = Duration.ofMinutes(1);

    private final WorkflowStore store = new WorkflowStore();

    @Test
    void whatLooksAgainAfterMinutes_doesNotStopAClock_andWhatWaitsForHoursDoes() {
        WorkflowId id = begun("minutes");
        Instant before = DATABASE.database().read(tx -> tx.businessNow());

        blocked("minutes", Duration.ofMinutes(5));
        assertThat(due(before)).isEmpty();

        wake(id);
        blocked("minutes", Duration.ofHours(1));
        assertThat(due(before)).isPresent();
    }

    @Test
    void waitingForTheSame_isToldOnce() {
        WorkflowId id = begun("told");
        for (int each = 0; each < 5; each++) {
            blocked("told", Duration.ofHours(1));
            wake(id);
        }

        long told = DATABASE.database()
                .read(tx -> tx.sql()
                        .sql("SELECT count(*) FROM workflow_move WHERE workflow_id = :id")
                        .param("id", id.value())
                        .query(Long.class)
                        .single());
        assertThat(told).isOne();
    }

    private WorkflowId begun(String name) {
        WorkflowId id = WorkflowId.random();
        Move first = move(WorkflowState.PENDING, Optional.of("{}"), Optional.empty());
        AccountId account = new AccountId("a".repeat(32));
        DATABASE.database().transact(tx -> store.insert(tx, id, account, "kind", name, name, "hash", first));
        return id;
    }

    private void blocked(String lane, Duration pause) {
        DATABASE.database().transact(tx -> {
            Claimed claimed = store.claim(tx, lane, 1, "node", LEASE, List.of()).getFirst();
            store.move(tx, claimed, move(WorkflowState.BLOCKED, Optional.empty(), Optional.of(pause)), false);
        });
    }

    private static Move move(WorkflowState state, Optional<String> data, Optional<Duration> pause) {
        return new Move(state, "only", false, 0, 0, data, Map.of(), Optional.empty(), pause);
    }

    private void wake(WorkflowId id) {
        DATABASE.database().transact(tx -> store.wake(tx, id));
    }

    private Optional<Instant> due(Instant after) {
        return DATABASE.database().read(tx -> store.nextDue(tx, after));
    }
}
