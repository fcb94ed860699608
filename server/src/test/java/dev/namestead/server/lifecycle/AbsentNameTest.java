package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.workflow.WorkflowProbe;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Names that their registry does not know any more: a surprise, or what was to be expected. */
class AbsentNameTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final ScriptedRegistry registry = new ScriptedRegistry("thick", true);

    @Test
    void aNameThatHasLapsedUnread_isOverAtTheFirstReading_forNothingIsWrong() {
        try (RegistrarWorld world = world()) {
            AccountId account = registered(world, "lapsed-unread.io");
            world.advance(Duration.ofDays(2 * 365 + 45 + 30 + 5 + 2));
            registry.purges("lapsed-unread.io");

            look(world);

            assertThat(world.domains(account)).isZero();
            assertThat(drifts("lapsed-unread.io")).isEmpty();
        }
    }

    @Test
    void aNameThatIsPaidFor_isGoneOnlyWhenItIsGoneTwice() {
        try (RegistrarWorld world = world()) {
            AccountId account = registered(world, "vanished.io");
            world.advance(Duration.ofDays(200));
            registry.purges("vanished.io");

            look(world);
            assertThat(world.domains(account)).isOne();
            world.advance(Duration.ofMinutes(61));
            look(world);

            assertThat(world.domains(account)).isZero();
            assertThat(drifts("vanished.io")).containsExactly("existence");
        }
    }

    @Test
    void aNameWhoseRegistryRenewsByItself_doesNotLapse_whenNobodyPays() {
        try (RegistrarWorld world = world()) {
            AccountId account = registered(world, "renewed-by-itself.org");
            world.advance(Duration.ofDays(365 + 20));
            registry.purges("renewed-by-itself.org");

            look(world);

            assertThat(world.domains(account)).isOne();
        }
    }

    private RegistrarWorld world() {
        RegistrarWorld world = new RegistrarWorld(DATABASE.database(), registry, WorkflowProbe.NONE);
        registry.livesBy(world::now);
        return world;
    }

    private static AccountId registered(RegistrarWorld world, String name) {
        AccountId account = world.account();
        world.register(account, name);
        return account;
    }

    /** Names that are due to be read are read, and what else is due is begun and ended. */
    private static void look(RegistrarWorld world) {
        do {
            world.registrar().workflows().awaitQuiet(Duration.ofMinutes(1));
        } while (world.registrar().lifecycle().life().run() > 0);
    }

    private static List<String> drifts(String name) {
        return DATABASE.database()
                .read(tx -> tx.sql()
                        .sql("SELECT field FROM drift WHERE domain_name = :name")
                        .param("name", name)
                        .query(String.class)
                        .list());
    }
}
