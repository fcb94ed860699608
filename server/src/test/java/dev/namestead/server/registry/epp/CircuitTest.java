package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.registry.epp.RegistrySettings.Pauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final List<String> told = new ArrayList<>();
    private final Circuit circuit = new Circuit(
            new Pauses(Duration.ofSeconds(30), Duration.ofMillis(250), Duration.ofSeconds(10)),
            now::get,
            () -> 1.0,
            new Circuit.Watcher() {
                @Override
                public void opened() {
                    told.add("opened");
                }

                @Override
                public void closed() {
                    told.add("closed");
                }
            });

    @Test
    void atFirst_everybodyMayTry() {
        assertThat(circuit.refuse()).isEmpty();
        assertThat(circuit.refuse()).isEmpty();
        assertThat(circuit.reason()).isEmpty();
    }

    @Test
    void aRefusedLogin_isTriedAgainOnceInThirtySeconds() {
        circuit.refused("2200");
        after(Duration.ofMillis(29_999));
        assertThat(circuit.refuse()).hasValueSatisfying(why -> assertThat(why).contains("2200"));
        after(Duration.ofMillis(2));
        assertThat(circuit.refuse()).isEmpty();
        assertThat(circuit.refuse()).hasValueSatisfying(why -> assertThat(why).contains("under way"));
        circuit.refused("2200 again");
        after(Duration.ofSeconds(29));
        assertThat(circuit.refuse()).isPresent();
        after(Duration.ofSeconds(2));
        assertThat(circuit.refuse()).isEmpty();
        circuit.succeeded();
        assertThat(circuit.refuse()).isEmpty();
        assertThat(circuit.reason()).isEmpty();
    }

    @Test
    void aRegistryOutOfReach_isTriedEverLessOften() {
        for (long pause : new long[] {250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000}) {
            circuit.failed("refused");
            after(Duration.ofMillis(pause - 1));
            assertThat(circuit.refuse()).isPresent();
            after(Duration.ofMillis(2));
            assertThat(circuit.refuse()).isEmpty();
        }
    }

    @Test
    void halfOfAPause_isLeftToChance() {
        var early = new Circuit(Pauses.DEFAULT, now::get, () -> 0.0, Circuit.Watcher.NONE);
        early.failed("refused");
        after(Duration.ofMillis(126));
        assertThat(early.refuse()).isEmpty();
    }

    @Test
    void severalThatWereUnderWayTogether_areOneFailure() {
        circuit.failed("refused");
        circuit.failed("refused");
        circuit.failed("refused");
        after(Duration.ofMillis(251));
        assertThat(circuit.refuse()).isEmpty();
    }

    @Test
    void whoeverWatches_isToldOfTheReturn_once() {
        circuit.succeeded();
        circuit.failed("refused");
        after(Duration.ofSeconds(1));
        circuit.failed("refused");
        circuit.succeeded();
        circuit.succeeded();
        assertThat(told).containsExactly("opened", "opened", "closed");
    }

    @Test
    void theNextTry_isKnown_andComesEarlierWhereAnotherNodeHasGotThrough() {
        assertThat(circuit.untilNextTry()).isEmpty();
        circuit.failed("refused");
        assertThat(circuit.untilNextTry()).hasValue(Duration.ofMillis(250));
        circuit.tryNow();
        assertThat(circuit.untilNextTry()).hasValue(Duration.ZERO);
        assertThat(circuit.refuse()).isEmpty();
    }

    @Test
    void aRefusedLogin_isNotTriedEarlier_whoeverHasGotThrough() {
        circuit.refused("2200");
        circuit.tryNow();
        circuit.failed("one that was under way");
        circuit.tryNow();
        assertThat(circuit.untilNextTry()).hasValue(Duration.ofSeconds(30));
    }

    @Test
    void answersThatMakeNoSense_holdTheNextSessionBack_everLonger() {
        circuit.nonsense("no XML");
        assertThat(circuit.refuse()).as("it happens").isEmpty();
        for (long pause : new long[] {250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000, 10_000}) {
            circuit.nonsense("no XML");
            circuit.succeeded();
            after(Duration.ofMillis(pause - 1));
            assertThat(circuit.refuse())
                    .hasValueSatisfying(why -> assertThat(why).contains("no XML"));
            after(Duration.ofMillis(2));
            assertThat(circuit.refuse()).isEmpty();
            assertThat(circuit.refuse()).as("not one at a time").isEmpty();
        }
        assertThat(circuit.untilNextTry()).as("only who needs it tries").isEmpty();
    }

    @Test
    void aRegistryWhoseAnswersMakeSenseNowAndThen_isStillHeldBack_andHealedByManyInARow() {
        for (int i = 0; i < 20; i++) {
            circuit.nonsense("no XML");
            circuit.sense();
        }
        assertThat(circuit.reason()).hasValue("no XML");
        for (int i = 0; i < 6; i++) {
            circuit.sense();
        }
        assertThat(told).isEmpty();
        circuit.sense();
        assertThat(told).containsExactly("closed");
        assertThat(circuit.reason()).isEmpty();
        circuit.nonsense("no XML");
        assertThat(circuit.refuse()).as("forgotten").isEmpty();
    }

    @Test
    void oneAnswerThatMakesNoSense_amongMany_holdsNobodyBack() {
        for (int i = 0; i < 100; i++) {
            circuit.nonsense("no XML");
            for (int j = 0; j < 8; j++) {
                circuit.sense();
            }
            assertThat(circuit.refuse()).isEmpty();
        }
        assertThat(told).isEmpty();
    }

    private void after(Duration duration) {
        now.addAndGet(duration.toNanos());
    }
}
