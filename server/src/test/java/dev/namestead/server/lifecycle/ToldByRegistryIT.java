package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.lifecycle.LifecycleSettings.Sweep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What registries do by themselves, where nobody would look for years: it is known by their messages alone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ToldByRegistryIT {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Duration YEARS = Duration.ofDays(3650);
    private static final Duration HOUR = Duration.ofHours(1);

    private static LifeRegistries registries;
    private static LifeWorld world;

    @BeforeAll
    static void begin(@TempDir Path directory) {
        registries = LifeRegistries.plain(directory);
        Pace never =
                Pace.EXACT.with(LifecycleSettings.DEFAULT.expiry(), new Sweep(Duration.ofDays(1), YEARS, YEARS, 100));
        world = LifeWorld.fresh(DATABASE.database(), registries.open(), never);
    }

    @AfterAll
    static void close() {
        world.close();
        registries.close();
    }

    @Test
    @Order(1)
    void aHoldThatARegistrySetsAndLifts_isSeenWithinTheHour() {
        List<String> names = List.of("told.com", "told.org");
        registeredLongAgo(names);

        names.forEach(name -> serverStatuses(name, List.of("serverHold")));
        later(HOUR);
        names.forEach(name -> assertThat(world.status(name)).as(name).isEqualTo("suspended"));

        names.forEach(name -> serverStatuses(name, List.of()));
        later(HOUR);
        names.forEach(name -> assertThat(world.status(name)).as(name).isEqualTo("active"));
    }

    @Test
    @Order(2)
    void messagesThatComeInAnyOrder_leaveWhatIsTrue() {
        List<String> held = List.of("shuffled-a.com", "shuffled-b.com", "shuffled-a.org", "shuffled-b.org");
        List<String> lifted = List.of("shuffled-c.com", "shuffled-d.com", "shuffled-c.org", "shuffled-d.org");
        registeredLongAgo(held);
        registeredLongAgo(lifted);
        world.control().send("POST", "/faults", Map.of("command", "poll", "action", "shuffle"));
        try {
            held.forEach(name -> {
                serverStatuses(name, List.of("serverHold"));
                serverStatuses(name, List.of());
                serverStatuses(name, List.of("serverHold"));
            });
            lifted.forEach(name -> {
                serverStatuses(name, List.of("serverHold"));
                serverStatuses(name, List.of());
            });
            later(HOUR);
        } finally {
            world.control().send("DELETE", "/faults", null);
        }

        held.forEach(name -> assertThat(world.status(name)).as(name).isEqualTo("suspended"));
        lifted.forEach(name -> assertThat(world.status(name)).as(name).isEqualTo("active"));
    }

    private static void registeredLongAgo(List<String> names) {
        names.forEach(name -> world.register(name, false));
        later(Duration.ofDays(100));
    }

    private static void serverStatuses(String name, List<String> statuses) {
        world.arrange(name, Map.of("serverStatuses", statuses));
    }

    private static void later(Duration span) {
        world.moveTo(world.registrar().database().read(tx -> tx.businessNow()).plus(span));
    }
}
