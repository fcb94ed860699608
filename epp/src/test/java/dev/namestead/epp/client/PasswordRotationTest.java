package dev.namestead.epp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Hello;
import dev.namestead.epp.Login;
import dev.namestead.epp.client.NoSessionException.Reason;
import dev.namestead.epp.client.PasswordVault.Passwords;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.server.EppListener;
import dev.namestead.epp.server.EppServerChannel;
import dev.namestead.epp.testing.LoopbackRegistry;
import dev.namestead.epp.testing.TestCertificates;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A change of password, crashed and cut off everywhere: one of the two that the vault holds is always the right one. */
@Timeout(30)
class PasswordRotationTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String OLD = "old-PW-1";
    private static final String NEW = "new-PW-2";
    private static final Watchdog WATCHDOG = new Watchdog();
    private static TlsMaterial tls;

    private final List<Login> logins = new CopyOnWriteArrayList<>();
    private final List<Passwords> written = new ArrayList<>();
    private volatile String atRegistry = OLD;
    private volatile boolean losesAnswers;
    private volatile boolean refusesNew;
    private Passwords kept = new Passwords(OLD, NEW, false);
    private EppListener registry;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        tls = TestCertificates.selfSigned(folder, "dns:localhost");
    }

    @AfterAll
    static void stopWatchdog() {
        WATCHDOG.close();
    }

    @AfterEach
    void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void theOldPassword_isGivenUp_onlyAfterALoginWithTheNewOne() throws Exception {
        rotation().open(LONG).close();
        assertThat(logins).extracting(Login::pw).containsExactly(OLD, NEW);
        assertThat(logins).extracting(Login::newPw).containsExactly(NEW, null);
        assertThat(written).containsExactly(new Passwords(OLD, NEW, true), Passwords.of(NEW));
        assertThat(atRegistry).isEqualTo(NEW);
    }

    @Test
    void afterwards_onlyTheNewOneIsUsed() throws Exception {
        PasswordRotation rotation = rotation();
        rotation.open(LONG).close();
        logins.clear();
        rotation.open(LONG).close();
        assertThat(logins).extracting(Login::pw).containsExactly(NEW);
    }

    @Test
    void aLostAnswerToTheOffer_isFoundToHaveBeenTaken() throws Exception {
        losesAnswers = true;
        PasswordRotation rotation = rotation();
        assertThatThrownBy(() -> rotation.open(LONG)).isInstanceOf(NoSessionException.class);
        assertThat(kept).isEqualTo(new Passwords(OLD, NEW, true));
        losesAnswers = false;
        rotation.open(LONG).close();
        assertThat(kept).isEqualTo(Passwords.of(NEW));
    }

    @Test
    void aCrashBeforeTheOffer_isFoundByTrying_withOneRefusalAtATime() throws Exception {
        kept = new Passwords(OLD, NEW, true);
        PasswordRotation rotation = rotation();
        assertThatThrownBy(() -> rotation.open(LONG))
                .isInstanceOfSatisfying(
                        NoSessionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.AUTHENTICATION));
        assertThat(logins).hasSize(1);
        rotation.open(LONG).close();
        assertThat(logins).extracting(Login::pw).containsExactly(NEW, OLD, NEW);
        assertThat(kept).isEqualTo(Passwords.of(NEW));
    }

    @Test
    void aNewPasswordThatTheRegistryDoesNotLike_isForgotten_andTheOldOneStays() throws Exception {
        refusesNew = true;
        PasswordRotation rotation = rotation();
        assertThatThrownBy(() -> rotation.open(LONG))
                .isInstanceOfSatisfying(
                        NoSessionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
        assertThat(kept).isEqualTo(Passwords.of(OLD));
        rotation.open(LONG).close();
    }

    @Test
    void passwords_areNotPrinted() {
        assertThat(kept.toString()).doesNotContain(OLD, NEW);
    }

    private PasswordRotation rotation() throws Exception {
        registry = EppListener.start(
                tls.context(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                EppListener.Settings.of(EppCodec.standard()),
                this::serve);
        var client = new EppClient(
                EppEndpoint.of("127.0.0.1", registry.port(), "localhost", tls.context()),
                EppCodec.standard(),
                WATCHDOG,
                FrameListener.NONE,
                () -> "TEST-login");
        var vault = new PasswordVault() {
            @Override
            public Passwords read() {
                return kept;
            }

            @Override
            public void write(Passwords passwords) {
                kept = passwords;
                written.add(passwords);
            }
        };
        return new PasswordRotation(
                client,
                (pw, newPw) -> new EppCredentials("ClientX", pw, newPw, List.of(EppNamespace.DOMAIN), List.of()),
                vault);
    }

    private void serve(EppServerChannel channel) throws IOException {
        channel.send(LoopbackRegistry.GREETING);
        while (true) {
            switch (channel.next(LONG).orElse(null)) {
                case EppServerChannel.Incoming.Message(EppCommand command)
                when command.body() instanceof Login login -> {
                    logins.add(login);
                    EppResultCode code = answer(login);
                    if (losesAnswers) {
                        channel.abort();
                        return;
                    }
                    channel.send(LoopbackRegistry.answer(command, code));
                }
                case EppServerChannel.Incoming.Message(Hello _) -> channel.send(LoopbackRegistry.GREETING);
                case null, default -> {
                    return;
                }
            }
        }
    }

    private EppResultCode answer(Login login) {
        if (!login.pw().equals(atRegistry)) {
            return EppResultCode.AUTHENTICATION_ERROR;
        }
        String newPw = login.newPw();
        if (newPw != null && refusesNew) {
            return EppResultCode.PARAMETER_POLICY;
        }
        atRegistry = newPw == null ? atRegistry : newPw;
        return EppResultCode.SUCCESS;
    }
}
