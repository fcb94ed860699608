package dev.namestead.server.registration;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.api.AccountId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/** However requests of an account interleave, one is at the database at a time, also after one that failed there. */
class AccountGatesInterleavedTest {
    private static final AccountId ACCOUNT = new AccountId("a".repeat(32));

    @Test
    void requestsOfAnAccount_inAnyOrder_passOneAtATime() {
        options().check(Requests.class);
    }

    @Test
    void aGateThatIsLookedAtAndThenShut_isFound() {
        assertThatThrownBy(() -> options().check(CarelessRequests.class)).isInstanceOf(LincheckAssertionError.class);
    }

    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(1)
                .iterations(10)
                .invocationsPerIteration(60);
    }

    /** The real thing, about a number that is read and then written. */
    public static final class Requests {
        private final AccountGates gates = new AccountGates(Duration.ofHours(1));
        private int accepted;

        @Operation
        public int accept() {
            return gates.pass(ACCOUNT, () -> {
                int next = accepted + 1;
                accepted = next;
                return next;
            });
        }

        @Operation
        public int acceptAndFail() {
            return gates.pass(ACCOUNT, () -> {
                accepted = accepted + 10;
                throw new IllegalStateException("planned");
            });
        }
    }

    /** A planted fault: the gate is looked at, and then shut. */
    public static final class CarelessRequests {
        private final AtomicBoolean shut = new AtomicBoolean();
        private int accepted;

        @Operation
        public int accept() {
            return pass(() -> {
                int next = accepted + 1;
                accepted = next;
                return next;
            });
        }

        private int pass(Supplier<Integer> work) {
            while (shut.get()) {
                Thread.onSpinWait();
            }
            shut.set(true);
            try {
                return work.get();
            } finally {
                shut.set(false);
            }
        }
    }
}
