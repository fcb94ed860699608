package dev.namestead.sandbox;

import static dev.namestead.sandbox.testing.Registrar.thinCreate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.Poll;
import dev.namestead.epp.extension.ChangePoll;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainCommand.Part;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ControlTest {
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

    @Test
    void withoutItsToken_nothingIsAnswered() {
        var control = sandbox.control();
        assertThat(control.send(control.request("GET", "/clock", null)).status())
                .isEqualTo(401);
        assertThat(control.send(control.request("POST", "/reset", "{}").header("Authorization", "Bearer nonsense"))
                        .status())
                .isEqualTo(401);
    }

    /** The JDK's client will not forge a Host, so this one is written by hand. */
    @Test
    void anotherHost_asAReboundNameSendsIt_isRefused() throws IOException {
        URI url = URI.create(sandbox.registries().controlUrl());
        try (var socket = new Socket("127.0.0.1", url.getPort())) {
            socket.getOutputStream()
                    .write(("GET /clock HTTP/1.1\r\nHost: evil.example:" + url.getPort()
                                    + "\r\nAuthorization: Bearer "
                                    + sandbox.registries().controlToken() + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 421");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404",
        "GET, /nothing, 404",
        "GET, /registries/none/domains, 404",
        "GET, /registries/thin/dreams, 404",
        "GET, /registries/thin/domains/absent.com, 404",
        "GET, /registries/thin/frames?limit=0, 400",
        "DELETE, /clock, 405",
        "DELETE, /reset, 405",
        "POST, /registries, 405",
        "DELETE, /faults/none, 404",
    })
    void whatIsNotThere_isAnsweredWithAnError(String method, String path, int status) {
        var reply = sandbox.control().send(method, path, method.equals("POST") ? "{}" : null);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body().get("error").asString()).isNotBlank();
    }

    @Test
    void registries_areListedWithTheirExtensions() {
        JsonNode registries = sandbox.control().get("/registries").get("registries");
        assertThat(registries.size()).isEqualTo(2);
        assertThat(registries.get(0).get("id").asString()).isEqualTo("thick");
        assertThat(registries.get(0).get("extensions").size()).isEqualTo(34);
        assertThat(registries.get(1).get("extensions").size()).isEqualTo(8);
        assertThat(registries.get(1).get("port").asInt())
                .isEqualTo(sandbox.registries().port("thin"));
    }

    @Test
    void aDomain_isShownWhole_andCounted() {
        try (Registrar us = sandbox.thin()) {
            us.code(thinCreate("shown.com"));
        }
        JsonNode shown = sandbox.control().get("/registries/thin/domains/shown.com");
        assertThat(shown.get("domain").get("authInfo").asString()).isEqualTo(Registrar.CODE);
        assertThat(shown.get("shown").toString()).contains("inactive");
        assertThat(shown.get("grace").toString()).contains("addPeriod");
        JsonNode list = sandbox.control().get("/registries/thin/domains");
        assertThat(list.get("count").asInt()).isPositive();
        assertThat(list.get("domains").toString()).contains("shown.com");
    }

    @Test
    void holdings_ofOneSponsor_areListedWithDatesAndStatuses() {
        try (Registrar us = sandbox.thin()) {
            us.code(thinCreate("holding.com"));
        }
        sandbox.control().post("/registries/thin/domains/elsewhere.com", "{'taken': true}");
        String ours = sandbox.control()
                .get("/registries/thin/holdings?sponsor=namestead")
                .toString();
        assertThat(ours)
                .contains("holding.com", "\"expires\"", "\"created\"", "\"statuses\"")
                .doesNotContain("elsewhere.com");
        assertThat(sandbox.control().get("/registries/thin/holdings").toString())
                .contains("holding.com", "elsewhere.com");
    }

    @Test
    void frames_areShownNewestFirst_withoutSecrets() {
        try (Registrar us = sandbox.thin()) {
            us.code(thinCreate("framed.com"));
        }
        JsonNode frames =
                sandbox.control().get("/registries/thin/frames?limit=4").get("frames");
        assertThat(frames.size()).isEqualTo(4);
        assertThat(frames.get(0).get("direction").asString()).isEqualTo("SENT");
        assertThat(frames.get(1).get("xml").asString()).contains("framed.com");
        assertThat(frames.get(0).get("session").asString()).startsWith("epp-thin-");
        assertThat(frames.toString())
                .doesNotContain(Registrar.CODE)
                .doesNotContain(sandbox.password("thin", "namestead"));
    }

    @Test
    void aName_isTakenAway_andGivenBack() {
        JsonNode taken = sandbox.control().post("/registries/thin/domains/away.com", "{'taken': true, 'years': 3}");
        assertThat(taken.get("domain").get("provenance").get("sponsor").asString())
                .isEqualTo("rival");
        try (Registrar us = sandbox.thin()) {
            assertThat(us.code(thinCreate("away.com"))).isEqualTo(2302);
            assertThat(us.info("away.com").clId()).isEqualTo("rival");
            var again = sandbox.control().send("POST", "/registries/thin/domains/away.com", "{'taken': true}");
            assertThat(again.status()).isEqualTo(409);
            sandbox.control().post("/registries/thin/domains/away.com", "{'removed': true}");
            assertThat(us.code(thinCreate("away.com"))).isEqualTo(1000);
        }
    }

    /** RFC 5730 gives a reason 32 characters, and the judge of frames sees whether that is kept. */
    @ParameterizedTest
    @CsvSource({
        "court-1, Suspended by a court whose name is too long for a reason, false",
        "court-2, Court order 7, true"
    })
    void theReasonOfAChange_isInItsMessage_andBesideItWhereItFits(String label, String reason, boolean fits) {
        String name = label + ".com";
        try (Registrar us = sandbox.open("thin", "namestead", Registrar.OBJECTS, List.of(EppNamespace.CHANGE_POLL))) {
            us.code(thinCreate(name));
            sandbox.control()
                    .post(
                            "/registries/thin/domains/" + name,
                            "{'serverStatuses': ['serverHold'], 'reason': '" + reason + "'}");

            EppResponse told = us.send(new Poll.Request());
            while (!told.messageQueue().text().equals(reason)) {
                us.code(new Poll.Ack(told.messageQueue().id()));
                told = us.send(new Poll.Request());
            }
            assertThat(told.extension(ChangePoll.class).orElseThrow().reason()).isEqualTo(fits ? reason : null);
        }
    }

    @Test
    void serverStatuses_areSet_andHold() {
        try (Registrar us = sandbox.thin()) {
            us.code(thinCreate("held.com"));
            sandbox.control()
                    .post(
                            "/registries/thin/domains/held.com",
                            "{'serverStatuses': ['serverHold', 'serverUpdateProhibited']}");
            assertThat(us.info("held.com").hasStatus("serverHold")).isTrue();
            var update = new DomainCommand.Update(
                    "held.com",
                    new Part(null, List.of(), List.of(EppStatus.of(EppStatus.CLIENT_HOLD))),
                    Part.NONE,
                    null);
            assertThat(us.code(update)).isEqualTo(2304);
            sandbox.control().post("/registries/thin/domains/held.com", "{'serverStatuses': []}");
            assertThat(us.code(update)).isEqualTo(1000);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "any.com | {} | 400",
                "any.com | {'serverStatuses': ['clientHold']} | 400",
                "any.com | {'taken': true, 'removed': true} | 400",
                "any.com | {'serverStatuses': []} | 409",
                "any.com | {'removed': true} | 409",
                "any.org | {'taken': true} | 409",
            })
    void anArrangementThatMakesNoSense_isRefused(String name, String body, int status) {
        assertThat(sandbox.control()
                        .send("POST", "/registries/thin/domains/" + name, body)
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'action': 'close', 'mills': 1} | /mills | There is no field \"mills\". Fields are: action, bytes, ",
                "{'action': 'explode'} | /action | action is one of drop-before, ",
                "{'action': ['close']} | /action | action is a text.",
                "{'action': 'close', 'times': 'often'} | /times | times is a whole number of 32 bits at most.",
                "{'action': 'close', 'millis': {}} | /millis | millis is a whole number of 64 bits at most.",
                "{'action': 'close', 'chance': []} | /chance | chance is a number.",
                "{'action': 'close', 'name': {}} | /name | name is a text.",
                "{'action': 'close', 'times': 0} | | times is ",
                "{'action': | | The body is no JSON.",
                "[] | | The body is a JSON object.",
            })
    void aFaultThatMakesNoSense_isToldByItsField(String body, @Nullable String pointer, String reason) {
        var answer = sandbox.control().send("POST", "/faults", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").asString()).startsWith(reason).doesNotContain("java", "namestead");
        assertThat(answer.body().path("pointer").asString("")).isEqualTo(pointer == null ? "" : pointer);
    }

    @Test
    void reset_forgetsEverything_andCutsSessions(@TempDir Path own) {
        try (Sandbox world = Sandbox.in(own)) {
            Registrar us = world.thin();
            us.code(thinCreate("old.com"));
            world.control().post("/faults", "{'command': 'domain:info', 'action': 'drop-before', 'nth': 50}");
            world.control().post("/clock", "{'advance': 'P2D'}");
            world.control().post("/reset", "{}");
            Awaitility.await().until(() -> !us.session().isUsable());
            assertThat(world.control().get("/faults").get("faults").size()).isZero();
            assertThat(world.control()
                            .get("/registries/thin/domains")
                            .get("count")
                            .asInt())
                    .isZero();
            assertThat(world.control()
                            .get("/registries")
                            .get("registries")
                            .get(1)
                            .get("epoch")
                            .asInt())
                    .isEqualTo(2);
            assertThat(world.thin().code(thinCreate("old.com"))).isEqualTo(1000);
        }
        try (Sandbox again = Sandbox.in(own)) {
            assertThat(again.control()
                            .get("/registries/thin/domains")
                            .get("count")
                            .asInt())
                    .isEqualTo(1);
            assertThat(again.control()
                            .get("/registries")
                            .get("registries")
                            .get(1)
                            .get("epoch")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void aResetSession_writesNothingIntoTheNewWorld(@TempDir Path own) {
        try (Sandbox world = Sandbox.in(own)) {
            world.control().post("/faults", "{'command': 'create', 'action': 'late-commit', 'millis': 500}");
            Registrar us = world.thin();
            Assertions.assertThatThrownBy(() -> us.trySend(thinCreate("stale.com")));
            world.control().post("/reset", "{}");
            Registrar fresh = world.thin();
            Awaitility.await().during(Duration.ofMillis(800)).until(() -> fresh.available("stale.com"));
        }
    }
}
