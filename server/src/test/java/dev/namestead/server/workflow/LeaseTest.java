package dev.namestead.server.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.database.Bell;
import dev.namestead.server.database.PostgresBell;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.database.Tx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Leases, fences, wakes and waits, with workflows that know nothing of domains. */
class LeaseTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final AccountId ACCOUNT = new AccountId("d".repeat(32));
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** What a test workflow knows. */
    record Note(int value) {}

    /** One step, given by the test. */
    private static final class OneStep implements WorkflowDefinition<Note> {
        private final Function<StepContext<Note>, StepResult<Note>> body;
        private final AtomicInteger succeeded = new AtomicInteger();

        OneStep(Function<StepContext<Note>, StepResult<Note>> body) {
            this.body = body;
        }

        @Override
        public String kind() {
            return "test";
        }

        @Override
        public Class<Note> dataType() {
            return Note.class;
        }

        @Override
        public List<Step<Note>> steps() {
            return List.of(Step.of("only", body::apply));
        }

        @Override
        public void succeeded(Tx tx, Workflow<Note> workflow) {
            succeeded.incrementAndGet();
        }

        @Override
        public void failed(Tx tx, Workflow<Note> workflow, WorkflowError error) {}
    }

    @Test
    void aProcessThatSleptThroughItsLease_canNeitherActNorWrite() throws Exception {
        String lane = lane();
        CountDownLatch asleep = new CountDownLatch(1);
        CountDownLatch wakeUp = new CountDownLatch(1);
        AtomicInteger mayAct = new AtomicInteger(-1);
        OneStep sleeper = new OneStep(context -> {
            asleep.countDown();
            awaitQuietly(wakeUp);
            mayAct.set(context.mayAct() ? 1 : 0);
            return StepResult.done(new Note(1));
        });
        OneStep successor = new OneStep(context -> StepResult.done(new Note(2)));
        // The sleeper's lease is never extended, as if its whole process had been stopped.
        try (Workflows first = workflows("first", lane, sleeper, Duration.ofHours(1))) {
            first.start();
            WorkflowId id = begin(first, sleeper, lane);
            asleep.await();
            expireLease(id);
            try (Workflows second = workflows("second", lane, successor, Duration.ofSeconds(5))) {
                second.start();
                await().atMost(Duration.ofSeconds(10)).until(() -> state(second, id) == WorkflowState.SUCCEEDED);
                wakeUp.countDown();
                await().atMost(Duration.ofSeconds(10)).until(() -> mayAct.get() >= 0);
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> data(first, id).value() == 2);
            assertThat(sleeper.succeeded).hasValue(0);
            assertThat(successor.succeeded).hasValue(1);
        }
    }

    @Test
    void theMonotonicLease_endsBeforeTheDatabaseGivesTheWorkflowAway() {
        Duration hour = Duration.ofHours(1);
        long now = System.nanoTime();
        Lease lease = new Lease(1, hour, Machine.REAL, now - hour.toNanos() / 2);
        assertThat(lease.holds()).isTrue();
        Lease ending = new Lease(1, hour, Machine.REAL, now - hour.toNanos() * 95 / 100);
        assertThat(ending.holds()).as("a tenth is kept back").isFalse();
        ending.extendedFrom(now);
        assertThat(ending.holds()).isTrue();
    }

    @Test
    void aWake_whileTheStepRuns_isNotLost() throws Exception {
        String lane = lane();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        OneStep waiting = new OneStep(context -> {
            if (runs.incrementAndGet() > 1) {
                return StepResult.done(new Note(0));
            }
            running.countDown();
            awaitQuietly(goOn);
            return new StepResult.Blocked<>("registry", "later", Duration.ofDays(1));
        });
        try (Workflows workflows = workflows("node", lane, waiting, Duration.ofSeconds(30))) {
            workflows.start();
            WorkflowId id = begin(workflows, waiting, lane);
            running.await();
            DATABASE.database().transact(tx -> workflows.wake(tx, id));
            goOn.countDown();

            await().atMost(Duration.ofSeconds(10)).until(() -> state(workflows, id) == WorkflowState.SUCCEEDED);
        }
    }

    @Test
    void aFaultOfOurs_endsNothing_andIsTriedAgain() {
        String lane = lane();
        AtomicInteger runs = new AtomicInteger();
        OneStep faulty = new OneStep(context -> {
            if (runs.incrementAndGet() < 4) {
                throw new IllegalStateException("planned fault");
            }
            return StepResult.done(new Note(0));
        });
        try (Workflows workflows = workflows("node", lane, faulty, Duration.ofSeconds(30))) {
            workflows.start();
            WorkflowId id = begin(workflows, faulty, lane);
            await().atMost(Duration.ofSeconds(10)).until(() -> state(workflows, id) == WorkflowState.SUCCEEDED);
            assertThat(runs).hasValue(4);
        }
    }

    @Test
    void aSubject_hasOneLiveWorkflow() {
        String lane = lane();
        OneStep blocked = new OneStep(context -> new StepResult.Blocked<>("registry", "later", Duration.ofDays(1)));
        try (Workflows workflows = workflows("node", lane, blocked, Duration.ofSeconds(30))) {
            String subject = "subject-" + NUMBER.incrementAndGet();
            assertThat(tryBegin(workflows, blocked, lane, subject)).isTrue();
            assertThat(tryBegin(workflows, blocked, lane, subject)).isFalse();
        }
    }

    @Test
    void aLaneWhosePlacesAreTaken_doesNotHoldUpAnother() throws Exception {
        String slow = lane();
        String quick = lane();
        CountDownLatch goOn = new CountDownLatch(1);
        OneStep step = new OneStep(context -> {
            if (context.workflow().subject().startsWith("slow")) {
                awaitQuietly(goOn);
            }
            return StepResult.done(new Note(0));
        });
        WorkflowSettings settings = settings("node", Duration.ofSeconds(30));
        try (Workflows workflows = new Workflows(
                DATABASE.database(), settings, WorkflowProbe.NONE, Machine.REAL, List.of(slow, quick), List.of(step))) {
            workflows.start();
            for (int number = 0; number < 20; number++) {
                tryBegin(workflows, step, slow, "slow-" + NUMBER.incrementAndGet());
            }
            WorkflowId id = begin(workflows, step, quick);
            workflows.await(id, Duration.ofSeconds(5));
            assertThat(state(workflows, id)).isEqualTo(WorkflowState.SUCCEEDED);
            goOn.countDown();
        }
    }

    @Test
    void aWaiter_isToldAtOnce_andAlsoWhenAnotherNodeDidTheWork() {
        String lane = lane();
        OneStep step = new OneStep(context -> StepResult.done(new Note(0)));
        try (Workflows accepting = workflows("accepting", lane(), step, Duration.ofSeconds(30));
                Workflows working = workflows("working", lane, step, Duration.ofSeconds(30))) {
            accepting.start();
            working.start();
            WorkflowId id = begin(accepting, step, lane);
            long from = System.nanoTime();
            accepting.await(id, Duration.ofSeconds(10));
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
            assertThat(state(accepting, id)).isEqualTo(WorkflowState.SUCCEEDED);
        }
    }

    @Test
    void aWaiter_isToldByTheBell_whereTheTurnsAreAnHourApart() throws Exception {
        String lane = lane();
        OneStep step = new OneStep(context -> StepResult.done(new Note(0)));
        try (PostgresBell here = bell("accepting");
                PostgresBell there = bell("working");
                Workflows accepting = belled("accepting", lane(), step, here);
                Workflows working = belled("working", lane, step, there)) {
            accepting.start();
            working.start();
            here.start();
            there.start();
            WorkflowId id = begin(accepting, step, lane);
            // A workflow of another node's lane is not offered to it by begin: whoever wakes one tells all nodes.
            DATABASE.database().transact(tx -> accepting.wake(tx, id));
            accepting.await(id, Duration.ofSeconds(20));
            assertThat(state(accepting, id)).isEqualTo(WorkflowState.SUCCEEDED);
        }
    }

    private static PostgresBell bell(String node) {
        return new PostgresBell(DATABASE.database(), DATABASE.settings(), node, Duration.ofSeconds(30));
    }

    private static Workflows belled(String node, String lane, OneStep definition, Bell bell) {
        WorkflowSettings hourly = new WorkflowSettings(
                node, Duration.ofSeconds(30), 8, Duration.ofHours(1), Duration.ofMillis(5), Duration.ofMillis(20), 3);
        return new Workflows(
                DATABASE.database(),
                hourly,
                WorkflowProbe.NONE,
                Machine.REAL,
                List.of(lane),
                List.of(definition),
                bell);
    }

    @Test
    void aWaiter_staysWhileTheWorkflowOnlyPausesBeforeItsNextTry() {
        String lane = lane();
        AtomicInteger tries = new AtomicInteger();
        OneStep step = new OneStep(context ->
                tries.incrementAndGet() < 3 ? StepResult.retry("registry", "not yet") : StepResult.done(new Note(0)));
        try (Workflows workflows = workflows("node", lane, step, Duration.ofSeconds(30))) {
            workflows.start();
            WorkflowId id = begin(workflows, step, lane);
            workflows.await(id, Duration.ofSeconds(10));
            assertThat(state(workflows, id)).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(tries).hasValue(3);
        }
    }

    private static Workflows workflows(String node, String lane, OneStep definition, Duration lease) {
        return new Workflows(
                DATABASE.database(),
                settings(node, lease),
                WorkflowProbe.NONE,
                Machine.REAL,
                List.of(lane),
                List.of(definition));
    }

    private static WorkflowSettings settings(String node, Duration lease) {
        return new WorkflowSettings(
                node + NUMBER.incrementAndGet(),
                lease,
                8,
                Duration.ofMillis(25),
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                3);
    }

    private static String lane() {
        return "lane-" + NUMBER.incrementAndGet();
    }

    private static WorkflowId begin(Workflows workflows, OneStep definition, String lane) {
        WorkflowId id = WorkflowId.random();
        boolean begun = DATABASE.database()
                .inTransaction(
                        tx -> workflows.begin(tx, id, definition, ACCOUNT, "quick-" + id, lane, "hash", new Note(0)));
        assertThat(begun).isTrue();
        return id;
    }

    private static boolean tryBegin(Workflows workflows, OneStep definition, String lane, String subject) {
        return DATABASE.database()
                .inTransaction(tx -> workflows.begin(
                        tx, WorkflowId.random(), definition, ACCOUNT, subject, lane, "hash", new Note(0)));
    }

    private static WorkflowState state(Workflows workflows, WorkflowId id) {
        return DATABASE.database()
                .read(tx -> workflows.find(tx, id).orElseThrow().state());
    }

    private static Note data(Workflows workflows, WorkflowId id) {
        return DATABASE.database()
                .read(tx -> workflows.data(workflows.find(tx, id).orElseThrow(), new OneStep(context -> null)));
    }

    private static void expireLease(WorkflowId id) {
        DATABASE.database()
                .transact(tx -> tx.sql()
                        .sql("UPDATE workflow SET lease_until = now() - interval '1 second' WHERE id = :id")
                        .param("id", id.value())
                        .update());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
