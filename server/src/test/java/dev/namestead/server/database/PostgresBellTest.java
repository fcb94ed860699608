package dev.namestead.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.server.database.Bell.Topic;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class PostgresBellTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void aRing_isHeardByTheOthers_andNotByOneself() {
        try (PostgresBell here = bell("here");
                PostgresBell there = bell("there")) {
            AtomicInteger atHome = count(here, Topic.WORK);
            AtomicInteger abroad = count(there, Topic.WORK);
            AtomicInteger other = count(there, Topic.SETTLED);
            startBoth(here, there, abroad, atHome);
            int before = other.get();

            here.ring(Topic.WORK);

            await().atMost(SOON).until(() -> abroad.get() > 1);
            assertThat(atHome).hasValue(1);
            assertThat(other).hasValue(before);
        }
    }

    @Test
    void manyRings_areOneForAllThatCameMeanwhile() {
        try (PostgresBell here = bell("here");
                PostgresBell there = bell("there")) {
            AtomicInteger abroad = count(there, Topic.SETTLED);
            startBoth(here, there, abroad, count(here, Topic.SETTLED));

            for (int i = 0; i < 10_000; i++) {
                here.ring(Topic.SETTLED);
            }

            await().atMost(SOON).until(() -> abroad.get() > 1);
            assertThat(abroad).hasValueLessThan(1_000);
        }
    }

    @Test
    void aLostConnection_isMadeAnew_andCountsAsARing() {
        try (PostgresBell here = bell("here");
                PostgresBell there = bell("there")) {
            AtomicInteger abroad = count(there, Topic.WORK);
            startBoth(here, there, abroad, count(here, Topic.WORK));

            DB.database().read(tx -> tx.sql().sql("""
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE application_name = 'namestead-bell' AND datname = current_database()
                            """).query(Boolean.class).list());

            await().atMost(SOON).until(() -> abroad.get() > 1);
            int after = abroad.get();
            here.ring(Topic.WORK);
            await().atMost(SOON).until(() -> abroad.get() > after);
        }
    }

    @Test
    void aServerThatIsAlone_ringsNobody_untilAnotherOneCame() {
        try (PostgresBell here = bell("here")) {
            here.start();
            here.ring(Topic.WORK);
            try (PostgresBell there = bell("there")) {
                AtomicInteger sessions = count(here, Topic.SESSIONS);
                there.start();
                await().atMost(SOON).until(() -> sessions.get() > 0);
            }
        }
    }

    /** Both listen: each has had the ring that a new connection counts as. */
    private static void startBoth(PostgresBell here, PostgresBell there, AtomicInteger one, AtomicInteger other) {
        there.start();
        here.start();
        await().atMost(SOON).until(() -> one.get() == 1 && other.get() == 1);
    }

    private static AtomicInteger count(PostgresBell bell, Topic topic) {
        AtomicInteger count = new AtomicInteger();
        bell.onRing(topic, count::incrementAndGet);
        return count;
    }

    private static PostgresBell bell(String node) {
        return new PostgresBell(DB.database(), DB.settings(), node, Duration.ofSeconds(30));
    }
}
