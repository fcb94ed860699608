package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.lifecycle.LifecycleSettings.AddGraceLimit;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.workflow.WorkflowProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many names may be deleted in their add grace period free of charge, and from which on the operator is warned. */
class AddGraceLimitTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @ParameterizedTest(name = "{0} registered, {1} of them deleted: {2}, warned {3}")
    @CsvSource({
        // Fifty in any case.
        "0, 0, 50, false",
        "39, 39, 50, false",
        "40, 40, 50, true",
        "60, 60, 50, true",
        // Deleted are also names of the end of the month before.
        "3, 45, 50, true",
        // Ten per cent of what was registered and stayed, where that is more.
        "509, 0, 50, false",
        "510, 0, 51, false",
        "540, 40, 50, true",
        "600, 43, 55, false",
        "600, 44, 55, true",
        "100000, 7200, 9280, false",
        "100000, 7500, 9250, true"
    })
    void theLimit_isTheLargerOfTheTwo_andWarnedOfFromEightyPerCentOfIt(
            int added, int deleted, int allowed, boolean warned) {
        AddGraceLimit limit = LifecycleSettings.DEFAULT.addGraceLimit();
        DeletionStore.Month month = new DeletionStore.Month(added, deleted);

        assertThat(limit.allowed(month)).isEqualTo(allowed);
        assertThat(limit.warns(month)).isEqualTo(warned);
    }

    @Test
    void whatIsCounted_isOfThisExtensionAndOfThisCalendarMonth() {
        ScriptedRegistry registry = new ScriptedRegistry("thick", true);
        try (RegistrarWorld world = new RegistrarWorld(DATABASE.database(), registry, WorkflowProbe.NONE)) {
            registry.livesBy(world::now);
            AccountId account = world.account();
            world.advance(Duration.between(world.now(), nextMonth(world.now()).plus(Duration.ofDays(5))));
            for (String name : new String[] {"stays.org", "goes.org", "goes.fyi", "goes-later.org"}) {
                world.register(account, name);
            }
            registry.endsAddGrace("goes-later.org");
            registry.next("create", ScriptedRegistry.Trouble.REFUSED);
            world.register(account, "never-there.org");
            for (String name : new String[] {"goes.org", "goes.fyi", "goes-later.org"}) {
                world.ended(world.delete(account, name));
            }
            assertThat(month(world, "org")).isEqualTo(new DeletionStore.Month(3, 1));
            assertThat(month(world, "fyi")).isEqualTo(new DeletionStore.Month(1, 1));
            assertThat(month(world, "shop")).isEqualTo(new DeletionStore.Month(0, 0));

            Instant next = nextMonth(world.now());
            world.advance(Duration.between(world.now(), next).minusSeconds(60));
            assertThat(month(world, "org")).isEqualTo(new DeletionStore.Month(3, 1));
            world.advance(Duration.ofSeconds(120));
            assertThat(month(world, "org")).isEqualTo(new DeletionStore.Month(0, 0));
        }
    }

    private static DeletionStore.Month month(RegistrarWorld world, String extension) {
        return world.registrar().database().read(tx -> new DeletionStore().month(tx, extension));
    }

    /** In UTC, whatever the database's own time zone. */
    private static Instant nextMonth(Instant now) {
        return now.atOffset(ZoneOffset.UTC)
                .withDayOfMonth(1)
                .truncatedTo(ChronoUnit.DAYS)
                .plusMonths(1)
                .toInstant();
    }
}
