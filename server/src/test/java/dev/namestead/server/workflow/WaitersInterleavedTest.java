package dev.namestead.server.workflow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** Every order in which two threads may enter, look, leave and be woken: none is forgotten, and none is woken too early. */
class WaitersInterleavedTest {
    private static final WorkflowId ID = new WorkflowId(new UUID(1, 1));

    @Test
    void waiters_inAnyOrder_missNoWake() {
        options().check(TwoRequests.class);
    }

    @Test
    void waiters_thatCountInTwoMoves_areFound() {
        assertThatThrownBy(() -> options().check(TwoForgetfulRequests.class))
                .isInstanceOf(LincheckAssertionError.class);
    }

    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .iterations(10)
                .invocationsPerIteration(60);
    }

    /** The real thing, each thread with a latch of its own. */
    public static final class TwoRequests {
        private final Waiters waiters = new Waiters();
        private final CountDownLatch[] latches = new CountDownLatch[4];

        @Operation
        public void enter(@Param(gen = ThreadIdGen.class) int thread) {
            if (latches[thread] == null) {
                latches[thread] = waiters.enter(ID);
            }
        }

        @Operation
        public void leave(@Param(gen = ThreadIdGen.class) int thread) {
            if (latches[thread] != null) {
                waiters.leave(ID, latches[thread]);
                latches[thread] = null;
            }
        }

        /** Whether this thread's own wait, if it waits, is over then. */
        @Operation(nonParallelGroup = "settling")
        public boolean settled(@Param(gen = ThreadIdGen.class) int thread) {
            waiters.settled(List.of(ID));
            return latches[thread] == null || latches[thread].getCount() == 0;
        }
    }

    /** A planted fault: the count is read, and then written. */
    public static final class TwoForgetfulRequests {
        private final ConcurrentHashMap<UUID, Waiting> waiting = new ConcurrentHashMap<>();
        private final CountDownLatch[] latches = new CountDownLatch[4];

        private record Waiting(CountDownLatch settled, int count) {}

        @Operation
        public void enter(@Param(gen = ThreadIdGen.class) int thread) {
            if (latches[thread] == null) {
                Waiting present = waiting.get(ID.value());
                Waiting next = present == null
                        ? new Waiting(new CountDownLatch(1), 1)
                        : new Waiting(present.settled(), present.count() + 1);
                waiting.put(ID.value(), next);
                latches[thread] = next.settled();
            }
        }

        @Operation(nonParallelGroup = "settling")
        public boolean settled(@Param(gen = ThreadIdGen.class) int thread) {
            Waiting present = waiting.remove(ID.value());
            if (present != null) {
                present.settled().countDown();
            }
            return latches[thread] == null || latches[thread].getCount() == 0;
        }
    }
}
