package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.api.AccountId;
import dev.namestead.api.RefusedException;
import dev.namestead.api.RegistrationStatus;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.lifecycle.HolderVerification.State;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registration.WorkflowStatusView;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.registry.ScriptedRegistry.Trouble;
import dev.namestead.server.workflow.CrashProbe;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowProbe;
import dev.namestead.server.workflow.WorkflowProbe.Point;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflow kit for holders who were written to at a wrong address: asked again at the right one, and only that word counts. */
class AddressKitTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Actor HOLDER = new Actor("token", "test", "test-request");
    private static final String RIGHT = "right@example.com";

    private final ScriptedRegistry registry = new ScriptedRegistry("thick", true);

    static Stream<Arguments> crashes() {
        return Stream.of(Point.values())
                .flatMap(point -> Stream.of("contact", "record").map(step -> Arguments.of(step, point)));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void change_killedAtAStep_isDone(String step, Point point) {
        String name = ("kit-" + step + "-" + point + "-unverified.org").toLowerCase(Locale.ROOT);
        CrashProbe crash = new CrashProbe("address", step, point, 1);
        try (RegistrarWorld world = world(crash)) {
            AccountId account = asked(world, name);

            assertThat(changed(world, account, name, RIGHT).state()).isEqualTo(WorkflowState.SUCCEEDED);

            assertAskedAt(world, account, name, RIGHT);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"ANSWER_LOST", "TIMED_OUT", "NOT_SENT", "DOUBLED"})
    void change_whoseAnswerIsLost_isDone(Trouble trouble) {
        String name = "lost-" + trouble.ordinal() + "-unverified.org";
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = asked(world, name);
            registry.next("contact:update", trouble);

            assertThat(changed(world, account, name, RIGHT).state()).isEqualTo(WorkflowState.SUCCEEDED);

            assertAskedAt(world, account, name, RIGHT);
        }
    }

    @Test
    void change_thatTheRegistryTakesItsTimeFor_isDone_andHoldsUpNothing() {
        String name = "reviewed-unverified.org";
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = asked(world, name);
            registry.next("contact:update", Trouble.PENDING);

            assertThat(changed(world, account, name, RIGHT).state()).isEqualTo(WorkflowState.SUCCEEDED);

            registry.decide(name, true);
            assertAskedAt(world, account, name, RIGHT);
        }
    }

    /** Else it would send mails to whomever its caller likes. */
    @Test
    void change_forTheSixthTimeOfADay_isRefused() {
        String name = "restless-unverified.org";
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = asked(world, name);
            for (int times = 1; times <= 5; times++) {
                assertThat(changed(world, account, name, "at" + times + "@example.com")
                                .state())
                        .isEqualTo(WorkflowState.SUCCEEDED);
            }

            assertThatThrownBy(() -> changed(world, account, name, "at6@example.com"))
                    .hasMessage("The address was changed 5 times today already");
        }
    }

    @Test
    void change_thatTheRegistryRefuses_changesNothing() {
        String name = "refused-unverified.org";
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = asked(world, name);
            registry.next("contact:update", Trouble.REFUSED);

            WorkflowStatusView view = changed(world, account, name, RIGHT);

            assertThat(view.error().code()).isEqualTo("registry_rejected");
            assertAskedAt(world, account, name, RegistrarWorld.ADA.email());
            assertThat(world.registrar()
                            .verifications()
                            .look(secrets(world, account, name).getFirst()))
                    .isPresent();
        }
    }

    @Test
    void aSuspendedName_isBackWhenTheNewAddressIsConfirmed_andTheOldLinkIsVoid() {
        String name = "suspended-unverified.org";
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = asked(world, name);
            String old = secrets(world, account, name).getFirst();
            world.advance(Duration.ofDays(16));
            settle(world);
            assertThat(state(world, account, name)).isEqualTo(State.SUSPENDED);

            changed(world, account, name, RIGHT);
            assertThat(state(world, account, name)).isEqualTo(State.SUSPENDED);
            settle(world);

            assertAskedAt(world, account, name, RIGHT);
            assertThat(world.registrar().verifications().confirm(old, "test")).isEmpty();
            assertThat(status(world, account, name)).isEqualTo(RegistrationStatus.SUSPENDED);
            assertThat(world.registrar()
                            .verifications()
                            .confirm(secrets(world, account, name).getFirst(), "test"))
                    .isPresent();
            settle(world);
            assertThat(status(world, account, name)).isEqualTo(RegistrationStatus.ACTIVE);
            assertThat(registry.shows(name).statuses()).doesNotContain("clientHold");
            assertThat(state(world, account, name)).isEqualTo(State.VERIFIED);
        }
    }

    @Test
    void aNewAddress_hasFifteenDaysOfItsOwn() {
        String name = "in-time-unverified.org";
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = asked(world, name);
            world.advance(Duration.ofDays(14));
            changed(world, account, name, RIGHT);
            settle(world);

            world.advance(Duration.ofDays(14));
            settle(world);
            assertThat(state(world, account, name)).isEqualTo(State.PENDING);

            world.advance(Duration.ofDays(2));
            settle(world);
            assertThat(state(world, account, name)).isEqualTo(State.SUSPENDED);
        }
    }

    @Test
    void anotherNameOfTheSameHolder_keepsItsQuestion() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = asked(world, "one-unverified.org");
            world.register(account, "other-unverified.org");
            settle(world);
            String old = secrets(world, account, "one-unverified.org").getFirst();

            changed(world, account, "one-unverified.org", RIGHT);
            settle(world);

            assertThat(world.registrar().verifications().confirm(old, "test")).isPresent();
            assertThat(state(world, account, "other-unverified.org")).isEqualTo(State.VERIFIED);
            assertThat(state(world, account, "one-unverified.org")).isEqualTo(State.PENDING);
        }
    }

    @Test
    void dataThatAreConfirmed_orNeedNotBe_areNotChangedHere() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = asked(world, "sure-unverified.org");
            world.registrar()
                    .verifications()
                    .confirm(secrets(world, account, "sure-unverified.org").getFirst(), "test");
            world.register(account, "nobody-asks.org");

            for (String name : List.of("sure-unverified.org", "nobody-asks.org")) {
                assertThatThrownBy(() -> change(world, account, name, RIGHT))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("nothing to confirm");
            }
        }
    }

    @Test
    void theSameChangeAgain_isTheSame_andNoneAtAllIsRefused() {
        String name = "again-unverified.org";
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = asked(world, name);
            WorkflowId first = change(world, account, name, RIGHT);
            world.ended(first);

            assertThat(change(world, account, name, RIGHT)).isEqualTo(first);
            assertThatThrownBy(() -> change(
                            world,
                            asked(world, "same-unverified.org"),
                            "same-unverified.org",
                            RegistrarWorld.ADA.email()))
                    .isInstanceOf(RefusedException.class);
        }
    }

    /** They were of the data, whatever name a mail was about. */
    @Test
    void marksOfAnOlderServer_becomeThoseOfTheNameThatTheMailWasAbout() throws IOException {
        String name = "older-unverified.org";
        String migration;
        try (InputStream in =
                Objects.requireNonNull(getClass().getResourceAsStream("/db/migration/V65__verification_marks.sql"))) {
            migration = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = asked(world, name);
            UUID registration = world.registration(account, name).id();
            Map<String, Instant> marks = marks(registration);
            assertThat(marks).hasSize(1);

            DATABASE.database().transact(tx -> {
                tx.sql()
                        .sql("""
                                UPDATE notice SET about = (SELECT id FROM verification WHERE account_id = :account),
                                                  mark = 'asked'
                                WHERE about = :registration
                                """)
                        .param("account", account.value())
                        .param("registration", registration)
                        .update();
                assertThat(new LifeStore().told(tx, registration)).isEmpty();
                tx.sql().sql(migration).update();
            });

            assertThat(marks(registration)).isEqualTo(marks);
        }
    }

    private static Map<String, Instant> marks(UUID registration) {
        return DATABASE.database().read(tx -> new LifeStore().told(tx, registration));
    }

    private void assertAskedAt(RegistrarWorld world, AccountId account, String name, String address) {
        settle(world);
        assertThat(registry.registrantEmail(name)).isEqualTo(address);
        assertThat(world.registration(account, name).registrant().email()).isEqualTo(address);
        assertThat(world.registrar().notices().list(account, null, name, 50))
                .filteredOn(mail -> mail.notice().kind().equals("registrant_verification"))
                .first()
                .satisfies(mail -> assertThat(mail.notice().recipient()).isEqualTo(address));
    }

    /** Registered, and its holder asked at the address of the address book. */
    private static AccountId asked(RegistrarWorld world, String name) {
        AccountId account = world.account();
        world.register(account, name);
        settle(world);
        return account;
    }

    private static WorkflowId change(RegistrarWorld world, AccountId account, String name, String address) {
        return world.registrar().lifecycle().changeAddress().accept(HOLDER, account, DomainName.of(name), address);
    }

    private static WorkflowStatusView changed(RegistrarWorld world, AccountId account, String name, String address) {
        return world.ended(change(world, account, name, address));
    }

    /** What is due is begun, and ended. */
    private static void settle(RegistrarWorld world) {
        do {
            world.registrar().workflows().awaitQuiet(Duration.ofMinutes(1));
        } while (world.registrar().lifecycle().life().run() > 0);
    }

    private static State state(RegistrarWorld world, AccountId account, String name) {
        return world.registrar()
                .lifecycle()
                .holders()
                .look(account, DomainName.of(name))
                .state();
    }

    private static RegistrationStatus status(RegistrarWorld world, AccountId account, String name) {
        return world.registration(account, name).status(world.now());
    }

    /** Of the links that were mailed, the newest first. */
    private static List<String> secrets(RegistrarWorld world, AccountId account, String name) {
        Pattern link = Pattern.compile("/verifications/(\\S+)");
        return world.registrar().notices().list(account, null, name, 50).stream()
                .map(mail -> link.matcher(mail.notice().body()))
                .filter(java.util.regex.Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    private RegistrarWorld world(WorkflowProbe probe) {
        return new RegistrarWorld(DATABASE.database(), registry, probe);
    }
}
