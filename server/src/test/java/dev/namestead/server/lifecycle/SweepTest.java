package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.server.app.PaymentChoice;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.lifecycle.LifecycleSettings.Sweep;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.PollMessage;
import dev.namestead.server.registry.RenewDomain;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.registry.ScriptedRegistry.Trouble;
import dev.namestead.server.registry.UpdateDomain;
import dev.namestead.server.registry.UpdateDomain.Part;
import dev.namestead.server.workflow.WorkflowProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How often names are read at their registry, counted there. */
class SweepTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final ScriptedRegistry registry = new ScriptedRegistry("thick", true);
    private final Map<String, Integer> reads = new ConcurrentHashMap<>();

    /** Those of other tests are read no more. */
    @BeforeEach
    void count() {
        DATABASE.database()
                .transact(tx -> tx.sql()
                        .sql("UPDATE registration SET read_due_at = NULL, life_at = NULL")
                        .update());
        registry.whenRead(name -> reads.merge(name.ascii(), 1, Integer::sum));
    }

    @Test
    void namesNearTheirExpiry_andThoseThatArePending_areReadDaily_theRestWeekly() {
        try (RegistrarWorld world = world(100)) {
            AccountId account = world.account();
            registered(world, account, "near.org");
            days(world, 330);
            registered(world, account, "plain.org");
            registered(world, account, "pending.org");
            days(world, 8);
            registry.next("renew", Trouble.PENDING);
            registry.renew(
                    new RenewDomain(
                            "elsewhere",
                            DomainName.of("pending.org"),
                            RenewalPlan.date(registry.expiresAt("pending.org")),
                            1,
                            null),
                    Fence.OPEN);
            days(world, 8);
            reads.clear();

            days(world, 14);

            // A tenth less than the span at the most, so that not all are read at once.
            assertThat(reads.get("near.org")).isBetween(13, 15);
            assertThat(reads.get("pending.org")).isBetween(13, 15);
            assertThat(reads.get("plain.org")).isBetween(1, 3);
        }
    }

    @Test
    void aNameThatShowedSomethingNew_isReadAgainWithinADay_andSeldomAfterThat() {
        try (RegistrarWorld world = world(100)) {
            AccountId account = world.account();
            registered(world, account, "changed.org");
            days(world, 30);
            registry.update(
                    new UpdateDomain(
                            "elsewhere",
                            DomainName.of("changed.org"),
                            Part.NONE,
                            Part.ofStatuses(Set.of("clientTransferProhibited"))),
                    Fence.OPEN);
            reads.clear();
            tells(world, "changed.org");
            world.registrar().lifecycle().life().run();
            assertThat(reads).containsExactly(Map.entry("changed.org", 1));
            assertThat(world.registration(account, "changed.org").locked()).isFalse();

            days(world, 1);
            assertThat(reads).containsExactly(Map.entry("changed.org", 2));
            days(world, 5);
            assertThat(reads).containsExactly(Map.entry("changed.org", 2));
        }
    }

    @Test
    void whoseTurnItIs_isReadWithinTheBudget_andWhatItsRegistryTells_besides() {
        try (RegistrarWorld world = world(10)) {
            AccountId account = world.account();
            IntStream.range(0, 25).forEach(each -> registered(world, account, "turn-" + each + ".org"));
            world.advance(Duration.ofDays(30));
            reads.clear();

            world.registrar().lifecycle().life().run();
            world.registrar().lifecycle().life().run();
            assertThat(reads).as("at most ten within a minute").hasSize(10);

            String told = IntStream.range(0, 25)
                    .mapToObj(each -> "turn-" + each + ".org")
                    .filter(each -> !reads.containsKey(each))
                    .findFirst()
                    .orElseThrow();
            tells(world, told);
            world.registrar().lifecycle().life().run();
            assertThat(reads).as("and what was told").hasSize(11).containsKey(told);

            world.advance(Duration.ofSeconds(61));
            world.registrar().lifecycle().life().run();
            assertThat(reads).hasSize(21);
            world.advance(Duration.ofDays(1));
            world.registrar().lifecycle().life().run();
            assertThat(reads).as("none is forgotten").hasSize(25);
            assertThat(reads.values()).as("and none is read twice").containsOnly(1);
        }
    }

    /** What was read may be older than what was told. */
    @Test
    void aMessageThatComesWhileItsNameIsRead_hasItReadAgain() {
        try (RegistrarWorld world = world(100)) {
            registered(world, world.account(), "overtaken.org");
            world.advance(Duration.ofDays(30));
            reads.clear();
            registry.whenRead(name -> {
                if (reads.merge(name.ascii(), 1, Integer::sum) == 1) {
                    tells(world, name.ascii());
                }
            });

            world.registrar().lifecycle().life().run();

            assertThat(reads).containsExactly(Map.entry("overtaken.org", 2));
        }
    }

    private RegistrarWorld world(int most) {
        Sweep usual = LifecycleSettings.DEFAULT.sweep();
        RegistrarWorld world = new RegistrarWorld(
                DATABASE.database(),
                registry,
                WorkflowProbe.NONE,
                Pace.EXACT
                        .with(
                                LifecycleSettings.DEFAULT.expiry(),
                                new Sweep(usual.near(), usual.often(), usual.seldom(), most))
                        .settings(),
                PaymentChoice.SANDBOX);
        registry.livesBy(world::now);
        return world;
    }

    private void registered(RegistrarWorld world, AccountId account, String name) {
        world.register(account, name);
        registry.endsAddGrace(name);
    }

    private static void days(RegistrarWorld world, int days) {
        for (int half = 0; half < 2 * days; half++) {
            world.advance(HALF_A_DAY);
            world.registrar().lifecycle().life().run();
        }
    }

    private static void tells(RegistrarWorld world, String name) {
        PollMessage message = new PollMessage("thick", "1", Instant.now(), "changed", DomainName.of(name), null);
        world.registrar().database().transact(tx -> world.registrar().polls().apply(tx, message));
    }
}
