package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.api.AccountId;
import dev.namestead.api.RefusedException;
import dev.namestead.api.RegistrationStatus;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.app.PaymentChoice;
import dev.namestead.server.billing.Money;
import dev.namestead.server.billing.PaymentMethod;
import dev.namestead.server.billing.SandboxPaymentProvider;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.WorkflowStatusView;
import dev.namestead.server.registry.DsRecord;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflow kit for restores: each step, each way to go wrong; restored once, and paid exactly where restored. */
class RestoreKitTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final List<String> STEPS =
            List.of("price", "authorise", "restore", "year", "renew", "capture", "settings");
    /** Restore and year are booked apart and paid together. */
    private static final List<String> WITH_YEAR = List.of("hold", "hold", "post", "post", "capture");

    private static final DsRecord SIGNER = new DsRecord(12345, 13, 2, "AB".repeat(32));

    private final ScriptedRegistry registry = new ScriptedRegistry("thick", true).wantsReports();

    static Stream<Arguments> crashes() {
        return Stream.of(Point.values())
                .flatMap(point ->
                        STEPS.stream().flatMap(step -> Stream.of(1, 2).map(times -> Arguments.of(step, point, times))));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void restore_killedAtAStep_isDoneOnceAndPaidOnce(String step, Point point, int times) {
        String name = ("kit-" + step + "-" + point + "-" + times + ".org").toLowerCase(Locale.ROOT);
        CrashProbe crash = new CrashProbe("restore", step, point, times);
        try (RegistrarWorld world = world(crash)) {
            AccountId account = expiredAndDeleted(world, name);
            Instant before = registry.expiresAt(name);

            assertThat(world.ended(world.restore(account, name)).state()).isEqualTo(WorkflowState.SUCCEEDED);

            crash.awaitLeft(times - 1);
            assertRestoredWithItsYear(world, account, name, before);
        }
    }

    static Stream<Arguments> lostAnswers() {
        return Stream.of(
                        Trouble.ANSWER_LOST,
                        Trouble.COMMITTED_LATE,
                        Trouble.TIMED_OUT,
                        Trouble.NOT_SENT,
                        Trouble.DOUBLED)
                .flatMap(trouble -> Stream.of("check", "info", "restore", "report", "renew", "update")
                        .filter(command -> trouble != Trouble.DOUBLED
                                || List.of("restore", "report").contains(command))
                        .map(command -> Arguments.of(command, trouble)));
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void restore_whoseAnswerIsLost_isDoneOnceAndPaidOnce(String command, Trouble trouble) {
        String name = ("lost-" + command + "-" + trouble.ordinal() + ".org");
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = expiredAndDeleted(world, name);
            Instant before = registry.expiresAt(name);
            registry.next(command, trouble);

            assertThat(world.ended(world.restore(account, name)).state()).isEqualTo(WorkflowState.SUCCEEDED);

            assertRestoredWithItsYear(world, account, name, before);
        }
    }

    @Test
    void aRequestThatMayStillArrive_isNotSentAgain() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = deleted(world, "late.org");
            // Were a second one sent meanwhile, the refusal that waits for it would end the workflow.
            registry.commitsLateAfter(3).next("restore", Trouble.COMMITTED_LATE, Trouble.REFUSED);

            assertThat(world.ended(world.restore(account, "late.org")).state()).isEqualTo(WorkflowState.SUCCEEDED);

            assertThat(registry.restores("late.org")).isOne();
        }
    }

    @Test
    void aNameThatHasNotExpired_comesBackWithoutAYear() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = deleted(world, "young.org");
            Instant paidUntil = world.registration(account, "young.org").paidUntil();

            WorkflowStatusView ended = world.ended(world.restore(account, "young.org"));

            assertThat(ended.context()).containsEntry("years", 0);
            assertThat(restoreLedger(world, account)).containsExactly("hold", "post", "capture");
            assertThat(world.registration(account, "young.org").paidUntil()).isEqualTo(paidUntil);
            assertThat(registry.renewals("young.org")).isZero();
            assertSettings("young.org");
        }
    }

    @Test
    void aYearThatTheRegistryHasAddedByItself_isPaidAndNotBoughtAgain() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = expiredAndDeleted(world, "itself.org");
            registry.extendsByItself("itself.org", 1);
            // Its price is in that of the restore.
            registry.asksForARestore(Money.parse("USD", "49.91"));

            world.ended(world.restore(account, "itself.org"));

            assertThat(registry.renewals("itself.org")).isZero();
            assertThat(world.registration(account, "itself.org").paidUntil())
                    .isEqualTo(registry.expiresAt("itself.org"));
            assertThat(restoreLedger(world, account)).isEqualTo(WITH_YEAR);
        }
    }

    @Test
    void aYearThatCannotBeHad_isGivenBack_andTheRestoreStands() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = expiredAndDeleted(world, "yearless.org");
            Instant paidUntil = world.registration(account, "yearless.org").paidUntil();
            registry.next("renew", Trouble.REFUSED);

            WorkflowStatusView ended = world.ended(world.restore(account, "yearless.org"));

            assertThat(ended.state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(ended.context()).containsEntry("years", 0);
            assertThat(restoreLedger(world, account)).containsExactly("hold", "hold", "post", "capture", "void");
            Registration registration = world.registration(account, "yearless.org");
            assertThat(registration.paidUntil()).isEqualTo(paidUntil);
            assertThat(registration.status(world.now())).isEqualTo(RegistrationStatus.EXPIRED);
            assertThat(captured(world, account))
                    .isEqualTo(Money.parse("USD", "42.00").minorUnits());

            assertThat(world.ended(world.renew(account, "yearless.org", 1)).state())
                    .isEqualTo(WorkflowState.SUCCEEDED);
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
                new Failure("refused.org", good, r -> r.next("restore", Trouble.REFUSED), "registry_rejected"),
                new Failure("dear.org", good, r -> r.asksForARestore(Money.parse("USD", "99.00")), "price_changed"),
                new Failure("dearer.org", good, r -> r.next("restore", Trouble.FEE_REFUSED), "price_changed"),
                new Failure("beyond.org", good, r -> r.endsRedemption("beyond.org"), "registry_rejected"),
                new Failure("purged.org", good, r -> r.purges("purged.org"), "registry_rejected"),
                new Failure("lost.org", good, r -> r.loses("lost.org"), "registry_rejected"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void restore_thatFails_holdsNothing(Failure failure) {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = expiredAndDeleted(world, failure.name());
            pays(world, account, failure.card());
            failure.setUp().accept(registry);

            WorkflowStatusView ended = world.ended(world.restore(account, failure.name()));

            assertThat(ended.error().code()).isEqualTo(failure.code());
            assertThat(registry.restores(failure.name())).isZero();
            assertThat(restoreLedger(world, account)).containsExactly("hold", "hold", "void", "void");
            if (failure.name().equals("no-money.org")) {
                pays(world, account, SandboxPaymentProvider.CARD_GOOD);
                world.advance(Duration.ofMinutes(11));
                assertThat(world.ended(world.restore(account, failure.name())).state())
                        .isEqualTo(WorkflowState.SUCCEEDED);
            }
        }
    }

    @Test
    void aReportThatIsRefused_isAnOperatorsMatter_andNothingIsLost() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = deleted(world, "unheard.org");
            registry.next("report", Trouble.REFUSED);

            WorkflowId id = world.restore(account, "unheard.org");
            assertThat(world.until(id, state -> state == WorkflowState.BLOCKED).context())
                    .containsEntry("blocked_by", "registry");

            world.advance(Duration.ofHours(2));
            assertThat(world.ended(id).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(registry.restores("unheard.org")).isOne();
        }
    }

    @Test
    void settingsThatTheRegistryConfirmsAndNeverShows_areLeftAfterSomeTries_andTheRestoreStands() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = deleted(world, "unset.org");
            Trouble[] often = new Trouble[20];
            Arrays.fill(often, Trouble.IGNORED);
            registry.next("update", often);

            assertThat(world.ended(world.restore(account, "unset.org")).state()).isEqualTo(WorkflowState.SUCCEEDED);

            assertThat(registry.restores("unset.org")).isOne();
            assertThat(registry.shows("unset.org").nameServers()).isEmpty();
        }
    }

    /** Of a deletion that a restore has made undone, nothing is true of the next one. */
    @Test
    void aNameThatItsRegistryDeletesYearsAfterARestore_isRestoredByWhatItWasThen() {
        try (RegistrarWorld world = seldomRead()) {
            AccountId account = deleted(world, "deleted-twice.org");
            world.ended(world.restore(account, "deleted-twice.org"));
            assertSettings("deleted-twice.org");
            world.advance(Duration.ofDays(300));
            registry.deletesByItself("deleted-twice.org");
            Instant second = world.now();
            tells(world, "deleted-twice.org");

            assertThat(world.ended(world.restore(account, "deleted-twice.org")).state())
                    .isEqualTo(WorkflowState.SUCCEEDED);

            assertThat(registry.report("deleted-twice.org").deletedAt())
                    .as("the date that the registry is told")
                    .isBetween(second, second.plus(Duration.ofHours(1)));
            assertThat(registry.shows("deleted-twice.org").nameServers())
                    .containsExactlyInAnyOrder("ns1.example.net", "ns2.example.net");
            assertThat(registry.shows("deleted-twice.org").signers())
                    .as("signers of a deletion that was undone")
                    .isEmpty();
        }
    }

    @Test
    void aNameThatItsRegistryDeletesYearsAfterARestore_isReadWhenItsRedemptionEnds_andWhenItIsPurged() {
        try (RegistrarWorld world = seldomRead()) {
            String name = "ended-twice.org";
            AccountId account = deleted(world, name);
            world.ended(world.restore(account, name));
            world.advance(Duration.ofDays(100));
            registry.deletesByItself(name);
            tells(world, name);
            assertThat(world.registration(account, name).status(world.now()))
                    .isEqualTo(RegistrationStatus.REDEMPTION_PERIOD);

            world.advance(Duration.ofDays(30).plusHours(1));
            registry.endsRedemption(name);
            world.registrar().lifecycle().life().run();
            assertThat(world.registration(account, name).status(world.now()))
                    .isEqualTo(RegistrationStatus.PENDING_DELETE);

            world.advance(Duration.ofDays(5).plusHours(1));
            registry.purges(name);
            world.registrar().lifecycle().life().run();
            assertThat(world.domains(account)).isZero();
        }
    }

    /** Nothing is read but what is told of, or known to be due. */
    private RegistrarWorld seldomRead() {
        Duration never = Duration.ofDays(3650);
        RegistrarWorld world = new RegistrarWorld(
                DATABASE.database(),
                registry,
                WorkflowProbe.NONE,
                Pace.EXACT
                        .with(
                                LifecycleSettings.DEFAULT.expiry(),
                                new LifecycleSettings.Sweep(Duration.ofDays(60), never, never, 100))
                        .settings(),
                PaymentChoice.SANDBOX);
        registry.livesBy(world::now);
        return world;
    }

    private static void tells(RegistrarWorld world, String name) {
        world.registrar()
                .database()
                .transact(tx -> world.registrar()
                        .polls()
                        .apply(tx, new PollMessage("thick", "1", Instant.now(), "changed", DomainName.of(name), null)));
        world.registrar().lifecycle().life().run();
    }

    @Test
    void aRepeatedRequest_isTheSameRestore_andWhatIsNotDeletedCannotBeRestored() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = deleted(world, "again.org");
            WorkflowId first = world.restore(account, "again.org");
            assertThat(world.restore(account, "again.org")).isEqualTo(first);
            world.ended(first);
            assertThat(world.restore(account, "again.org")).isEqualTo(first);

            world.advance(Duration.ofMinutes(11));
            assertRefused(() -> world.restore(account, "again.org"), "active cannot be restored");
            assertRefused(() -> world.restore(account, "nobodys.org"), "Domain not found");
            assertThat(registry.restores("again.org")).isOne();
        }
    }

    private static void assertRefused(Callable<?> request, String words) {
        assertThatThrownBy(request::call).isInstanceOf(RefusedException.class).hasMessageContaining(words);
    }

    private RegistrarWorld world(WorkflowProbe probe) {
        RegistrarWorld world = new RegistrarWorld(DATABASE.database(), registry, probe);
        registry.livesBy(world::now);
        return world;
    }

    /** A name that its holder has deleted in the middle of its year. */
    private AccountId deleted(RegistrarWorld world, String name) {
        AccountId account = world.account();
        world.register(account, name);
        return delete(world, account, name);
    }

    /** A name that its holder has deleted after its year was over. */
    private AccountId expiredAndDeleted(RegistrarWorld world, String name) {
        AccountId account = world.account();
        world.register(account, name);
        world.advance(Duration.ofDays(400));
        return delete(world, account, name);
    }

    private AccountId delete(RegistrarWorld world, AccountId account, String name) {
        registry.endsAddGrace(name);
        registry.signs(name, SIGNER);
        assertThat(world.ended(world.delete(account, name)).state()).isEqualTo(WorkflowState.SUCCEEDED);
        return account;
    }

    private static void pays(RegistrarWorld world, AccountId account, String card) {
        world.registrar()
                .database()
                .transact(tx -> world.registrar()
                        .payments()
                        .setDefaultMethod(tx, account, new PaymentMethod(SandboxPaymentProvider.NAME, card)));
    }

    private void assertRestoredWithItsYear(RegistrarWorld world, AccountId account, String name, Instant before) {
        Instant after = before.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
        assertThat(registry.restores(name)).isOne();
        assertThat(registry.renewals(name)).isOne();
        Registration registration = world.registration(account, name);
        assertThat(registration.paidUntil()).isEqualTo(after);
        assertThat(registration.registryExpiresAt()).isEqualTo(after);
        assertThat(registration.locked()).isTrue();
        assertThat(registration.status(world.now())).isEqualTo(RegistrationStatus.ACTIVE);
        assertThat(restoreLedger(world, account)).isEqualTo(WITH_YEAR);
        assertThat(captured(world, account))
                .isEqualTo(Money.parse("USD", "52.11").minorUnits());
        assertSettings(name);
    }

    private void assertSettings(String name) {
        assertThat(registry.shows(name).statuses()).contains("clientTransferProhibited");
        assertThat(registry.shows(name).nameServers()).containsExactlyInAnyOrder("ns1.example.net", "ns2.example.net");
        assertThat(registry.shows(name).signers()).containsExactly(SIGNER);
    }

    /** Without the registration's own three. */
    private static List<String> restoreLedger(RegistrarWorld world, AccountId account) {
        List<String> whole = world.ledger(account);
        return whole.subList(3, whole.size());
    }

    /** What the restore's payment came to. */
    private static long captured(RegistrarWorld world, AccountId account) {
        return world.registrar()
                .database()
                .read(tx -> tx.sql()
                        .sql("""
                                SELECT amount FROM ledger_transfer
                                WHERE account_id = :account AND kind = 'capture' ORDER BY number DESC LIMIT 1
                                """)
                        .param("account", account.value())
                        .query(Long.class)
                        .single());
    }
}
