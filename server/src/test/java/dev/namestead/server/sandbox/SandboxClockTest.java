package dev.namestead.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.sandbox.SandboxConfig;
import dev.namestead.sandbox.SandboxRegistries;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.database.Tx;
import dev.namestead.server.sandbox.SandboxClock.Moved;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Moving time, with real sandbox registries behind their control address. */
final class SandboxClockTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static SandboxRegistries registries;
    private static RegistryControl control;
    private final Diary diary = new Diary();
    private SandboxClock clock;

    /** Work that is due at given instants; notes when it was done and what the two clocks showed. */
    private final class Diary implements DueWork {
        private final NavigableSet<Instant> due = new ConcurrentSkipListSet<>();
        private final List<Instant> done = new ArrayList<>();
        private Duration takes = Duration.ZERO;
        private List<Instant> stops = new ArrayList<>();
        private volatile CountDownLatch pause = new CountDownLatch(0);

        @Override
        public Optional<Instant> nextAfter(Instant now) {
            return Optional.ofNullable(new TreeSet<>(due).higher(now));
        }

        @Override
        public List<String> settle(Duration most) {
            try {
                pause.await();
            } catch (InterruptedException interrupted) {
                return List.of("interrupted");
            }
            Instant ours = clock.now();
            Instant theirs = control.clock().now();
            assertThat(theirs).as("registries first").isAfterOrEqualTo(ours.minusSeconds(1));
            stops.add(ours);
            due.headSet(ours, true).forEach(done::add);
            due.removeAll(done);
            Awaitility.await().until(() -> !clock.now().isBefore(ours.plus(takes)));
            return List.of();
        }
    }

    @BeforeAll
    static void startRegistries() {
        registries = SandboxRegistries.start(SandboxConfig.in(directory));
        control = new RegistryControl(URI.create(registries.controlUrl()), registries.controlToken());
    }

    @AfterAll
    static void stopRegistries() {
        control.close();
        registries.close();
    }

    @BeforeEach
    void start() {
        clock = new SandboxClock(DB.database(), control, diary);
    }

    @AfterEach
    void stop() {
        clock.close();
    }

    @Test
    void move_stopsAtEachDueInstant_andEndsWhereItWasAsked() {
        Instant begin = now();
        List<Instant> days = List.of(begin.plus(1, ChronoUnit.DAYS), begin.plus(30, ChronoUnit.DAYS));
        diary.due.addAll(days);
        diary.due.add(begin.plus(50, ChronoUnit.DAYS));

        Moved moved = clock.moveTo(begin.plus(40, ChronoUnit.DAYS), Optional.empty(), PATIENCE)
                .orElseThrow();

        assertThat(diary.done).containsExactlyElementsOf(days);
        assertThat(moved.unfinished()).isEmpty();
        assertThat(moved.view().advancing()).isFalse();
        assertThat(moved.view().now()).isBetween(begin.plus(40, ChronoUnit.DAYS), begin.plus(41, ChronoUnit.DAYS));
        assertThat(moved.view().nextDue()).contains(begin.plus(50, ChronoUnit.DAYS));
        assertThat(control.clock().now()).isAfterOrEqualTo(begin.plus(40, ChronoUnit.DAYS));
    }

    @Test
    void whatFallsDue_whileSomethingElseIsDone_isOfTheNextStop_andNotOfTheNextMonth() {
        Instant first = now().plus(1, ChronoUnit.DAYS);
        Instant second = first.plusMillis(20);
        diary.due.addAll(List.of(first, second));
        diary.takes = Duration.ofMillis(50);

        clock.moveTo(first.plus(40, ChronoUnit.DAYS), Optional.empty(), PATIENCE);

        assertThat(diary.stops)
                .anyMatch(stop -> !stop.isBefore(second) && stop.isBefore(first.plus(1, ChronoUnit.HOURS)));
    }

    @Test
    void move_withAGrain_stopsOnceForAllThatIsDueWithinIt() {
        Instant noon = now().truncatedTo(ChronoUnit.DAYS).plus(36, ChronoUnit.HOURS);
        diary.due.add(noon.plusSeconds(1));
        diary.due.add(noon.plus(59, ChronoUnit.MINUTES));
        List<Instant> stops = new ArrayList<>();
        diary.stops = stops;
        try (var coarse = new SandboxClock(DB.database(), control, diary, Duration.ofHours(1))) {
            coarse.moveTo(noon.plus(5, ChronoUnit.HOURS), Optional.empty(), PATIENCE);
        }

        assertThat(diary.done).hasSize(2);
        assertThat(stops.stream().filter(stop -> stop.isAfter(noon) && stop.isBefore(noon.plus(4, ChronoUnit.HOURS))))
                .singleElement()
                .satisfies(stop -> assertThat(stop).isAfterOrEqualTo(noon.plus(1, ChronoUnit.HOURS)));
    }

    @Test
    void move_backwards_isRefused() {
        assertThatThrownBy(() -> clock.moveTo(now().minusSeconds(10), Optional.empty(), PATIENCE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sameRequestAgain_movesOnce() {
        Instant to = now().plus(1, ChronoUnit.DAYS);
        clock.moveTo(to, Optional.of("once"), PATIENCE);

        clock.moveTo(to.plus(1, ChronoUnit.DAYS), Optional.of("once"), PATIENCE);

        assertThat(now()).isBefore(to.plus(1, ChronoUnit.HOURS));
    }

    @Test
    void secondMover_isRefusedWhileOneMoves_andTheFirstGoesOnBeyondPatience() {
        diary.pause = new CountDownLatch(1);
        Instant to = now().plus(1, ChronoUnit.DAYS);

        assertThat(clock.moveTo(to, Optional.empty(), Duration.ofMillis(50))).isEmpty();
        assertThat(clock.view().advancing()).isTrue();
        assertThatThrownBy(() -> clock.moveTo(to, Optional.empty(), PATIENCE))
                .isInstanceOf(IllegalStateException.class);

        diary.pause.countDown();
        Awaitility.await().until(() -> !clock.view().advancing());
        assertThat(now()).isAfterOrEqualTo(to);
    }

    @Test
    void moveThatWasCutOff_isResumedAtTheNextStart() {
        Instant to = now().plus(3, ChronoUnit.DAYS);
        DB.database().transact(tx -> new ClockStore().begin(tx, to, Optional.empty()));

        clock.resume();

        Awaitility.await().until(() -> !clock.view().advancing());
        assertThat(now()).isAfterOrEqualTo(to);
    }

    /** As a reset does, which empties the database; the one that is asked for next is not ended with it. */
    @Test
    void move_whoseRowIsGone_endsAtItsNextStop_andUntilThenIsUnderWay() {
        Instant begun = now();
        Instant to = begun.plus(Duration.ofDays(900));
        diary.due.add(begun.plus(Duration.ofDays(300)));
        diary.due.add(begun.plus(Duration.ofDays(600)));
        diary.pause = new CountDownLatch(1);
        clock.moveTo(to, Optional.of("the-move"), Duration.ZERO);
        assertThat(clock.moveTo(to, Optional.of("the-move"), Duration.ZERO))
                .as("asked again meanwhile")
                .isEmpty();

        DB.database().transact(tx -> tx.sql().sql("DELETE FROM clock_move").update());
        diary.pause.countDown();
        clock.awaitStanding(PATIENCE);

        assertThat(now()).isBefore(to);
        Instant next = now().plus(Duration.ofDays(1));
        assertThat(clock.moveTo(next, Optional.empty(), PATIENCE)).isPresent();
        assertThat(now()).isAfterOrEqualTo(next);
    }

    private static Instant now() {
        return DB.database().read(Tx::businessNow);
    }
}
