package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** However places are taken, given back and made fewer at once, there are never more than there may be, and none gets lost. */
class PlacesInterleavedTest {

    @Test
    void places_inAnyOrder_areNeitherLostNorGained() {
        options().check(Sharers.class);
    }

    @Test
    void places_thatAreCountedOutsideOfTheLock_areFound() {
        assertThatThrownBy(() -> options().check(CarelessSharers.class)).isInstanceOf(LincheckAssertionError.class);
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

    /** The real thing; each thread has one place at most. */
    public static final class Sharers {
        private final Places places = new Places();
        private final boolean[] has = new boolean[5];

        @Operation
        public void allow(@Param(gen = IntGen.class, conf = "0:2") int most) {
            places.allow(most);
        }

        @Operation(nonParallelGroup = "a place that is ending is nobody's")
        public boolean take(@Param(gen = ThreadIdGen.class) int thread) {
            boolean taken = !has[thread] && places.takeNow();
            has[thread] |= taken;
            return taken;
        }

        @Operation
        public boolean giveBack(@Param(gen = ThreadIdGen.class) int thread) {
            boolean had = has[thread];
            has[thread] = false;
            return had && places.giveBack();
        }

        @Operation(nonParallelGroup = "a place that is ending is nobody's")
        public boolean retire() {
            boolean retires = places.beginToRetire();
            if (retires) {
                places.retired();
            }
            return retires;
        }

        @Operation
        public boolean tooMany() {
            return places.tooMany();
        }
    }

    /** A planted fault: whether there are too many is read, and then acted upon. */
    public static final class CarelessSharers {
        private volatile int total = 2;
        private volatile int free = 2;

        @Operation
        public boolean take() {
            int seen = free;
            if (seen == 0) {
                return false;
            }
            free = seen - 1;
            return true;
        }

        @Operation
        public int retire() {
            int seen = total;
            total = seen > 0 ? seen - 1 : 0;
            return total;
        }
    }
}
