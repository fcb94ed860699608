package dev.namestead.epp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.epp.transport.Watchdog.Duty;
import dev.namestead.epp.transport.Watchdog.Guard;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchdogTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final Watchdog watchdog = new Watchdog();
    private final AtomicInteger ended = new AtomicInteger();
    private final Guard guard = watchdog.guard(ended::incrementAndGet);

    @AfterEach
    void stop() {
        watchdog.close();
    }

    @Test
    void aDeadlineThatIsOver_endsWhatIsGuarded_once() {
        guard.until(Deadline.after(Duration.ofMillis(20)));
        await().until(() -> ended.get() > 0);
        anotherIsSeen();
        assertThat(ended).hasValue(1);
    }

    @Test
    void aDeadlineThatWasMet_endsNothing() {
        try (Duty duty = guard.until(Deadline.after(Duration.ofMillis(30)))) {
            assertThat(duty).isNotNull();
        }
        anotherIsSeen();
        assertThat(ended).hasValue(0);
    }

    @Test
    void aWatchdogThatSlept_wakesForTheNextDeadline() {
        for (int i = 1; i <= 20; i++) {
            int times = i;
            guard.until(Deadline.after(Duration.ofMillis(i % 3)));
            await().until(() -> ended.get() == times);
        }
    }

    @Test
    void aGuardThatIsDismissed_endsNothing() {
        guard.until(Deadline.after(Duration.ofMillis(30)));
        guard.close();
        anotherIsSeen();
        assertThat(ended).hasValue(0);
    }

    @Test
    void withoutAWatchdog_nothingLasts() {
        guard.until(Deadline.after(NEVER));
        watchdog.close();
        await().until(() -> ended.get() == 1);
        guard.until(Deadline.after(NEVER));
        await().until(() -> ended.get() == 2);
    }

    /** Whatever was due before has been seen by then. */
    private void anotherIsSeen() {
        var seen = new AtomicInteger();
        watchdog.guard(seen::incrementAndGet).until(Deadline.after(Duration.ofMillis(60)));
        await().until(() -> seen.get() == 1);
    }
}
