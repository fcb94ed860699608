package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.server.registry.epp.RegistrySettings.Pauses;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/** However failures, successes and tries interleave, a circuit lets one try pass at a time. */
class CircuitInterleavedTest {

    @Test
    void tries_inAnyOrder_passOneAtATime() {
        options().check(Tries.class);
    }

    @Test
    void tries_thatAreLookedAtAndThenTaken_areFound() {
        assertThatThrownBy(() -> options().check(CarelessTries.class)).isInstanceOf(LincheckAssertionError.class);
    }

    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(1)
                .iterations(10)
                .invocationsPerIteration(60);
    }

    /** The real thing. */
    public static final class Tries {
        private final AtomicLong clock = new AtomicLong();
        private final Circuit circuit = new Circuit(Pauses.DEFAULT, clock::get, () -> 0.5, Circuit.Watcher.NONE);

        @Operation
        public boolean mayTry() {
            return circuit.refuse().isEmpty();
        }

        @Operation
        public void notTried() {
            circuit.notTried();
        }

        @Operation
        public void succeeded() {
            circuit.succeeded();
        }

        @Operation
        public void failed() {
            circuit.failed("no answer");
        }

        @Operation
        public void refused() {
            circuit.refused("2200");
        }

        @Operation
        public void nonsense() {
            circuit.nonsense("no XML");
        }

        @Operation
        public void sense() {
            circuit.sense();
        }

        @Operation
        public void tryNow() {
            circuit.tryNow();
        }

        @Operation
        public boolean isWell() {
            return circuit.reason().isEmpty();
        }

        @Operation
        public void aMinutePasses() {
            clock.addAndGet(60_000_000_000L);
        }
    }

    /** A planted fault: whether somebody tries is read, and then written. */
    public static final class CarelessTries {
        private volatile boolean trying;

        @Operation
        public boolean mayTry() {
            if (trying) {
                return false;
            }
            trying = true;
            return true;
        }

        @Operation
        public void failed() {
            trying = false;
        }
    }
}
