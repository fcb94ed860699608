package dev.namestead.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.Login;
import dev.namestead.epp.Logout;
import dev.namestead.epp.Poll;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.NoSessionException;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.sandbox.testing.RawClient;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionsTest {
    @TempDir
    static Path directory;

    static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.in(directory);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private Login login(String password, List<String> objects, List<String> extensions) {
        return Login.of("namestead", password, objects, extensions);
    }

    private String password() {
        return sandbox.password("thick", "namestead");
    }

    @Test
    void theGreeting_saysWhatTheRegistrySpeaks() {
        try (RawClient thick = sandbox.raw("thick");
                RawClient thin = sandbox.raw("thin")) {
            Greeting greeting = thick.greeting();
            assertThat(greeting.versions()).containsExactly("1.0");
            assertThat(greeting.languages()).contains("en");
            assertThat(greeting.svDate())
                    .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(30));
            assertThat(greeting.objUris())
                    .containsExactly(EppNamespace.DOMAIN, EppNamespace.HOST, EppNamespace.CONTACT);
            assertThat(greeting.extUris())
                    .containsExactly(
                            EppNamespace.FEE,
                            EppNamespace.SECDNS,
                            EppNamespace.RGP,
                            EppNamespace.CHANGE_POLL,
                            EppNamespace.UNHANDLED);
            Greeting contactless = thin.greeting();
            assertThat(contactless.objUris()).doesNotContain(EppNamespace.CONTACT);
            assertThat(contactless.extUris()).contains(EppNamespace.SECDNS).doesNotContain(EppNamespace.FEE);
        }
    }

    @Test
    void beforeLogin_everyCommandIsRefusedWith2002() {
        try (RawClient client = sandbox.raw("thick")) {
            client.greeting();
            assertThat(client.send(DomainCommand.Info.of("any.org")).code()).isEqualTo(2002);
            assertThat(client.send(new Poll.Request()).code()).isEqualTo(2002);
            assertThat(client.send(new Logout()).code()).isEqualTo(2002);
            assertThat(client.send(login(password(), Registrar.OBJECTS, List.of()))
                            .code())
                    .isEqualTo(1000);
            assertThat(client.send(login(password(), Registrar.OBJECTS, List.of()))
                            .code())
                    .isEqualTo(2002);
            assertThat(client.send(new Poll.Request()).code()).isEqualTo(1300);
        }
    }

    @Test
    void aThirdWrongPassword_closesTheConnection() {
        try (RawClient client = sandbox.raw("thick")) {
            client.greeting();
            assertThat(client.send(login("wrong-one", Registrar.OBJECTS, List.of()))
                            .code())
                    .isEqualTo(2200);
            assertThat(client.send(login("wrong-two", Registrar.OBJECTS, List.of()))
                            .code())
                    .isEqualTo(2200);
            assertThat(client.send(login("wrong-tri", Registrar.OBJECTS, List.of()))
                            .code())
                    .isEqualTo(2501);
            assertThat(client.receive()).isEmpty();
        }
    }

    @Test
    void anUnknownRegistrar_isRefusedLikeAWrongPassword() {
        try (RawClient client = sandbox.raw("thick")) {
            client.greeting();
            assertThat(client.send(Login.of("nobody", "password1", Registrar.OBJECTS, List.of()))
                            .code())
                    .isEqualTo(2200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "urn:ietf:params:xml:ns:contact-1.0, urn:ietf:params:xml:ns:rgp-1.0, 2307",
        "urn:ietf:params:xml:ns:domain-1.0, urn:ietf:params:xml:ns:epp:fee-1.0, 2103",
    })
    void aLogin_mayOnlyNameWhatTheGreetingOffers(String object, String extension, int code) {
        try (RawClient client = sandbox.raw("thin")) {
            client.greeting();
            String password = sandbox.password("thin", "namestead");
            assertThat(client.send(login(password, List.of(object), List.of(extension)))
                            .code())
                    .isEqualTo(code);
        }
    }

    @Test
    void anObjectThatWasNotDeclared_isRefusedWith2307() {
        try (RawClient client = sandbox.raw("thick")) {
            client.greeting();
            client.send(login(password(), List.of(EppNamespace.DOMAIN), List.of()));
            assertThat(client.send(new ContactCommand.Check(List.of("ABC"))).code())
                    .isEqualTo(2307);
        }
    }

    @Test
    void frames_thatAreNoEpp_areAnswered_andTheSessionGoesOn() {
        try (RawClient client = sandbox.raw("thick")) {
            client.greeting();
            assertThat(client.send("this is no XML").code()).isEqualTo(2001);
            assertThat(client.send("<!DOCTYPE epp [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><epp>&x;</epp>")
                            .code())
                    .isEqualTo(2001);
            assertThat(client.send("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><command><dance/>"
                                    + "<clTRID>abc-1</clTRID></command></epp>")
                            .code())
                    .isBetween(2000, 2001);
            assertThat(client.send(login(password(), Registrar.OBJECTS, List.of()))
                            .code())
                    .isEqualTo(1000);
        }
    }

    @Test
    void logout_isAnsweredWith1500_andCloses() {
        try (RawClient client = sandbox.raw("thick")) {
            client.greeting();
            client.send(login(password(), Registrar.OBJECTS, List.of()));
            assertThat(client.send(new Logout()).code()).isEqualTo(1500);
            assertThat(client.receive()).isEmpty();
        }
    }

    @Test
    void hello_isAnsweredWithAGreeting_anyTime() throws Exception {
        try (Registrar us = sandbox.thick()) {
            assertThat(us.session().hello(Sandbox.PATIENCE).svId()).contains("thick");
        }
    }

    @Test
    void aNewPassword_holdsFromTheNextLogin_overRestarts(@TempDir Path own) throws NoSessionException {
        String first;
        try (Sandbox before = Sandbox.in(own)) {
            first = before.password("thick", "namestead");
            before.login("thick", "namestead", first, "changed-it-9").close();
            assertThatThrownBy(() -> before.login("thick", "namestead", first, null))
                    .isInstanceOfSatisfying(
                            NoSessionException.class,
                            refused -> assertThat(refused.refusal().map(EppResponse::code))
                                    .contains(2200));
            before.login("thick", "namestead", "changed-it-9", null).close();
        }
        try (Sandbox after = Sandbox.in(own)) {
            assertThat(after.password("thick", "namestead")).isEqualTo("changed-it-9");
            after.thick();
            assertThat(after.password("thin", "namestead")).isNotEqualTo("changed-it-9");
        }
    }

    @Test
    void moreSessionsThanAllowed_areRefusedWith2502_untilOneEnds(@TempDir Path own) {
        try (Sandbox small =
                Sandbox.in(own, config -> config.withSessions(2, Duration.ofSeconds(20), Duration.ofMinutes(1)))) {
            List<Registrar> open = new ArrayList<>(List.of(small.thick(), small.thick()));
            var credentials = new EppCredentials(
                    "namestead", small.password("thick", "namestead"), null, Registrar.OBJECTS, List.of());
            assertThatThrownBy(() -> small.login("thick", credentials))
                    .isInstanceOfSatisfying(
                            NoSessionException.class,
                            refused -> assertThat(refused.refusal().map(EppResponse::code))
                                    .contains(2502));
            small.thin();
            small.rivalAt("thick");
            open.getFirst().close();
            Awaitility.await()
                    .until(() -> small.control().get("/registries").toString().contains("\"sessions\":2"));
            small.thick();
        }
    }

    @Test
    void anIdleSession_isClosed_andSoIsWhoDoesNotLogIn(@TempDir Path own) {
        try (Sandbox hasty = Sandbox.in(
                        own, config -> config.withSessions(2, Duration.ofMillis(200), Duration.ofMillis(400)));
                RawClient stranger = hasty.raw("thick");
                RawClient idler = hasty.raw("thick")) {
            stranger.greeting();
            idler.greeting();
            idler.send(login(hasty.password("thick", "namestead"), Registrar.OBJECTS, List.of()));
            assertThat(stranger.receive()).isEmpty();
            assertThat(idler.receive()).isEmpty();
        }
    }
}
