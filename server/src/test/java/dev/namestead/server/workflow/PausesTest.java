package dev.namestead.server.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.database.Tx;
import dev.namestead.server.workflow.WorkflowStore.Claimed;
import dev.namestead.server.workflow.WorkflowStore.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a workflow waits after a result that decides nothing, and what it shows meanwhile. */
class PausesTest {
    private static final WorkflowSettings SETTINGS = WorkflowSettings.defaults("node");

    /** A workflow of one step. */
    private static final WorkflowDefinition<String> ONE = new WorkflowDefinition<>() {
        @Override
        public String kind() {
            return "one";
        }

        @Override
        public Class<String> dataType() {
            return String.class;
        }

        @Override
        public List<Step<String>> steps() {
            return List.of(Step.of("only", _ -> StepResult.done("")));
        }

        @Override
        public void succeeded(Tx tx, Workflow<String> workflow) {}

        @Override
        public void failed(Tx tx, Workflow<String> workflow, WorkflowError error) {}
    };

    @ParameterizedTest(name = "{2} after {0} attempts and {1} absences")
    @CsvSource({
        // attempts and absences before, what comes now, both after, longest pause, state
        "0,  0, RETRY, 1,  0,   250, in_progress",
        "1,  0, RETRY, 2,  0,   500, in_progress",
        "2,  0, RETRY, 3,  0,  1000, blocked",
        "9,  0, RETRY, 10, 0, 20000, blocked",
        "0,  0, AWAY,  0,  1,   250, in_progress",
        "0,  1, AWAY,  0,  2,   500, in_progress",
        "0,  2, AWAY,  0,  3,  1000, blocked",
        "0, 90, AWAY,  0, 91, 20000, blocked",
        // Nobody was there: the attempts stay what they were.
        "2,  0, AWAY,  2,  1,   250, blocked",
        "1, 90, AWAY,  1, 91, 20000, blocked",
        // Somebody is there again: his pauses begin where they were, however long he was away.
        "0, 90, RETRY, 1,  0,   250, in_progress",
        "1, 90, RETRY, 2,  0,   500, in_progress",
    })
    void pauses_areThoseOfTheTable(
            int attempts,
            int absences,
            String result,
            int attemptsAfter,
            int absencesAfter,
            long longestMillis,
            String state) {
        StepResult<String> now =
                result.equals("AWAY") ? StepResult.away("registry", "x") : StepResult.retry("registry", "x");

        Move longest = move(attempts, absences, now, true);
        Move shortest = move(attempts, absences, now, false);

        assertThat(longest.attempts()).isEqualTo(attemptsAfter);
        assertThat(longest.absences()).isEqualTo(absencesAfter);
        assertThat(longest.state()).isEqualTo(WorkflowState.of(state));
        assertThat(longest.pause()).hasValue(Duration.ofMillis(longestMillis));
        assertThat(shortest.pause()).hasValue(Duration.ofMillis(longestMillis / 2));
    }

    private static Move move(int attempts, int absences, StepResult<String> result, boolean mostOfChance) {
        var moves = new StepMove<>(ONE, SETTINGS, new WorkflowStore(), chance(mostOfChance));
        return moves.of(claimed(attempts, absences), "", result, () -> Instant.EPOCH)
                .move();
    }

    private static Claimed claimed(int attempts, int absences) {
        return new Claimed(
                WorkflowId.random(),
                new AccountId("d".repeat(32)),
                "one",
                "subject",
                "lane",
                "only",
                false,
                attempts,
                absences,
                "\"\"",
                0,
                1,
                false,
                Optional.empty());
    }

    private static Machine chance(boolean most) {
        return new Machine() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public long random(long highest) {
                return most ? highest : 0;
            }

            @Override
            public void start(String name, Runnable work) {
                throw new AssertionError();
            }

            @Override
            public void startLater(String name, Duration after, Runnable work) {
                throw new AssertionError();
            }
        };
    }
}
