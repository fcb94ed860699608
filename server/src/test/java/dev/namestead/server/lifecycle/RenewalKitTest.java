package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.api.AccountId;
import dev.namestead.api.RefusedException;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.billing.Money;
import dev.namestead.server.billing.PaymentMethod;
import dev.namestead.server.billing.SandboxPaymentProvider;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registration.RegistrationChange;
import dev.namestead.server.registration.WorkflowStatusView;
import dev.namestead.server.registry.PollMessage;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.registry.ScriptedRegistry.Trouble;
import dev.namestead.server.workflow.CrashProbe;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowProbe;
import dev.namestead.server.workflow.WorkflowProbe.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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

/** The workflow kit for renewals: each step, each way to go wrong; renewed at most once, paid exactly where renewed. */
class RenewalKitTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final List<String> STEPS = List.of("price", "authorise", "renew", "capture", "resume");
    private static final List<String> PAID = List.of("hold", "post", "capture");

    private final ScriptedRegistry registry = new ScriptedRegistry("thick", true);

    static Stream<Arguments> crashes() {
        return Stream.of(Point.values())
                .flatMap(point ->
                        STEPS.stream().flatMap(step -> Stream.of(1, 2).map(times -> Arguments.of(step, point, times))));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void renewal_killedAtAStep_isDoneOnceAndPaidOnce(String step, Point point, int times) {
        String name = ("kit-" + step + "-" + point + "-" + times + ".org").toLowerCase(Locale.ROOT);
        // The registration passes steps of the same names first.
        CrashProbe crash = new CrashProbe("renewal", step, point, times);
        try (RegistrarWorld world = world(crash)) {
            AccountId account = registered(world, name);
            Instant before = registry.expiresAt(name);

            assertThat(world.ended(world.renew(account, name, 2)).state()).isEqualTo(WorkflowState.SUCCEEDED);

            crash.awaitLeft(times - 1);
            assertRenewedOnce(world, account, name, before, 2);
        }
    }

    static Stream<Arguments> lostAnswers() {
        return Stream.of(Trouble.ANSWER_LOST, Trouble.COMMITTED_LATE, Trouble.TIMED_OUT, Trouble.NOT_SENT)
                .flatMap(trouble -> Stream.of("check", "info", "renew").map(command -> Arguments.of(command, trouble)));
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void renewal_whoseAnswerIsLost_isDoneOnceAndPaidOnce(String command, Trouble trouble) {
        String name = ("lost-" + command + "-" + trouble.ordinal() + ".org");
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, name);
            Instant before = registry.expiresAt(name);
            registry.next(command, trouble);

            assertThat(world.ended(world.renew(account, name, 1)).state()).isEqualTo(WorkflowState.SUCCEEDED);

            assertRenewedOnce(world, account, name, before, 1);
        }
    }

    @Test
    void renewal_committedLate_afterInfoShowedTheOldDate_isOursAndIsNotDoneAgain() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, "late.org");
            Instant before = registry.expiresAt("late.org");
            registry.commitsLateAfter(1).next("renew", Trouble.COMMITTED_LATE, Trouble.TIMED_OUT);

            assertThat(world.ended(world.renew(account, "late.org", 1)).state()).isEqualTo(WorkflowState.SUCCEEDED);

            assertRenewedOnce(world, account, "late.org", before, 1);
        }
    }

    @Test
    void renewal_refusedWhileAnEarlierAttemptMayBeUnderWay_isNotFailedBeforeThatIsOver() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, "overtaken.org");
            Instant before = registry.expiresAt("overtaken.org");
            registry.commitsLateAfter(2).next("renew", Trouble.COMMITTED_LATE, Trouble.REFUSED);

            WorkflowId id = world.renew(account, "overtaken.org", 1);

            assertThat(world.ended(id).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertRenewedOnce(world, account, "overtaken.org", before, 1);
        }
    }

    /** A way to fail: what is set up, what is paid with, and the error that must come of it. */
    private record Failure(String name, String card, Consumer<ScriptedRegistry> setUp, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Failure> failures() {
        String good = SandboxPaymentProvider.CARD_GOOD;
        return Stream.of(
                new Failure("no-money.org", SandboxPaymentProvider.CARD_DECLINED, r -> {}, "payment_declined"),
                new Failure("refused.org", good, r -> r.next("renew", Trouble.REFUSED), "registry_rejected"),
                new Failure(
                        "lost-then-refused.org",
                        good,
                        r -> r.next("renew", Trouble.TIMED_OUT).next("renew", many(Trouble.REFUSED)),
                        "registry_rejected"),
                new Failure("dear.org", good, r -> r.asksForARenewal(Money.parse("USD", "99.00")), "price_changed"),
                new Failure("dearer.org", good, r -> r.next("renew", Trouble.FEE_REFUSED), "price_changed"),
                new Failure("lost.org", good, r -> r.loses("lost.org"), "registry_rejected"));
    }

    private static Trouble[] many(Trouble trouble) {
        return IntStream.range(0, 200).mapToObj(_ -> trouble).toArray(Trouble[]::new);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void renewal_thatFails_holdsNothing_andTheSameTermCanBeSoldLater(Failure failure) {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, failure.name());
            Instant paidUntil = world.registration(account, failure.name()).paidUntil();
            pays(world, account, failure.card());
            failure.setUp().accept(registry);

            WorkflowStatusView ended = world.ended(world.renew(account, failure.name(), 1));

            assertThat(ended.state()).isEqualTo(WorkflowState.FAILED);
            assertThat(ended.error().code()).isEqualTo(failure.code());
            assertThat(registry.renewals(failure.name())).isZero();
            assertThat(renewalLedger(world, account)).containsExactly("hold", "void");
            assertThat(world.registration(account, failure.name()).paidUntil()).isEqualTo(paidUntil);
            if (failure.name().equals("no-money.org")) {
                pays(world, account, SandboxPaymentProvider.CARD_GOOD);
                assertThat(world.ended(world.renew(account, failure.name(), 2)).state())
                        .isEqualTo(WorkflowState.SUCCEEDED);
            }
        }
    }

    @Test
    void renewal_killedWhileItUndoes_holdsNothing() {
        CrashProbe crash = new CrashProbe("renewal", "authorise", Point.ACTED, 2);
        try (RegistrarWorld world = world(crash)) {
            AccountId account = registered(world, "undone.org");
            registry.next("renew", Trouble.REFUSED);

            assertThat(world.ended(world.renew(account, "undone.org", 1)).state())
                    .isEqualTo(WorkflowState.FAILED);
            crash.awaitLeft(0);
            assertThat(renewalLedger(world, account)).containsExactly("hold", "void");
        }
    }

    @Test
    void yearsThatTheRegistryHasAddedByItself_areAcceptedAndNotBoughtAgain() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, "itself.org");
            registry.extendsByItself("itself.org", 1);
            Instant after = registry.expiresAt("itself.org");

            assertThat(world.ended(world.renew(account, "itself.org", 1)).state())
                    .isEqualTo(WorkflowState.SUCCEEDED);

            assertThat(registry.renewals("itself.org")).isZero();
            assertThat(world.registration(account, "itself.org").paidUntil()).isEqualTo(after);
            assertThat(renewalLedger(world, account)).isEqualTo(PAID);

            world.advance(Duration.ofMinutes(11));
            assertThat(world.ended(world.renew(account, "itself.org", 1)).state())
                    .isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(registry.renewals("itself.org")).isOne();
        }
    }

    @Test
    void aRenewalUnderReview_waitsForTheRegistrysWord_whateverItIs() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, "granted.org");
            Instant before = registry.expiresAt("granted.org");
            registry.next("renew", Trouble.PENDING);
            WorkflowId id = world.renew(account, "granted.org", 1);
            assertThat(world.until(id, state -> state == WorkflowState.BLOCKED).context())
                    .containsEntry("blocked_by", "registry");

            registry.decideRenewal("granted.org", true);
            decided(world, "granted.org", true);

            assertThat(world.ended(id).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertRenewedOnce(world, account, "granted.org", before, 1);

            world.register(account, "denied.org");
            registry.next("renew", Trouble.PENDING);
            WorkflowId denied = world.renew(account, "denied.org", 1);
            world.until(denied, state -> state == WorkflowState.BLOCKED);
            registry.decideRenewal("denied.org", false);
            world.advance(Duration.ofHours(2));
            assertThat(world.registrar().workflows().awaitQuiet(Duration.ofSeconds(5)))
                    .isEmpty();
            assertThat(world.status(denied).state())
                    .as("the old date is no proof")
                    .isEqualTo(WorkflowState.BLOCKED);
            decided(world, "denied.org", false);
            assertThat(world.ended(denied).error().code()).isEqualTo("registry_rejected");
        }
    }

    @Test
    void anEqualRequest_isTheSameRenewal_whileItRunsAndForMinutesAfter() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, "again.org");
            WorkflowId first = world.renew(account, "again.org", 1);
            assertThat(world.renew(account, "again.org", 1)).isEqualTo(first);
            world.ended(first);
            assertThat(world.renew(account, "again.org", 1)).isEqualTo(first);

            world.advance(Duration.ofMinutes(11));
            WorkflowId second = world.renew(account, "again.org", 1);

            assertThat(second).isNotEqualTo(first);
            world.ended(second);
            assertThat(registry.renewals("again.org")).isEqualTo(2);
        }
    }

    @Test
    void aRequestThatNamesTheDateItRenewsFrom_isNeverDoneTwice_andASecondNamesTheNewDate() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, "pinned.org");
            var from = RenewalPlan.date(registry.expiresAt("pinned.org"));
            WorkflowId first = world.renew(account, "pinned.org", 1, from);
            world.ended(first);
            world.advance(Duration.ofHours(30));
            assertThat(world.renew(account, "pinned.org", 1, from)).isEqualTo(first);

            assertThatThrownBy(() -> world.renew(account, "pinned.org", 2, from))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("not at this date");
            WorkflowId second = world.renew(account, "pinned.org", 1, from.plusYears(1));

            assertThat(world.ended(second).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(registry.renewals("pinned.org")).isEqualTo(2);
        }
    }

    @Test
    void fiftyEqualRequestsAtOnce_areOneRenewal() throws Exception {
        try (RegistrarWorld world = world(WorkflowProbe.NONE);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AccountId account = registered(world, "crowd.org");
            Instant before = registry.expiresAt("crowd.org");
            List<Callable<WorkflowId>> calls = IntStream.range(0, 50)
                    .<Callable<WorkflowId>>mapToObj(_ -> () -> world.renew(account, "crowd.org", 1))
                    .toList();

            List<Future<WorkflowId>> ids = threads.invokeAll(calls);

            WorkflowId first = ids.getFirst().get();
            assertThat(ids).allSatisfy(id -> assertThat(id.get()).isEqualTo(first));
            world.ended(first);
            assertRenewedOnce(world, account, "crowd.org", before, 1);
        }
    }

    @Test
    void whatCannotBeRenewed_isRefusedBeforeAnythingIsHeld() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = registered(world, "bounds.org");
            assertRefused(() -> world.renew(account, "bounds.org", 10), "more than 10 years from now");
            assertRefused(() -> world.renew(account, "bounds.org", 11), "Must be between 1 and 10 years for .org");
            assertRefused(() -> world.renew(account, "nobodys.org", 1), "Domain not found");
            WorkflowId nine = world.renew(account, "bounds.org", 9);
            assertRefused(() -> world.renew(account, "bounds.org", 8), "A workflow already exists");
            assertRefused(
                    () -> world.change(account, "bounds.org", new RegistrationChange(true, null, null)),
                    "A workflow already exists");
            assertThat(world.ended(nine).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(renewalLedger(world, account)).isEqualTo(PAID);
        }
    }

    private static void assertRefused(Callable<?> request, String words) {
        assertThatThrownBy(request::call).isInstanceOf(RefusedException.class).hasMessageContaining(words);
    }

    private RegistrarWorld world(WorkflowProbe probe) {
        return new RegistrarWorld(DATABASE.database(), registry, probe);
    }

    private static AccountId registered(RegistrarWorld world, String name) {
        AccountId account = world.account();
        assertThat(world.register(account, name).state()).isEqualTo(WorkflowState.SUCCEEDED);
        return account;
    }

    private static void pays(RegistrarWorld world, AccountId account, String card) {
        world.registrar()
                .database()
                .transact(tx -> world.registrar()
                        .payments()
                        .setDefaultMethod(tx, account, new PaymentMethod(SandboxPaymentProvider.NAME, card)));
    }

    private void assertRenewedOnce(RegistrarWorld world, AccountId account, String name, Instant before, int years) {
        Instant after = before.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
        assertThat(registry.renewals(name)).isOne();
        assertThat(registry.expiresAt(name)).isEqualTo(after);
        assertThat(world.registration(account, name).paidUntil()).isEqualTo(after);
        assertThat(world.registration(account, name).registryExpiresAt()).isEqualTo(after);
        assertThat(renewalLedger(world, account)).isEqualTo(PAID);
    }

    /** Without the registration's own three. */
    private static List<String> renewalLedger(RegistrarWorld world, AccountId account) {
        List<String> whole = world.ledger(account);
        return whole.subList(3, whole.size());
    }

    private static void decided(RegistrarWorld world, String name, boolean accepted) {
        world.registrar().database().transact(tx -> {
            String clTrid = tx.sql()
                    .sql("SELECT cl_trid FROM registry_intent WHERE object = :name AND command = 'domain:renew'")
                    .param("name", name)
                    .query(String.class)
                    .single();
            world.registrar()
                    .polls()
                    .apply(
                            tx,
                            new PollMessage(
                                    "thick",
                                    name,
                                    Instant.now(),
                                    "decided",
                                    null,
                                    new PollMessage.PendingAction(accepted, clTrid, "SV")));
        });
    }
}
