package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.api.AccountId;
import dev.namestead.api.RefusedException;
import dev.namestead.api.RegistrationStatus;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.app.PaymentChoice;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.lifecycle.LifecycleSettings.AddGraceLimit;
import dev.namestead.server.log.LogOf;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.WorkflowStatusView;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.registry.ScriptedRegistry.Trouble;
import dev.namestead.server.workflow.CrashProbe;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowProbe;
import dev.namestead.server.workflow.WorkflowProbe.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflow kit for deletions: each step, each way to go wrong; deleted once, and what is given back is booked once. */
class DeletionKitTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final List<String> STEPS = List.of("read", "delete", "end");
    private static final Money COST = Money.parse("USD", "7.30");

    private final ScriptedRegistry registry = new ScriptedRegistry("thick", true);

    static Stream<Arguments> crashes() {
        return Stream.of(Point.values())
                .flatMap(point ->
                        STEPS.stream().flatMap(step -> Stream.of(1, 2).map(times -> Arguments.of(step, point, times))));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void deletion_killedAtAStep_isDoneOnceAndCreditedOnce(String step, Point point, int times) {
        String name = ("kit-" + step + "-" + point + "-" + times + ".org").toLowerCase(Locale.ROOT);
        CrashProbe crash = new CrashProbe("deletion", step, point, times);
        try (RegistrarWorld world = world(crash)) {
            AccountId account = registered(world, name);

            assertThat(world.ended(world.delete(account, name)).state()).isEqualTo(WorkflowState.SUCCEEDED);

            crash.awaitLeft(times - 1);
            assertGone(world, account, name);
        }
    }

    static Stream<Arguments> lostAnswers() {
        return Stream.of(
                        Trouble.ANSWER_LOST,
                        Trouble.COMMITTED_LATE,
                        Trouble.TIMED_OUT,
                        Trouble.NOT_SENT,
                        Trouble.DOUBLED)
                .flatMap(trouble -> Stream.of("info", "delete").map(command -> Arguments.of(command, trouble)));
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void deletion_whoseAnswerIsLost_isDoneOnceAndCreditedOnce(String command, Trouble trouble) {
        String name = ("lost-" + command + "-" + trouble.ordinal() + ".org");
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, name);
            registry.next(command, trouble);

            assertThat(world.ended(world.delete(account, name)).state()).isEqualTo(WorkflowState.SUCCEEDED);

            assertGone(world, account, name);
        }
    }

    @Test
    void aDeletionThatMayStillArrive_isNotSentAgain_forItWouldHitTheNextHolder() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, "late.org");
            // Were a second one sent meanwhile, the refusal that waits for it would end the workflow.
            registry.commitsLateAfter(3).next("delete", Trouble.COMMITTED_LATE, Trouble.REFUSED);

            assertThat(world.ended(world.delete(account, "late.org")).state()).isEqualTo(WorkflowState.SUCCEEDED);

            assertGone(world, account, "late.org");
        }
    }

    /** A way to fail, and the words that must be told. */
    private record Failure(String name, Consumer<ScriptedRegistry> setUp, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Failure> failures() {
        return Stream.of(
                new Failure("refused.org", r -> r.next("delete", Trouble.REFUSED), "against our policy"),
                new Failure("lost.org", r -> r.loses("lost.org"), "not held by us"),
                new Failure(
                        "timed-out-then-refused.org",
                        r -> r.next("delete", Trouble.TIMED_OUT, Trouble.REFUSED),
                        "against our policy"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void deletion_thatFails_changesNothing_andCanBeAskedForAgain(Failure failure) {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, failure.name());
            failure.setUp().accept(registry);

            WorkflowStatusView ended = world.ended(world.delete(account, failure.name()));

            assertThat(ended.error().code()).isEqualTo("registry_rejected");
            assertThat(ended.error().message()).contains(failure.words());
            assertThat(status(world, account, failure.name())).isEqualTo(RegistrationStatus.ACTIVE);
            assertThat(world.domains(account)).isOne();
            assertThat(credits(world, account)).isEmpty();
        }
    }

    @Test
    void aNameDeletedAfterItsAddGrace_isRedeemable_andWhatWasWipedIsKept() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, "redeemable.org");
            registry.endsAddGrace("redeemable.org");

            WorkflowStatusView ended = world.ended(world.delete(account, "redeemable.org"));

            assertThat(ended.state()).isEqualTo(WorkflowState.SUCCEEDED);
            Registration registration = world.registration(account, "redeemable.org");
            assertThat(registration.status(world.now())).isEqualTo(RegistrationStatus.REDEMPTION_PERIOD);
            assertThat(registration.locked()).isFalse();
            assertThat(registration.paidUntil()).isEqualTo(registry.expiresAt("redeemable.org"));
            assertThat(world.domains(account)).isOne();
            assertThat(credits(world, account)).isEmpty();
            DeletionStore.Deletion kept = world.registrar()
                    .database()
                    .read(tx -> new DeletionStore().present(tx, account, registration.id()))
                    .orElseThrow();
            assertThat(kept.locked()).isTrue();
            assertThat(kept.nameServers()).containsExactly("ns1.example.net", "ns2.example.net");
            assertThat(world.delete(account, "redeemable.org")).isEqualTo(ended.id());
        }
    }

    @Test
    void whatTheRegistrySaysThatItGivesBack_isBooked_ratherThanWhatItShould() {
        registry.credits(Money.parse("USD", "6.05"));
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, "told.org");

            world.ended(world.delete(account, "told.org"));

            assertThat(credits(world, account)).containsExactly(605L);
            assertThat(world.ledger(account))
                    .as("the customer's money stays")
                    .containsExactly("hold", "post", "capture");
        }
    }

    @Test
    void aRepeatedRequest_isTheSameDeletion_untilTheNameIsForgotten() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, "again.org");
            WorkflowId first = world.delete(account, "again.org");
            assertThat(world.delete(account, "again.org")).isEqualTo(first);
            world.ended(first);
            assertThat(world.delete(account, "again.org")).isEqualTo(first);

            world.advance(Duration.ofMinutes(11));
            assertRefused(() -> world.delete(account, "again.org"), "Domain not found");

            assertThat(world.register(account, "again.org").state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(world.delete(account, "again.org")).isNotEqualTo(first);
        }
    }

    @Test
    void fiftyRequestsAtOnce_areOneDeletion() throws Exception {
        try (RegistrarWorld world = world(WorkflowProbe.NONE);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AccountId account = registered(world, "crowd.org");
            List<Callable<WorkflowId>> calls = IntStream.range(0, 50)
                    .<Callable<WorkflowId>>mapToObj(_ -> () -> world.delete(account, "crowd.org"))
                    .toList();

            List<Future<WorkflowId>> ids = threads.invokeAll(calls);

            WorkflowId first = ids.getFirst().get();
            assertThat(ids).allSatisfy(id -> assertThat(id.get()).isEqualTo(first));
            world.ended(first);
            assertGone(world, account, "crowd.org");
        }
    }

    @Test
    void whatIsNotThere_orNotYet_orBeingRenewed_cannotBeDeleted() {
        registry.next("create", Trouble.PENDING);
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = world.account();
            WorkflowId pending = world.accept(account, "reviewed.org");
            world.until(pending, state -> state == WorkflowState.BLOCKED);

            assertRefused(() -> world.delete(account, "reviewed.org"), "registration_pending cannot be deleted");
            assertRefused(() -> world.delete(account, "nobodys.org"), "Domain not found");

            registry.decide("reviewed.org", true);
            world.advance(Duration.ofHours(2));
            world.ended(pending);
            registry.next("renew", Trouble.PENDING);
            WorkflowId renewal = world.renew(account, "reviewed.org", 1);
            world.until(renewal, state -> state == WorkflowState.BLOCKED);
            assertRefused(() -> world.delete(account, "reviewed.org"), "A workflow already exists");
            registry.decideRenewal("reviewed.org", true);
            world.advance(Duration.ofHours(2));
            world.ended(renewal);
        }
    }

    @Test
    void aDeletionThatItsRegistryRefusesAfterReview_fails_andTheNameCanBeChangedAgain() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, "kept-after-all.org");
            registry.next("delete", Trouble.IGNORED);
            WorkflowId id = world.delete(account, "kept-after-all.org");
            world.until(id, state -> state == WorkflowState.BLOCKED);

            world.refusedAfterReview("kept-after-all.org", DeleteStep.COMMAND);

            assertThat(world.ended(id).error().message()).contains("refused after review");
            assertThat(status(world, account, "kept-after-all.org")).isEqualTo(RegistrationStatus.ACTIVE);
            assertThat(credits(world, account)).isEmpty();
            assertThat(world.ended(world.renew(account, "kept-after-all.org", 1))
                            .state())
                    .isEqualTo(WorkflowState.SUCCEEDED);
        }
    }

    /** Two names are free of charge in a month; the alarm comes with the second, and whoever goes on is not stopped. */
    @Test
    void namesDeletedInTheirAddGrace_beyondWhatIsFreeOfCharge_areDeletedAndAlarmed() {
        try (LogOf told = LogOf.of(DeletionWorkflow.class, ".fyi ");
                RegistrarWorld world = world(new AddGraceLimit(2, 10, 80))) {
            AccountId account = world.account();
            List<Integer> alarms = new ArrayList<>();
            for (String name : List.of("first.fyi", "second.fyi", "third.fyi", "later.fyi")) {
                world.register(account, name);
                if (name.startsWith("later")) {
                    registry.endsAddGrace(name);
                }
                assertThat(world.ended(world.delete(account, name)).state()).isEqualTo(WorkflowState.SUCCEEDED);
                alarms.add(told.lines().size());
            }

            assertThat(alarms)
                    .as("none for the first, and none for a name that is deleted later")
                    .containsExactly(0, 1, 2, 2);
            assertThat(told.lines())
                    .containsExactly(
                            "ALARM 2 names of .fyi were deleted in their add grace period this month; 2 are free of charge",
                            "ALARM 3 names of .fyi were deleted in their add grace period this month; 2 are free of charge");
            assertThat(registry.holdsForUs("third.fyi")).isFalse();
            long cost = world.registrar()
                    .catalog()
                    .find("fyi")
                    .orElseThrow()
                    .cost()
                    .registration()
                    .minorUnits();
            assertThat(credits(world, account))
                    .as("the registry gives back at once, and asks for what was too much later")
                    .containsExactly(cost, cost, cost);
        }
    }

    private static void assertRefused(Callable<?> request, String words) {
        assertThatThrownBy(request::call).isInstanceOf(RefusedException.class).hasMessageContaining(words);
    }

    private RegistrarWorld world(AddGraceLimit limit) {
        LifecycleSettings usual = LifecycleSettings.DEFAULT;
        LifecycleSettings settings = new LifecycleSettings(
                usual.policy(),
                limit,
                usual.autoRenew(),
                usual.expiry(),
                usual.reminders(),
                usual.verification(),
                usual.lateMoney(),
                usual.sweep(),
                usual.chores());
        return new RegistrarWorld(DATABASE.database(), registry, WorkflowProbe.NONE, settings, PaymentChoice.SANDBOX);
    }

    private RegistrarWorld world(WorkflowProbe probe) {
        return new RegistrarWorld(DATABASE.database(), registry, probe);
    }

    private static AccountId registered(RegistrarWorld world, String name) {
        AccountId account = world.account();
        assertThat(world.register(account, name).state()).isEqualTo(WorkflowState.SUCCEEDED);
        return account;
    }

    private static RegistrationStatus status(RegistrarWorld world, AccountId account, String name) {
        return world.registration(account, name).status(world.now());
    }

    private void assertGone(RegistrarWorld world, AccountId account, String name) {
        assertThat(registry.deletions(name)).isOne();
        assertThat(registry.holdsForUs(name)).isFalse();
        assertThat(world.registrar().registrations().find(account, DomainName.of(name)))
                .isEmpty();
        assertThat(world.domains(account)).isZero();
        assertThat(credits(world, account)).containsExactly(COST.minorUnits());
        assertThat(world.ledger(account)).containsExactly("hold", "post", "capture");
    }

    private static List<Long> credits(RegistrarWorld world, AccountId account) {
        return world.registrar()
                .database()
                .read(tx -> tx.sql()
                        .sql("SELECT amount FROM ledger_transfer WHERE account_id = :account AND kind = 'credit'")
                        .param("account", account.value())
                        .query(Long.class)
                        .list());
    }
}
