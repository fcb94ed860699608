package dev.namestead.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.client.EppClient;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Worlds beside the first one: nobody in one sees another. */
class WorldsTest {
    @TempDir
    Path directory;

    private Sandbox sandbox;
    private final Watchdog watchdog = new Watchdog();

    @BeforeEach
    void start() {
        sandbox = Sandbox.in(directory);
    }

    @AfterEach
    void stop() {
        watchdog.close();
        sandbox.close();
    }

    private JsonNode world(String id) {
        return sandbox.control().post("/worlds", "{'id': '" + id + "', 'seconds': 600}");
    }

    private Registrar thinIn(JsonNode world) throws Exception {
        for (JsonNode registry : world.get("registries")) {
            if (registry.get("id").asString().equals("thin")) {
                var endpoint = EppEndpoint.of(
                        sandbox.registries().host(),
                        registry.get("port").asInt(),
                        "localhost",
                        TlsMaterial.trusting(
                                        Files.readString(sandbox.registries().authorityPem()))
                                .context());
                var client =
                        new EppClient(endpoint, EppCodec.standard(), watchdog, FrameListener.NONE, Sandbox::newClTrid);
                EppSession session = client.open(
                        new EppCredentials(
                                registry.get("user").asString(),
                                registry.get("password").asString(),
                                null,
                                Registrar.OBJECTS,
                                Registrar.EXTENSIONS),
                        Sandbox.PATIENCE);
                return new Registrar(session);
            }
        }
        throw new AssertionError(world);
    }

    private int create(Registrar registrar, String name) {
        return registrar.code(Registrar.thinCreate(name));
    }

    private Instant now(String prefix) {
        return Instant.parse(sandbox.control().get(prefix + "/clock").get("now").asString());
    }

    @Test
    void whatHappensInOneWorld_isSeenInNoOther() throws Exception {
        JsonNode one = world("one");
        JsonNode two = world("two");
        try (Registrar inOne = thinIn(one);
                Registrar inTwo = thinIn(two);
                Registrar first = sandbox.thin()) {
            assertThat(create(inOne, "same.com")).isEqualTo(1000);
            assertThat(create(inTwo, "same.com")).isEqualTo(1000);
            assertThat(create(first, "same.com")).isEqualTo(1000);
            assertThat(create(inOne, "same.com")).isEqualTo(2302);

            sandbox.control().post("/worlds/one/clock", "{'advance': 'P30D'}");
            assertThat(now("/worlds/one")).isAfter(now("").plus(Duration.ofDays(29)));
            assertThat(now("/worlds/two")).isBefore(now("").plus(Duration.ofDays(1)));

            sandbox.control()
                    .post("/worlds/two/faults", "{'command': 'domain:check', 'action': 'result', 'code': 2400}");
            var check = EppCommand.of(new DomainCommand.Check(java.util.List.of("a.com")), "c-1");
            assertThat(inTwo.code(check.body())).isEqualTo(2400);
            assertThat(inOne.code(check.body())).isEqualTo(1000);
            assertThat(first.code(check.body())).isEqualTo(1000);
        }
    }

    @Test
    void aWorldGoesBackToItsSnapshot_clockAndFaultsIncluded() throws Exception {
        JsonNode world = world("back");
        try (Registrar registrar = thinIn(world)) {
            create(registrar, "before.com");
        }
        sandbox.control().post("/worlds/back/snapshots", "{'id': 'empty'}");
        try (Registrar registrar = thinIn(world)) {
            create(registrar, "after.com");
            sandbox.control().post("/worlds/back/clock", "{'advance': 'P400D'}");
            sandbox.control()
                    .post("/worlds/back/faults", "{'command': 'domain:check', 'action': 'result', 'code': 2400}");
        }
        for (int time = 0; time < 2; time++) {
            sandbox.control().post("/worlds/back/snapshots/empty/restore", "{}");
            assertThat(now("/worlds/back")).isBefore(now("").plus(Duration.ofDays(1)));
            assertThat(sandbox.control()
                            .get("/worlds/back/faults")
                            .get("faults")
                            .size())
                    .isZero();
            try (Registrar registrar = thinIn(world)) {
                assertThat(create(registrar, "before.com")).isEqualTo(2302);
                assertThat(create(registrar, "after.com")).isEqualTo(1000);
            }
        }
    }

    @Test
    void aWorldEnds_whenItIsDeletedAndWhenItsTimeIsOver() {
        world("gone");
        assertThat(sandbox.control().send("DELETE", "/worlds/gone", null).status())
                .isEqualTo(200);
        assertThat(sandbox.control().send("GET", "/worlds/gone/clock", null).status())
                .isEqualTo(404);
        sandbox.control().post("/worlds", "{'id': 'brief', 'seconds': 1}");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        sandbox.control().send("GET", "/worlds/brief", null).status() == 404);
    }

    @Test
    void theEndOfAWorld_mayBePutOff_orBroughtForward() {
        world("longer");
        Instant end = Instant.parse(sandbox.control()
                .post("/worlds/longer", "{'seconds': 7200}")
                .get("endsAt")
                .asString());
        assertThat(end).isAfter(Instant.now().plus(Duration.ofMinutes(100)));
        sandbox.control().post("/worlds/longer", "{'seconds': 1}");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        sandbox.control().send("GET", "/worlds/longer", null).status() == 404);
    }

    @Test
    void whatMakesNoWorld_isRefused() {
        world("taken");
        assertThat(sandbox.control()
                        .send("POST", "/worlds", "{'id': 'taken', 'seconds': 1}")
                        .status())
                .isEqualTo(409);
        for (String body :
                new String[] {"{'id': 'Not/This', 'seconds': 1}", "{'id': 'a'}", "{'seconds': 0, 'id': 'a'}", "[]"}) {
            assertThat(sandbox.control().send("POST", "/worlds", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(sandbox.control()
                        .send("POST", "/worlds/taken/snapshots/none/restore", "{}")
                        .status())
                .isEqualTo(404);
    }
}
