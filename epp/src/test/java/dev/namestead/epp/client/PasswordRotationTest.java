package dev.namestead.epp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Login;
import dev.namestead.epp.client.NoSessionException.Reason;
import dev.namestead.epp.client.PasswordVault.Passwords;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.testing.PasswordRegistry;
import dev.namestead.epp.testing.TestCertificates;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change of password, crashed and cut off everywhere: one of the two that the vault holds is always the right one. */
@Timeout(30)
class PasswordRotationTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String OLD = "old-PW-1";
    private static final String NEW = "new-PW-2";
    private static final Watchdog WATCHDOG = new Watchdog();
    private static TlsMaterial tls;

    private final List<Passwords> written = new ArrayList<>();
    private Passwords kept = new Passwords(OLD, NEW, false);
    private PasswordRegistry registry;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        tls = TestCertificates.selfSigned(folder, "dns:localhost");
    }

    @AfterAll
    static void stopWatchdog() {
        WATCHDOG.close();
    }

    @BeforeEach
    void start() throws Exception {
        registry = new PasswordRegistry(tls, OLD);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void theOldPassword_isGivenUp_onlyAfterALoginWithTheNewOne() throws Exception {
        rotation().open(LONG).close();
        assertThat(registry.logins).extracting(Login::pw).containsExactly(OLD, NEW);
        assertThat(registry.logins).extracting(Login::newPw).containsExactly(NEW, null);
        assertThat(written).containsExactly(new Passwords(OLD, NEW, true), Passwords.of(NEW));
        assertThat(registry.password()).isEqualTo(NEW);
    }

    @Test
    void afterwards_onlyTheNewOneIsUsed() throws Exception {
        PasswordRotation rotation = rotation();
        rotation.open(LONG).close();
        registry.logins.clear();
        rotation.open(LONG).close();
        assertThat(registry.logins).extracting(Login::pw).containsExactly(NEW);
    }

    @Test
    void aLostAnswerToTheOffer_isFoundToHaveBeenTaken() throws Exception {
        registry.loseAnswers(true);
        PasswordRotation rotation = rotation();
        assertThatThrownBy(() -> rotation.open(LONG)).isInstanceOf(NoSessionException.class);
        assertThat(kept).isEqualTo(new Passwords(OLD, NEW, true));
        registry.loseAnswers(false);
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
        assertThat(registry.logins).hasSize(1);
        // Another process goes on where this one has stopped.
        rotation().open(LONG).close();
        assertThat(registry.logins).extracting(Login::pw).containsExactly(NEW, OLD, NEW);
        assertThat(kept).isEqualTo(Passwords.of(NEW));
    }

    @Test
    void aNewPasswordThatTheRegistryDoesNotLike_isForgotten_andTheOldOneStays() throws Exception {
        registry.dislikeNew(EppResultCode.PARAMETER_POLICY);
        PasswordRotation rotation = rotation();
        assertThatThrownBy(() -> rotation.open(LONG))
                .isInstanceOfSatisfying(
                        NoSessionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
        assertThat(kept).isEqualTo(Passwords.of(OLD));
        rotation.open(LONG).close();
    }

    @Test
    void aNewPasswordThatNoLoginCanCarry_isForgotten_beforeItIsSent() throws Exception {
        kept = new Passwords(OLD, "a-password-of-more-than-sixteen", false);
        PasswordRotation rotation = rotation();
        assertThatThrownBy(() -> rotation.open(LONG))
                .isInstanceOfSatisfying(
                        NoSessionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PASSWORD_TOO_LONG));
        assertThat(registry.logins).isEmpty();
        rotation.open(LONG).close();
        assertThat(registry.logins).extracting(Login::pw).containsExactly(OLD);
    }

    @Test
    void aRegistryThatIsOutOfReach_wasOfferedNothing() throws Exception {
        PasswordRotation rotation = rotation();
        registry.close();
        assertThatThrownBy(() -> rotation.open(LONG)).isInstanceOf(NoSessionException.class);
        assertThat(kept).isEqualTo(new Passwords(OLD, NEW, false));
    }

    @ParameterizedTest
    @CsvSource({
        "2306, current=***, next=none, offered=false",
        "2001, current=***, next=none, offered=false",
        "2400, current=***, next=***, offered=false",
        "2502, current=***, next=***, offered=false",
        "2500, current=***, next=***, offered=true",
        "2200, current=***, next=***, offered=true"
    })
    void aRefusedOffer_isJudgedByItsCode(int code, String current, String next, String offered) throws Exception {
        registry.dislikeNew(EppResultCode.of(code).orElseThrow());
        PasswordRotation rotation = rotation();
        assertThatThrownBy(() -> rotation.open(LONG)).isInstanceOf(NoSessionException.class);
        assertThat(kept).hasToString("Passwords[" + String.join(", ", current, next, offered) + "]");
    }

    @Test
    void passwords_areNotPrinted() {
        assertThat(kept.toString()).doesNotContain(OLD, NEW);
    }

    private PasswordRotation rotation() throws Exception {
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
}
