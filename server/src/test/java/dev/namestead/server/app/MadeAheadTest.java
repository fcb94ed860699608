package dev.namestead.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Things that are made before they are asked for. */
class MadeAheadTest {
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger made = new AtomicInteger();
    private final Semaphore allowed = new Semaphore(1_000);
    private final Set<Integer> discarded = ConcurrentHashMap.newKeySet();
    private volatile boolean broken;

    @AfterEach
    void stop() {
        allowed.release(1_000);
        work.close();
    }

    private MadeAhead<Integer> ahead(int spares, Duration keptFor) {
        return new MadeAhead<>(this::make, discarded::add, spares, keptFor, work);
    }

    private int make() {
        allowed.acquireUninterruptibly();
        if (broken) {
            throw new IllegalStateException("broken");
        }
        return made.incrementAndGet();
    }

    @Test
    void nothingIsMade_beforeSomebodyAsks_andThenSomeMore() {
        MadeAhead<Integer> ahead = ahead(2, Duration.ofHours(1));
        assertThat(made).hasValue(0);

        int mine = ahead.take();

        await().until(() -> made.get() == 3);
        ahead.close();
        await().until(() -> discarded.size() == 2);
        assertThat(discarded).doesNotContain(mine);
    }

    @Test
    void manyAtOnce_getOneEach_andNoMoreAreMadeThanWanted() throws Exception {
        MadeAhead<Integer> ahead = ahead(2, Duration.ofHours(1));
        List<Future<Integer>> taken = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            taken.add(work.submit(ahead::take));
        }
        List<Integer> got = new ArrayList<>();
        for (Future<Integer> each : taken) {
            got.add(each.get());
        }

        assertThat(got).doesNotHaveDuplicates().hasSize(50);
        await().until(() -> made.get() == 52);
        ahead.close();
        await().until(() -> discarded.size() == 2);
        assertThat(discarded).doesNotContainAnyElementsOf(got);
    }

    @Test
    void whatGoesWrong_isTold_andTriedAgainOnlyWhenSomebodyAsks() {
        MadeAhead<Integer> ahead = ahead(1, Duration.ofHours(1));
        broken = true;
        assertThatThrownBy(ahead::take).hasMessage("broken");
        broken = false;

        assertThat(ahead.take()).isPositive();
        ahead.close();
    }

    @Test
    void whatNobodyComesFor_isGivenUp() {
        MadeAhead<Integer> ahead = ahead(1, Duration.ZERO);
        int mine = ahead.take();

        await().until(() -> {
            ahead.tidy();
            return discarded.size() == 1;
        });
        assertThat(discarded).doesNotContain(mine);
        assertThat(ahead.take()).isGreaterThan(2);
        ahead.close();
    }

    @Test
    void whatIsBeingMade_whenItCloses_isGivenUpWhenItIsThere() throws Exception {
        allowed.drainPermits();
        MadeAhead<Integer> ahead = ahead(0, Duration.ofHours(1));
        Future<Integer> waiting = work.submit(ahead::take);
        await().until(allowed::hasQueuedThreads);

        ahead.close();

        assertThatThrownBy(waiting::get).hasMessageContaining("stopping");
        assertThatThrownBy(ahead::take).hasMessageContaining("stopping");
        allowed.release();
        await().until(() -> discarded.equals(Set.of(1)));
    }
}
