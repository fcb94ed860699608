package dev.namestead.server.api.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/** However requests of a caller interleave, with each other and with a window's end, each is counted once. */
class RateLimiterInterleavedTest {
    private static final RateLimit THREE_A_SECOND = new RateLimit(true, 3, Duration.ofSeconds(1));

    @Test
    void requests_inAnyOrder_areCountedOnce() {
        options().check(Requests.class);
    }

    @Test
    void requests_countedInTwoMoves_areFound() {
        assertThatThrownBy(() -> options().check(MiscountedRequests.class)).isInstanceOf(LincheckAssertionError.class);
    }

    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .iterations(10)
                .invocationsPerIteration(60);
    }

    /** The real thing. */
    public static final class Requests {
        private final AtomicLong clock = new AtomicLong();
        private final RateLimiter limiter = new RateLimiter(THREE_A_SECOND, clock::get);

        @Operation
        public String take() {
            RateLimiter.Standing standing = limiter.take("caller");
            return standing.remaining() + (standing.exceeded() ? " exceeded" : "");
        }

        @Operation(nonParallelGroup = "clock", runOnce = true)
        public void theWindowEnds() {
            clock.addAndGet(2_000_000_000L);
        }
    }

    /** A planted fault: the count is read, and then written. */
    public static final class MiscountedRequests {
        private final ConcurrentHashMap<String, Integer> used = new ConcurrentHashMap<>();

        @Operation
        public int take() {
            int next = used.getOrDefault("caller", 0) + 1;
            used.put("caller", next);
            return next;
        }
    }
}
