package dev.namestead.server.registry.epp;

import static dev.namestead.server.registry.epp.LoopbackAdapter.LONG;
import static dev.namestead.server.registry.epp.LoopbackAdapter.NAME;
import static dev.namestead.server.registry.epp.LoopbackAdapter.failure;
import static dev.namestead.server.registry.epp.LoopbackAdapter.free;
import static dev.namestead.server.registry.epp.LoopbackAdapter.greeting;
import static dev.namestead.server.registry.epp.LoopbackAdapter.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Login;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.LoginSec;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.testing.LoopbackRegistry;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Later;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Unknown;
import dev.namestead.server.registry.RenewDomain;
import dev.namestead.server.registry.epp.RegistrySettings.Rate;
import dev.namestead.server.registry.epp.RegistrySettings.Sessions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What real registries do with sessions, seen from the port; all thirty are listed in docs/registry-behaviours.md. */
@Timeout(60)
class SessionBehavioursTest {

    @RegisterExtension
    static final LoopbackAdapter ADAPTER = new LoopbackAdapter();

    @Test
    void behaviour01_aSessionLimit_thatIsSaidOrSilent_isLater_andNoRefusalOfOurLogin() throws Exception {
        EppRegistry registry =
                ADAPTER.answering(settings -> settings, channel -> channel.close(), LoopbackAdapter::free);
        assertThat(registry.check(List.of(NAME), LONG)).isInstanceOf(NotSent.class);
        assertThat(ADAPTER.circuit().reason())
                .hasValueSatisfying(why -> assertThat(why).contains("no greeting"));
        assertThat(ResultTable.of(2502, Asked.LOGIN)).isEqualTo(ResultTable.LATER);
    }

    @Test
    void behaviour02_aSessionThatWasQuiet_isGreeted_andOneThatTheRegistryClosedIsReplacedUnnoticed() throws Exception {
        EppRegistry registry = ADAPTER.answering(
                settings ->
                        settings.with(it -> it.sessions = new Sessions(1, 10, LONG, Duration.ofMillis(1), LONG, 800)),
                LoopbackAdapter::free);
        assertThat(registry.check(List.of(NAME), LONG)).isInstanceOf(Completed.class);
        await().until(() -> {
            ADAPTER.pool().tend();
            return ADAPTER.frames().stream().anyMatch(frame -> frame.contains("<hello"));
        });
        assertThat(ADAPTER.connections()).as("kept awake").isEqualTo(1);
    }

    @Test
    void behaviour03_aSessionWithManyCommandsBehindIt_isLeft() throws Exception {
        EppRegistry registry = ADAPTER.answering(
                settings -> settings.with(it -> it.sessions = new Sessions(1, 10, LONG, LONG, LONG, 4)),
                LoopbackAdapter::free);
        for (int i = 0; i < 9; i++) {
            assertThat(registry.check(List.of(NAME), LONG)).isInstanceOf(Completed.class);
        }
        assertThat(ADAPTER.connections()).isEqualTo(3);
    }

    @Test
    void behaviour04_commands_areSpacedAsTheRegistryWantsThem() throws Exception {
        EppRegistry registry = ADAPTER.answering(
                settings -> settings.with(it -> it.rate = new Rate(20, Duration.ofSeconds(1), 3)),
                LoopbackAdapter::free);
        long start = System.nanoTime();
        for (int i = 0; i < 8; i++) {
            assertThat(registry.check(List.of(NAME), LONG)).isInstanceOf(Completed.class);
        }
        // Nine with the login, of which three are free: six times 50 ms.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(299));
    }

    @Test
    void behaviour05_a2501_stopsAllLogins() throws Exception {
        ADAPTER.start(LoopbackRegistry.OBLIGING);
        EppRegistry registry = ADAPTER.over(ADAPTER.settings("wrong-PW"));
        for (int i = 0; i < 4; i++) {
            assertThat(registry.check(List.of(NAME), LONG)).isInstanceOf(NotSent.class);
        }
        assertThat(ADAPTER.commands(Login.class)).hasSize(1);
    }

    @Test
    void behaviour06_aForgottenLogin_isMended_onceAndByANewSession() throws Exception {
        var forgotten = new AtomicInteger(1);
        EppRegistry registry = ADAPTER.answering(
                command -> forgotten.getAndDecrement() > 0 ? failure(command, EppResultCode.USE_ERROR) : free(command));
        assertThat(registry.check(List.of(NAME), LONG)).isInstanceOf(Completed.class);
        assertThat(ADAPTER.connections()).isEqualTo(2);
        forgotten.set(1);
        assertThat(registry.renew(renew(), Fence.OPEN))
                .as("a transform is its workflow's to repeat")
                .isInstanceOf(Later.class);
    }

    @Test
    void behaviour07_everyCommand_hasANameOfItsOwn() throws Exception {
        EppRegistry registry = ADAPTER.answering(LoopbackAdapter::free);
        for (int i = 0; i < 20; i++) {
            registry.check(List.of(NAME), LONG);
        }
        assertThat(ADAPTER.server().received)
                .extracting(EppCommand::clTrid)
                .doesNotHaveDuplicates()
                .allMatch(clTrid -> clTrid.length() >= 3 && clTrid.length() <= 64);
    }

    @Test
    void behaviour08_aLostAnswer_isUnknown_andNothingIsSentAgain() throws Exception {
        EppRegistry registry = ADAPTER.answering(command -> null);
        assertThat(registry.create(LoopbackAdapter.create(null, List.of()), Fence.OPEN))
                .isInstanceOf(Unknown.class);
        assertThat(registry.renew(renew(), Fence.OPEN)).isInstanceOf(Unknown.class);
        assertThat(ADAPTER.commands(DomainCommand.Create.class)).hasSize(1);
        assertThat(ADAPTER.commands(DomainCommand.Renew.class)).hasSize(1);
    }

    @Test
    void behaviour14_whatTheGreetingDoesNotOffer_isNotSaid() throws Exception {
        EppRegistry registry = ADAPTER.answering(
                settings -> settings,
                channel -> channel.send(greeting(List.of(EppNamespace.DOMAIN), List.of())),
                LoopbackAdapter::free);
        assertThat(value(registry.check(List.of(NAME), LONG))).hasSize(1);
        assertThat(ADAPTER.commands(Login.class).getFirst().extUris()).isEmpty();
        assertThat(ADAPTER.server().received.getLast().extension(Fee.Check.class))
                .isEmpty();
    }

    @Test
    void behaviour27_aLongPassword_goesIntoTheExtension_andWithoutOneNoLoginIsTried() throws Exception {
        ADAPTER.start(LoopbackRegistry.OBLIGING);
        EppRegistry without = ADAPTER.over(ADAPTER.settings("a password of more than sixteen"));
        assertThat(without.check(List.of(NAME), LONG)).isInstanceOf(NotSent.class);
        assertThat(ADAPTER.commands(Login.class)).isEmpty();
        ADAPTER.stop();

        var offered = greeting(List.of(EppNamespace.DOMAIN), List.of(EppNamespace.LOGIN_SEC));
        ADAPTER.answering(settings -> settings, channel -> channel.send(offered), LoopbackAdapter::free);
        EppRegistry with = ADAPTER.over(ADAPTER.settings("a password of more than sixteen"));
        assertThat(with.check(List.of(NAME), LONG)).isInstanceOf(NotSent.class);
        assertThat(ADAPTER.server()
                        .received
                        .getFirst()
                        .extension(LoginSec.Login.class)
                        .orElseThrow()
                        .pw())
                .isEqualTo("a password of more than sixteen");
    }

    @Test
    void behaviour28_aClosedDoor_andAKeyThatIsNotPinned_areToldApart_inWhatIsWrong() throws Exception {
        EppRegistry closed = ADAPTER.answering(settings -> settings, channel -> channel.close(), LoopbackAdapter::free);
        assertThat(closed.check(List.of(NAME), LONG)).isInstanceOf(NotSent.class);
        assertThat(ADAPTER.circuit().reason())
                .hasValueSatisfying(why -> assertThat(why).contains("address on the registry's list"));
        ADAPTER.stop();

        ADAPTER.start(LoopbackRegistry.OBLIGING);
        var pinned = new EppEndpoint(
                "127.0.0.1",
                ADAPTER.server().port(),
                "localhost",
                ADAPTER.tls().context(),
                Set.of("bmV4dCBrZXk="),
                1 << 20);
        EppRegistry other = ADAPTER.over(RegistrySettings.of("test", pinned, "ClientX", "foo-BAR2", false));
        assertThat(other.check(List.of(NAME), LONG)).isInstanceOf(NotSent.class);
        assertThat(ADAPTER.circuit().reason())
                .hasValueSatisfying(why -> assertThat(why).contains("not pinned"));
    }

    @Test
    void behaviour29_theStyleOfPrefixes_isARegistrysSetting() throws Exception {
        EppRegistry registry = ADAPTER.answering(
                settings -> settings.with(it -> it.prefixes = Map.of(EppNamespace.FEE, "fee")), LoopbackAdapter::free);
        assertThat(value(registry.check(List.of(NAME), LONG))).hasSize(1);
        assertThat(ADAPTER.frames()).anyMatch(frame -> frame.contains("<fee:check xmlns:fee="));
        ADAPTER.stop();
        EppRegistry plain = ADAPTER.answering(LoopbackAdapter::free);
        assertThat(value(plain.check(List.of(NAME), LONG))).hasSize(1);
        assertThat(ADAPTER.frames()).anyMatch(frame -> frame.contains("<check xmlns=\"" + EppNamespace.FEE));
    }

    private static RenewDomain renew() {
        return new RenewDomain("OUR-clTRID-2", NAME, LocalDate.of(2028, 2, 29), 1, null);
    }
}
