package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.client.NotSentException;
import dev.namestead.epp.transport.Deadline;
import dev.namestead.server.registry.epp.RegistrySettings.Rate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final Duration PATIENT = Duration.ofHours(1);

    private final AtomicLong nanos = new AtomicLong(1_000);
    private final TokenBucket bucket = new TokenBucket("test", new Rate(100, Duration.ofSeconds(10), 5), nanos::get);

    @Test
    void aBurst_passesAtOnce_andTheRestEvenly() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(bucket.reserve(PATIENT)).isZero();
        }
        assertThat(bucket.reserve(PATIENT)).isEqualTo(Duration.ofMillis(100));
        assertThat(bucket.reserve(PATIENT)).isEqualTo(Duration.ofMillis(200));
        nanos.addAndGet(Duration.ofMillis(200).toNanos());
        assertThat(bucket.reserve(PATIENT)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void inTenSeconds_neverMoreThanAllowed_savesTheBurst() throws Exception {
        int passed = 0;
        for (int millis = 0; millis < 10_000; millis++) {
            while (true) {
                try {
                    bucket.reserve(Duration.ZERO);
                    passed++;
                } catch (NotSentException e) {
                    break;
                }
            }
            nanos.addAndGet(1_000_000);
        }
        assertThat(passed).isBetween(100, 105);
    }

    @Test
    void whoWouldWaitTooLong_isSentAway_andTakesNothing() throws Exception {
        for (int i = 0; i < 5; i++) {
            bucket.reserve(PATIENT);
        }
        assertThatThrownBy(() -> bucket.reserve(Duration.ofMillis(50)))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("registry test");
        assertThat(bucket.reserve(PATIENT)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void whatIsThereAtOnce_isTakenAtOnce_andOneAloneIsLeftToWhoWaits() throws Exception {
        assertThat(bucket.takeSome(4)).isEqualTo(4);
        assertThat(bucket.takeSome(4)).isZero();
        assertThat(bucket.reserve(PATIENT)).isZero();
        nanos.addAndGet(Duration.ofMillis(250).toNanos());
        assertThat(bucket.takeSome(4)).isEqualTo(2);
        assertThat(bucket.reserve(PATIENT)).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void whoHasUseForOneOnly_takesNone() {
        assertThat(bucket.takeSome(1)).isZero();
        assertThat(new TokenBucket("test", Rate.UNLIMITED, nanos::get).takeSome(7))
                .isEqualTo(7);
    }

    @Test
    void aLogin_counts() throws Exception {
        for (int i = 0; i < 6; i++) {
            bucket.spend();
        }
        assertThat(bucket.reserve(PATIENT)).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void nodesThatShareARegistry_shareItsRateToo() throws Exception {
        bucket.sharedBy(2);
        for (int i = 0; i < 2; i++) {
            assertThat(bucket.reserve(PATIENT)).isZero();
        }
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(bucket.reserve(PATIENT)).isZero();
        assertThat(bucket.reserve(PATIENT)).isEqualTo(Duration.ofMillis(200));

        bucket.sharedBy(1);

        assertThat(bucket.reserve(PATIENT)).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void withoutALimit_nobodyWaits() throws Exception {
        var unlimited = new TokenBucket("test", Rate.UNLIMITED, nanos::get);
        for (int i = 0; i < 10_000; i++) {
            unlimited.take(Deadline.after(Duration.ZERO));
            unlimited.spend();
        }
    }

    @Test
    void aToken_isWaitedFor() throws Exception {
        var real = new TokenBucket("test", new Rate(50, Duration.ofSeconds(1), 1), System::nanoTime);
        long start = System.nanoTime();
        for (int i = 0; i < 6; i++) {
            real.take(Deadline.after(PATIENT));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(99));
    }
}
