package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.api.AccountId;
import dev.namestead.api.RegistrationStatus;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.registry.ScriptedRegistry.Trouble;
import dev.namestead.server.workflow.CrashProbe;
import dev.namestead.server.workflow.WorkflowProbe;
import dev.namestead.server.workflow.WorkflowProbe.Point;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflow kit for holds: whatever goes wrong, the registry shows in the end what the reasons say. */
class HoldKitTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Duration LONG = Duration.ofMinutes(2);

    private final ScriptedRegistry registry = new ScriptedRegistry("thick", true);

    static Stream<Arguments> crashes() {
        return Stream.of(Point.values()).flatMap(point -> Stream.of(1, 2).map(times -> Arguments.of(point, times)));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void hold_killedAtItsStep_isSetAndTakenAway(Point point, int times) {
        String name = ("kit-" + point + "-" + times + "-unverified.org").toLowerCase(Locale.ROOT);
        CrashProbe crash = new CrashProbe("hold", "hold", point, times);
        try (RegistrarWorld world = world(crash)) {
            heldAndReleased(world, name);
            crash.awaitLeft(0);
        }
    }

    static Stream<Arguments> troubles() {
        return Stream.of(Trouble.ANSWER_LOST, Trouble.TIMED_OUT, Trouble.NOT_SENT, Trouble.REFUSED)
                .flatMap(trouble -> Stream.of("info", "update").map(command -> Arguments.of(command, trouble)))
                .filter(each -> !(each.get()[0].equals("info") && each.get()[1] == Trouble.REFUSED));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void hold_whoseAnswerIsLost_isSetAndTakenAway(String command, Trouble trouble) {
        String name = "lost-" + command + "-" + trouble.ordinal() + "-unverified.org";
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = suspended(world, name);
            registry.next(command, trouble);
            look(world);
            awaitHold(name, true);
            release(world, account, name);
            awaitHold(name, false);
        }
    }

    @Test
    void hold_thatItsRegistryRefuses_isTriedAgainLater() {
        String name = "refused-unverified.org";
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            suspended(world, name);
            registry.next(
                    "update", Trouble.REFUSED, Trouble.REFUSED, Trouble.REFUSED, Trouble.REFUSED, Trouble.REFUSED);
            look(world);
            await().atMost(LONG).until(() -> ended(world, name) == 1);
            assertThat(registry.shows(name).statuses()).doesNotContain("clientHold");

            world.advance(Duration.ofHours(7));
            look(world);

            await().atMost(LONG).until(() -> {
                world.advance(Duration.ofHours(7));
                look(world);
                return registry.shows(name).statuses().contains("clientHold");
            });
        }
    }

    @Test
    void hold_thatItsRegistryConfirmsAndNeverShows_isLeftAfterSomeTries() {
        String name = "stubborn-unverified.org";
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            suspended(world, name);
            Trouble[] often = new Trouble[20];
            Arrays.fill(often, Trouble.IGNORED);
            registry.next("update", often);

            look(world);

            await().atMost(LONG).until(() -> ended(world, name) == 1);
            assertThat(registry.shows(name).statuses()).doesNotContain("clientHold");
        }
    }

    private void heldAndReleased(RegistrarWorld world, String name) {
        AccountId account = suspended(world, name);
        look(world);
        awaitHold(name, true);
        assertThat(world.registration(account, name).status(world.now())).isEqualTo(RegistrationStatus.SUSPENDED);
        release(world, account, name);
        awaitHold(name, false);
        await().atMost(LONG)
                .until(() -> world.registration(account, name).status(world.now()) == RegistrationStatus.ACTIVE);
    }

    /** Registered sixteen days ago, and its holder has said nothing. */
    private AccountId suspended(RegistrarWorld world, String name) {
        AccountId account = world.account();
        world.register(account, name);
        look(world);
        world.advance(Duration.ofDays(16));
        return account;
    }

    private void release(RegistrarWorld world, AccountId account, String name) {
        await().atMost(LONG).until(() -> live(world) == 0);
        String mail = world.registrar().notices().list(account, null, name, 50).stream()
                .map(notice -> notice.notice().body())
                .filter(body -> body.contains("/verifications/"))
                .findFirst()
                .orElseThrow();
        var link = Pattern.compile("/verifications/(\\S+)").matcher(mail);
        assertThat(link.find()).isTrue();
        world.registrar().verifications().confirm(link.group(1), "kit");
        look(world);
    }

    private static void look(RegistrarWorld world) {
        world.registrar().lifecycle().life().run();
    }

    private void awaitHold(String name, boolean held) {
        await().dontCatchUncaughtExceptions()
                .atMost(LONG)
                .until(() -> registry.shows(name).statuses().contains("clientHold") == held);
    }

    private static long live(RegistrarWorld world) {
        return count(world, "wake_at IS NOT NULL");
    }

    private static long ended(RegistrarWorld world, String name) {
        return count(world, "kind = 'hold' AND wake_at IS NULL AND subject = '" + name + "'");
    }

    private static long count(RegistrarWorld world, String which) {
        return world.registrar()
                .database()
                .read(tx -> tx.sql()
                        .sql("SELECT count(*) FROM workflow WHERE " + which)
                        .query(Long.class)
                        .single());
    }

    private RegistrarWorld world(WorkflowProbe probe) {
        return new RegistrarWorld(DATABASE.database(), registry, probe);
    }
}
