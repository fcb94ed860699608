package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.api.AccountId;
import dev.namestead.server.app.PaymentChoice;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.workflow.WorkflowProbe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A registry that takes its time has nobody wait but its own names. */
class SlowRegistryTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Duration LONG = Duration.ofSeconds(20);

    private final ScriptedRegistry thin = new ScriptedRegistry("thin", false);
    private final ScriptedRegistry thick = new ScriptedRegistry("thick", true);

    /** The slow one comes first. */
    private final Registries both = new Registries() {
        @Override
        public Optional<Registry> find(String registryId) {
            return Optional.of(registryId.equals("thin") ? thin : thick);
        }

        @Override
        public List<Registry> all() {
            return List.of(thin, thick);
        }
    };

    @Test
    void whileOneRegistryIsReadSlowly_whatIsDueAtAnotherIsReadAndDone() throws InterruptedException {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        try (RegistrarWorld world = world(Duration.ofMillis(100), Duration.ofMinutes(2))) {
            AccountId account = world.account();
            world.register(account, "slow.com");
            world.register(account, "unpaid.org");
            thick.endsAddGrace("unpaid.org");
            thin.whenRead(_ -> {
                begun.countDown();
                awaitEnd(slow);
            });
            world.advance(Duration.ofDays(366));
            thick.extendsByItself("unpaid.org", 1);
            try {
                world.registrar().lifecycle().life().start();
                assertThat(begun.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

                await("its registry's year is read")
                        .atMost(LONG)
                        .until(() -> thick.expiresAt("unpaid.org")
                                .equals(world.registration(account, "unpaid.org")
                                        .registryExpiresAt()));
                world.advance(Duration.ofDays(41));
                await("what nobody pays for is deleted").atMost(LONG).until(() -> thick.deletions("unpaid.org") == 1);
                assertThat(slow.getCount()).isOne();
            } finally {
                slow.countDown();
            }
        }
    }

    @Test
    void whoReadsForLong_staysTheOneWhoDoes() {
        int names = 6;
        AtomicInteger read = new AtomicInteger();
        Duration lease = Duration.ofSeconds(3);
        try (RegistrarWorld world = world(Duration.ofSeconds(15), lease)) {
            AccountId account = world.account();
            IntStream.range(0, names).forEach(each -> world.register(account, "long-" + each + ".org"));
            world.advance(Duration.ofDays(30));
            thick.whenRead(_ -> {
                pause(800);
                read.incrementAndGet();
            });
            world.registrar().lifecycle().life().start();
            await().atMost(LONG).until(() -> read.get() > 0);

            boolean taken = false;
            while (read.get() < names && !taken) {
                taken = world.registrar()
                        .database()
                        .inTransaction(tx -> new LifeStore().lease(tx, "life", "another", lease));
                pause(20);
            }

            assertThat(taken).as("another server took it").isFalse();
        }
    }

    private RegistrarWorld world(Duration every, Duration lease) {
        LifecycleSettings usual = LifecycleSettings.DEFAULT;
        RegistrarWorld world = new RegistrarWorld(
                DATABASE.database(),
                both,
                WorkflowProbe.NONE,
                new LifecycleSettings(
                        usual.policy(),
                        usual.addGraceLimit(),
                        usual.autoRenew(),
                        usual.expiry(),
                        usual.reminders(),
                        usual.verification(),
                        usual.lateMoney(),
                        usual.sweep(),
                        new LifecycleSettings.Chores(every, lease)),
                PaymentChoice.SANDBOX);
        thin.livesBy(world::now);
        thick.livesBy(world::now);
        return world;
    }

    private static void awaitEnd(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
