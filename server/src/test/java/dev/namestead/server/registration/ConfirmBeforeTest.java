package dev.namestead.server.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.api.AccountId;
import dev.namestead.api.RefusedException;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.lifecycle.HolderVerification;
import dev.namestead.server.lifecycle.HolderVerification.State;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.workflow.CrashProbe;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowProbe;
import dev.namestead.server.workflow.WorkflowProbe.Point;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where policy wants the registrant's word before anything is bought: once for each set of data, whatever name it was given for. */
class ConfirmBeforeTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Actor OWNER = new Actor("token", "owner", "test");

    private final ScriptedRegistry registry = new ScriptedRegistry("thick", true);

    @Test
    void dataThatWereConfirmedForOneName_areNotAskedAboutForASecond() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = world.account();
            WorkflowId first = asked(world, account, "first.org");
            assertThat(holder(world, account, "first.org").state()).isEqualTo(State.PENDING);
            confirm(world, secrets(world, account, "first.org").getFirst());
            assertThat(world.ended(first).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(holder(world, account, "first.org").state()).isEqualTo(State.VERIFIED);

            assertThat(world.register(account, "second.org").state()).isEqualTo(WorkflowState.SUCCEEDED);

            assertThat(secrets(world, account, "second.org")).isEmpty();
            assertThat(holder(world, account, "second.org").state()).isEqualTo(State.VERIFIED);
        }
    }

    @Test
    void otherData_andTheSameInAnotherAccount_areAskedAbout() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = world.account();
            WorkflowId first = asked(world, account, "ada.org");
            confirm(world, secrets(world, account, "ada.org").getFirst());
            world.ended(first);

            asked(world, world.account(), "elsewhere.org");
            WorkflowId moved =
                    world.registrar().registerDomain().accept(OWNER, account, by("moved.org", "2 New Street"));
            world.until(moved, state -> state == WorkflowState.ACTION_REQUIRED);
            assertThat(secrets(world, account, "moved.org")).hasSize(1);
        }
    }

    @Test
    void twoNamesThatWaitForTheSameWord_goOnWithIt_andTheOtherLinkIsNoLongerNeeded() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = world.account();
            WorkflowId one = asked(world, account, "one.org");
            WorkflowId two = asked(world, account, "two.org");
            WorkflowId other = world.registrar().registerDomain().accept(OWNER, account, by("three.org", "3 Other St"));
            world.until(other, state -> state == WorkflowState.ACTION_REQUIRED);

            confirm(world, secrets(world, account, "two.org").getFirst());

            assertThat(world.ended(two).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(world.ended(one).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(world.registrar()
                            .confirmations()
                            .look(secrets(world, account, "one.org").getFirst())
                            .orElseThrow()
                            .state())
                    .isEqualTo(Confirmations.State.CONFIRMED);
            world.registrar().workflows().awaitQuiet(Duration.ofSeconds(20));
            assertThat(world.status(other).state())
                    .as("the same address, and other data")
                    .isEqualTo(WorkflowState.ACTION_REQUIRED);
        }
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void aStepThatIsKilled_asksOnce_andGoesOnWithTheWord(Point point) {
        String name = "killed-" + point.name().toLowerCase(Locale.ROOT) + ".org";
        try (RegistrarWorld world = world(new CrashProbe("registration", "confirm", point, 2))) {
            AccountId account = world.account();
            WorkflowId id = asked(world, account, name);
            confirm(world, secrets(world, account, name).getFirst());

            assertThat(world.ended(id).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(secrets(world, account, name)).hasSize(1);
            assertThat(registry.creates(name)).isOne();
        }
    }

    @Test
    void aMailThatWasLost_isSentAgain_andEachOfItsLinksIsGood() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = world.account();
            WorkflowId id = asked(world, account, "lost-mail.org");
            HolderVerification.View view = resend(world, account, "lost-mail.org");
            assertThat(view.state()).isEqualTo(State.PENDING);
            assertThat(view.sentTo()).isEqualTo("a***@example.com");
            assertThat(view.confirmBy()).isAfter(world.now());
            List<String> secrets = secrets(world, account, "lost-mail.org");
            assertThat(secrets).hasSize(2).doesNotHaveDuplicates();
            for (String secret : secrets) {
                assertThat(world.registrar()
                                .confirmations()
                                .look(secret)
                                .orElseThrow()
                                .state())
                        .isEqualTo(Confirmations.State.OPEN);
            }

            confirm(world, secrets.getFirst());

            assertThat(world.ended(id).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertThat(world.registrar()
                            .confirmations()
                            .look(secrets.getLast())
                            .orElseThrow()
                            .state())
                    .isEqualTo(Confirmations.State.CONFIRMED);
            assertThatThrownBy(() -> resend(world, account, "lost-mail.org"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("nothing to confirm");
        }
    }

    /** Else it would send mails to whomever its caller likes. */
    @Test
    void theMail_isSentFiveTimesADay_andOnlyForNamesOfTheAccount() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = world.account();
            asked(world, account, "insistent.org");
            for (int times = 2; times <= 5; times++) {
                resend(world, account, "insistent.org");
            }
            assertThatThrownBy(() -> resend(world, account, "insistent.org"))
                    .hasMessage("The question was sent 5 times today already");
            assertThatThrownBy(() -> resend(world, world.account(), "insistent.org"))
                    .hasMessage("Domain not found");

            world.advance(Duration.ofHours(25));
            resend(world, account, "insistent.org");
            assertThat(secrets(world, account, "insistent.org")).hasSize(6);
        }
    }

    @Test
    void anAddressThatIsWrong_isCorrectedByAnotherRegistration_andThatIsSaid() {
        try (RegistrarWorld world = world(WorkflowProbe.NONE)) {
            AccountId account = world.account();
            asked(world, account, "wrong-address.org");

            assertThatThrownBy(() -> world.registrar()
                            .lifecycle()
                            .changeAddress()
                            .accept(OWNER, account, DomainName.of("wrong-address.org"), "right@example.com"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage(
                            "The registration of wrong-address.org waits for its registrant. Cancel it, and register"
                                    + " the name again with the right address.");
        }
    }

    private static RegisterRequest by(String name, String street) {
        Contact ada = RegistrarWorld.ADA;
        Contact moved = new Contact(
                ada.name(),
                ada.organization(),
                ada.email(),
                ada.phone(),
                null,
                street,
                ada.city(),
                ada.state(),
                ada.postalCode(),
                ada.countryCode());
        return new RegisterRequest(
                DomainName.of(name), null, false, null, Map.of(ContactRole.REGISTRANT, moved), Map.of(), Map.of());
    }

    private static WorkflowId asked(RegistrarWorld world, AccountId account, String name) {
        WorkflowId id = world.accept(account, name);
        world.until(id, state -> state == WorkflowState.ACTION_REQUIRED);
        return id;
    }

    private static void confirm(RegistrarWorld world, String secret) {
        assertThat(world.registrar()
                        .confirmations()
                        .confirm(secret, "test")
                        .orElseThrow()
                        .state())
                .isEqualTo(Confirmations.State.CONFIRMED);
    }

    private static HolderVerification.View holder(RegistrarWorld world, AccountId account, String name) {
        return world.registrar().lifecycle().holders().look(account, DomainName.of(name));
    }

    private static HolderVerification.View resend(RegistrarWorld world, AccountId account, String name) {
        return world.registrar().lifecycle().holders().resend(OWNER, account, DomainName.of(name));
    }

    /** Of the links that were mailed, the newest first. */
    private static List<String> secrets(RegistrarWorld world, AccountId account, String name) {
        Pattern link = Pattern.compile("/confirmations/(\\S+)");
        return world.registrar().notices().list(account, null, name, 50).stream()
                .map(mail -> link.matcher(mail.notice().body()))
                .filter(java.util.regex.Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    private RegistrarWorld world(WorkflowProbe probe) {
        RegistrationSettings usual = RegistrarWorld.settings();
        RegistrationSettings before = new RegistrationSettings(
                usual.nameServers(),
                RegistrationSettings.Confirm.BEFORE,
                usual.confirmationExpiry(),
                usual.publicUrl(),
                usual.blockedAfter(),
                usual.replaySucceeded(),
                usual.replayFailed(),
                usual.replayRenewed(),
                usual.commandDeadline());
        return new RegistrarWorld(DATABASE.database(), registry, probe, before, "node-" + UUID.randomUUID());
    }
}
