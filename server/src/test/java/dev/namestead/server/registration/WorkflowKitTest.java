package dev.namestead.server.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.billing.Money;
import dev.namestead.server.billing.SandboxPaymentProvider;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.registry.ScriptedRegistry.Trouble;
import dev.namestead.server.workflow.CrashProbe;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowProbe;
import dev.namestead.server.workflow.WorkflowProbe.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The workflow kit: every workflow, each step, each way to go wrong. */
class WorkflowKitTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final List<String> REGISTRATION =
            List.of("check", "confirm", "authorise", "contact", "create", "capture", "lock");
    private static final List<String> UPDATE = List.of("registry", "record");

    static Stream<Arguments> crashes() {
        return Stream.of(Point.values())
                .flatMap(point -> REGISTRATION.stream()
                        .flatMap(step -> Stream.of(1, 2).map(times -> Arguments.of(step, point, times))));
    }

    static Stream<Arguments> updateCrashes() {
        return Stream.of(Point.values()).flatMap(point -> UPDATE.stream().map(step -> Arguments.of(step, point)));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void registration_killedAtAStep_succeedsOnceAndIsChargedOnce(String step, Point point, int times) {
        ScriptedRegistry registry = new ScriptedRegistry("thick", true);
        CrashProbe crash = new CrashProbe(step, point, times);
        try (RegistrarWorld world = world(registry, crash)) {
            AccountId account = world.account();
            String name = name(step, point, times);

            WorkflowStatusView ended = world.register(account, name);

            assertThat(ended.state()).isEqualTo(WorkflowState.SUCCEEDED);
            crash.awaitLeft(times - 1);
            assertRegisteredOnce(world, registry, account, name);
        }
    }

    @ParameterizedTest
    @MethodSource("updateCrashes")
    void update_killedAtAStep_isDoneOnce(String step, Point point) {
        ScriptedRegistry registry = new ScriptedRegistry("thick", true);
        CrashProbe crash = new CrashProbe(step, point, 1);
        try (RegistrarWorld world = world(registry, crash)) {
            AccountId account = world.account();
            String name = name("update-" + step, point, 1);
            world.register(account, name);

            WorkflowId id = world.change(account, name, new RegistrationChange(true, false, null));

            assertThat(world.ended(id).state()).isEqualTo(WorkflowState.SUCCEEDED);
            crash.awaitLeft(0);
            assertThat(registry.locked(name)).isFalse();
            assertThat(world.status(id).registration().autoRenew()).isTrue();
            assertThat(world.status(id).registration().locked()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"ANSWER_LOST", "COMMITTED_LATE", "TIMED_OUT", "NOT_SENT"})
    void update_withTroubleAtTheRegistry_isDone(Trouble trouble) {
        ScriptedRegistry registry = new ScriptedRegistry("thick", true);
        try (RegistrarWorld world = world(registry, WorkflowProbe.NONE)) {
            AccountId account = world.account();
            String name = "update-"
                    + trouble.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".org";
            world.register(account, name);
            registry.next("update", trouble);

            WorkflowId id = world.change(account, name, new RegistrationChange(null, false, null));

            assertThat(world.ended(id).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(registry.locked(name)).isFalse();
        }
    }

    @Test
    void update_refusedByTheRegistry_failsAndChangesNothing() {
        ScriptedRegistry registry = new ScriptedRegistry("thick", true);
        try (RegistrarWorld world = world(registry, WorkflowProbe.NONE)) {
            AccountId account = world.account();
            world.register(account, "update-refused.org");
            registry.next("update", Trouble.REFUSED);

            WorkflowId id = world.change(account, "update-refused.org", new RegistrationChange(true, false, null));

            WorkflowStatusView ended = world.ended(id);
            assertThat(ended.state()).isEqualTo(WorkflowState.FAILED);
            assertThat(ended.error().code()).isEqualTo("registry_rejected");
            assertThat(ended.registration().autoRenew()).isFalse();
            assertThat(ended.registration().locked()).isTrue();
        }
    }

    static Stream<Arguments> lostAnswers() {
        List<Arguments> all = new ArrayList<>();
        for (String command : List.of("check", "contact:create", "create", "update", "info")) {
            for (Trouble trouble :
                    List.of(Trouble.ANSWER_LOST, Trouble.COMMITTED_LATE, Trouble.TIMED_OUT, Trouble.NOT_SENT)) {
                all.add(Arguments.of(command, trouble));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void registration_whoseAnswerIsLost_succeedsOnceAndIsChargedOnce(String command, Trouble trouble) {
        ScriptedRegistry registry = new ScriptedRegistry("thick", true).next(command, trouble);
        if (command.equals("info")) {
            registry.next("create", Trouble.ANSWER_LOST);
        }
        try (RegistrarWorld world = world(registry, WorkflowProbe.NONE)) {
            AccountId account = world.account();
            String name = name("answer-" + command.replace(':', '-'), Point.ACTED, trouble.ordinal());

            assertThat(world.register(account, name).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertRegisteredOnce(world, registry, account, name);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void registration_committedLateAfterInfoSaidNo_isOurs(boolean thick) {
        ScriptedRegistry registry = new ScriptedRegistry(thick ? "thick" : "thin", thick)
                .next("create", Trouble.COMMITTED_LATE, Trouble.ANSWER_LOST);
        try (RegistrarWorld world = world(registry, WorkflowProbe.NONE)) {
            AccountId account = world.account();
            String name = "late." + (thick ? "org" : "com");

            assertThat(world.register(account, name).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertRegisteredOnce(world, registry, account, name);
        }
    }

    @Test
    void registration_refusedWhileAnEarlierAttemptMayBeUnderWay_isNotFailedBeforeThatIsOver() {
        ScriptedRegistry registry =
                new ScriptedRegistry("thick", true).next("create", Trouble.COMMITTED_LATE, Trouble.REFUSED);
        try (RegistrarWorld world = world(registry, WorkflowProbe.NONE)) {
            AccountId account = world.account();

            assertThat(world.register(account, "overtaken.org").state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertRegisteredOnce(world, registry, account, "overtaken.org");
        }
    }

    @Test
    void registration_thatIsBeingUndone_hasNoErrorBeforeItHasFailed() {
        ScriptedRegistry registry = new ScriptedRegistry("thick", true)
                .next("create", Trouble.REFUSED)
                .next("contact:delete", Trouble.NOT_SENT, Trouble.NOT_SENT, Trouble.NOT_SENT);
        try (RegistrarWorld world = world(registry, WorkflowProbe.NONE)) {
            WorkflowId id = world.accept(world.account(), "slowly-undone.org");

            assertThat(world.until(id, state -> state == WorkflowState.BLOCKED).error())
                    .isNull();
            assertThat(world.ended(id).error().code()).isEqualTo("registry_rejected");
        }
    }

    @Test
    void registration_thatCannotBeUndoneWhileTheRegistryIsAway_leavesNothingThereHoweverLong() {
        ScriptedRegistry registry = new ScriptedRegistry("thick", true)
                .next("create", Trouble.REFUSED)
                .next(
                        "contact:delete",
                        Stream.generate(() -> Trouble.NOT_SENT).limit(20).toArray(Trouble[]::new));
        try (RegistrarWorld world = world(registry, WorkflowProbe.NONE)) {
            assertThat(world.register(world.account(), "undone-late.org").state())
                    .isEqualTo(WorkflowState.FAILED);
            assertThat(registry.contacts()).isEmpty();
        }
    }

    @Test
    void registration_whoseLockIsUnansweredTimeAndAgain_knowsInTheEndThatItIsLocked() {
        ScriptedRegistry registry = new ScriptedRegistry("thick", true)
                .next("update", Trouble.NOT_SENT, Trouble.NOT_SENT, Trouble.TIMED_OUT, Trouble.ANSWER_LOST);
        try (RegistrarWorld world = world(registry, WorkflowProbe.NONE)) {
            AccountId account = world.account();

            WorkflowStatusView ended = world.register(account, "lock-unanswered.org");

            assertThat(ended.registration().locked()).isTrue();
            assertThat(registry.locked("lock-unanswered.org")).isTrue();
        }
    }

    @Test
    void registration_carriedOutTwiceAndThenRefused_isOurs() {
        // 2302 to our own create, no word of info, and the next try is against some policy: found by seed 31.
        ScriptedRegistry registry = new ScriptedRegistry("thick", true)
                .next("create", Trouble.DOUBLED, Trouble.REFUSED)
                .next("info", Trouble.TIMED_OUT);
        try (RegistrarWorld world = world(registry, WorkflowProbe.NONE)) {
            AccountId account = world.account();

            assertThat(world.register(account, "doubled.org").state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertRegisteredOnce(world, registry, account, "doubled.org");
        }
    }

    /** A way to fail: what is set up, the name, and the error that must come of it. */
    private record Failure(String name, String card, java.util.function.Consumer<ScriptedRegistry> setUp, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Failure> failures() {
        String good = SandboxPaymentProvider.CARD_GOOD;
        return Stream.of(
                new Failure("taken.org", good, r -> r.takenByAnother("taken.org"), "domain_unavailable"),
                new Failure("shiny-premium.org", good, r -> {}, "domain_premium"),
                new Failure("risen.org", good, r -> r.asks(Money.of("USD", 99_00)), "price_changed"),
                new Failure("check-refused.org", good, r -> r.next("check", Trouble.REFUSED), "registry_rejected"),
                new Failure("declined.org", SandboxPaymentProvider.CARD_DECLINED, r -> {}, "payment_declined"),
                new Failure("some-nofunds.org", good, r -> {}, "payment_declined"),
                new Failure(
                        "contact-refused.org",
                        good,
                        r -> r.next("contact:create", Trouble.REFUSED),
                        "registry_rejected"),
                new Failure("refused.org", good, r -> r.next("create", Trouble.REFUSED), "registry_rejected"),
                new Failure("fee.org", good, r -> r.next("create", Trouble.FEE_REFUSED), "price_changed"),
                new Failure("race.org", good, r -> r.next("create", Trouble.TAKEN), "domain_unavailable"),
                new Failure(
                        "undo-lost.org",
                        good,
                        r -> r.next("create", Trouble.REFUSED).next("contact:delete", Trouble.ANSWER_LOST),
                        "registry_rejected"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void registration_thatFails_leavesNoHoldAndNoOrphan(Failure failure) {
        ScriptedRegistry registry = new ScriptedRegistry("thick", true);
        failure.setUp().accept(registry);
        try (RegistrarWorld world = world(registry, WorkflowProbe.NONE)) {
            AccountId account = world.account(failure.card(), 100);

            WorkflowStatusView ended = world.register(account, failure.name());

            assertThat(ended.state()).isEqualTo(WorkflowState.FAILED);
            assertThat(ended.error().code()).isEqualTo(failure.code());
            assertNothingLeft(world, registry, account, failure.name());
        }
    }

    static Stream<Arguments> crashesWhileUndoing() {
        return Stream.of(Point.values())
                .flatMap(point -> Stream.of("contact", "authorise").map(step -> Arguments.of(step, point)));
    }

    @ParameterizedTest
    @MethodSource("crashesWhileUndoing")
    void registration_killedWhileItUndoes_leavesNoHoldAndNoOrphan(String step, Point point) {
        ScriptedRegistry registry = new ScriptedRegistry("thick", true).next("create", Trouble.REFUSED);
        CrashProbe crash = new CrashProbe(step, point, 2);
        try (RegistrarWorld world = world(registry, crash)) {
            AccountId account = world.account();
            String name = name("undo-" + step, point, 2);

            assertThat(world.register(account, name).state()).isEqualTo(WorkflowState.FAILED);
            crash.awaitLeft(0);
            assertNothingLeft(world, registry, account, name);
        }
    }

    @Test
    void registration_thatIsNotConfirmedInTime_failsAndHoldsNothing() {
        ScriptedRegistry registry = new ScriptedRegistry("thick", true);
        try (RegistrarWorld world = world(registry, WorkflowProbe.NONE)) {
            AccountId account = world.account();
            WorkflowId id = world.accept(account, "late-confirm.org");
            assertThat(world.until(id, state -> state == WorkflowState.ACTION_REQUIRED)
                            .context())
                    .containsEntry("action", "registrant_email_confirmation_pending")
                    .containsEntry("confirmation_sent_to", "a***@example.com");

            world.advance(Duration.ofDays(8));

            WorkflowStatusView ended = world.ended(id);
            assertThat(ended.error().code()).isEqualTo("confirmation_expired");
            assertNothingLeft(world, registry, account, "late-confirm.org");
        }
    }

    @Test
    void registration_thatIsOnlyTriedAgain_isNoEventThatAClockWouldStopAt() {
        ScriptedRegistry registry = new ScriptedRegistry("thick", true);
        registry.next(
                "check", Stream.generate(() -> Trouble.NOT_SENT).limit(100_000).toArray(Trouble[]::new));
        try (RegistrarWorld world = world(registry, WorkflowProbe.NONE)) {
            WorkflowId id = world.accept(world.account(), "dead-registry.org");
            world.until(id, state -> state == WorkflowState.BLOCKED);

            assertThat(world.registrar().workflows().nextDue(Instant.EPOCH)).isEmpty();
        }
    }

    @Test
    void registration_refusedAfterReview_failsOnlyWhenTheRegistrySaysSo() {
        ScriptedRegistry registry = new ScriptedRegistry("thick", true).next("create", Trouble.PENDING);
        try (RegistrarWorld world = world(registry, WorkflowProbe.NONE)) {
            AccountId account = world.account();
            WorkflowId id = world.accept(account, "reviewed.org");
            assertThat(world.until(id, state -> state == WorkflowState.BLOCKED).context())
                    .containsEntry("blocked_by", "registry");

            registry.decide("reviewed.org", false);
            world.advance(Duration.ofHours(1));
            assertThat(world.registrar().workflows().awaitQuiet(Duration.ofSeconds(5)))
                    .isEmpty();
            assertThat(world.status(id).state()).as("not there is no proof").isEqualTo(WorkflowState.BLOCKED);
            world.refusedAfterReview("reviewed.org", "domain:create");

            assertThat(world.ended(id).error().code()).isEqualTo("registry_rejected");
            assertNothingLeft(world, registry, account, "reviewed.org");
        }
    }

    private static RegistrarWorld world(ScriptedRegistry registry, WorkflowProbe probe) {
        return new RegistrarWorld(DATABASE.database(), registry, probe);
    }

    private static String name(String what, Point point, int number) {
        return "kit-" + what + "-" + point.name().toLowerCase(java.util.Locale.ROOT) + "-" + number + ".org";
    }

    private static void assertRegisteredOnce(
            RegistrarWorld world, ScriptedRegistry registry, AccountId account, String name) {
        assertThat(registry.creates(name)).isOne();
        assertThat(registry.holdsForUs(name)).isTrue();
        assertThat(world.ledger(account)).containsExactly("hold", "post", "capture");
        assertThat(world.domains(account)).isOne();
        assertThat(providerStates(world, account)).containsExactly("captured");
        assertThat(secretsLeft(world, account)).isZero();
    }

    private static void assertNothingLeft(
            RegistrarWorld world, ScriptedRegistry registry, AccountId account, String name) {
        assertThat(registry.holdsForUs(name)).isFalse();
        assertThat(registry.contacts()).isEmpty();
        assertThat(world.ledger(account)).containsExactly("hold", "void");
        assertThat(world.domains(account)).isZero();
        assertThat(providerStates(world, account)).isSubsetOf("declined", "released");
        assertThat(world.registrar().registrations().find(account, dev.namestead.server.extension.DomainName.of(name)))
                .isEmpty();
    }

    /** What the payment provider itself remembers. */
    private static List<String> providerStates(RegistrarWorld world, AccountId account) {
        return world.registrar()
                .database()
                .read(tx -> tx.sql()
                        .sql("""
                        SELECT s.state FROM sandbox_payment s
                        JOIN payment p ON s.idempotency_key LIKE p.workflow_id || '%'
                        WHERE p.account_id = :account
                        """)
                        .param("account", account.value())
                        .query(String.class)
                        .list());
    }

    private static int secretsLeft(RegistrarWorld world, AccountId account) {
        return world.registrar()
                .database()
                .read(tx -> tx.sql()
                        .sql("""
                        SELECT count(*) FROM registry_intent i JOIN workflow w ON w.id = i.workflow_id
                        WHERE w.account_id = :account AND i.auth_info IS NOT NULL
                        """)
                        .param("account", account.value())
                        .query(Integer.class)
                        .single());
    }
}
