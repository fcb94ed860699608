package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Worlds: environments beside the first one, for suites that run in parallel. */
@OnSharedServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorldsIT {
    private static final Map<String, String> NOBODY = Map.of();

    private final Sandbox sandbox;
    private final List<String> made = new ArrayList<>();

    WorldsIT(Namestead server) {
        sandbox = server.sandbox();
    }

    @AfterEach
    void deleteAll() {
        List.copyOf(made).forEach(this::delete);
    }

    /** A world as its maker sees it. */
    private record World(String id, Customer customer, Api controls) {
        Instant now() {
            return Instant.parse(controls.get("/clock").text("/now"));
        }

        void advance(Duration by) {
            controls.post("/clock", "{\"advance\":\"" + by + "\"}");
            await().atMost(Duration.ofSeconds(120))
                    .until(() -> controls.get("/clock").text("/state").equals("ready"));
        }
    }

    private World world() {
        Answer answer =
                sandbox.api().post("/sandbox/worlds", "{\"seconds\":600}").expect(201);
        String id = answer.text("/id");
        synchronized (made) {
            made.add(id);
        }
        Api api = new Api(URI.create(answer.text("/base_url")), NOBODY);
        return new World(
                id,
                new Customer(answer.text("/account_id"), answer.text("/token"), api),
                new Api(URI.create(answer.text("/sandbox_url")), NOBODY));
    }

    private void delete(String id) {
        sandbox.api().send("DELETE", "/sandbox/worlds/" + id, NOBODY, null).expect(200);
        made.remove(id);
    }

    @Test
    void whatHappensInOneWorld_isSeenInNoOther() {
        World one = world();
        World two = world();

        one.customer.register("same-name.com").expect(201);
        two.customer.register("same-name.com").expect(201);
        one.customer.register("known-taken.xyz").expect(202);
        one.controls
                .post("/faults", "{\"command\":\"check\",\"action\":\"result\",\"code\":2400,\"times\":100}")
                .expect(201);

        assertThat(two.customer.check("free-name.com").expect(200).text("/domains/0/registrable"))
                .isEqualTo("true");
        assertThat(one.customer.check("free-name.com").status()).isEqualTo(503);
        one.advance(Duration.ofDays(400));
        assertThat(one.customer.registration("same-name.com").expect(200).text("/status"))
                .isNotEqualTo("active");
        assertThat(two.customer.registration("same-name.com").expect(200).text("/status"))
                .isEqualTo("active");
        assertThat(two.now()).isBefore(one.now().minus(Duration.ofDays(399)));
        assertThat(sandbox.now()).isBefore(one.now().minus(Duration.ofDays(399)));
    }

    @Test
    void aTokenOfOneWorld_isAStrangersInAnother() {
        World one = world();
        World two = world();

        two.customer
                .api()
                .with(Api.bearer(one.customer.token()))
                .get(two.customer.path("/registrations"))
                .expect(403);
        two.customer.api().get(one.customer.path("/registrations")).expect(403);
    }

    @Test
    void aWorldThatIsReset_hasItsAccountAndNothingElse() {
        World world = world();
        world.customer.register("forgotten.com").expect(201);

        world.controls.post("/reset", "{}").expect(200);

        assertThat(world.customer.get("/registrations").expect(200).result()).isEmpty();
        world.customer.register("forgotten.com").expect(201);
    }

    @Test
    void aWorldGoesBackToItsSnapshot() {
        World world = world();
        String path = "/sandbox/worlds/" + world.id + "/snapshots";
        world.customer.register("kept.com").expect(201);
        Instant then = world.now();
        Answer kept = sandbox.api().post(path, "{\"name\":\"paid\"}").expect(201);
        assertThat(kept.result().at("/snapshots/0").asString()).isEqualTo("paid");

        for (int time = 0; time < 2; time++) {
            world.customer.register("later.xyz").expect(201);
            world.advance(Duration.ofDays(500));
            world.customer.registration("kept.com");

            sandbox.api().post(path + "/paid/restore", "{}").expect(200);

            assertThat(world.now()).isBetween(then, then.plus(Duration.ofHours(1)));
            assertThat(world.customer.registration("kept.com").expect(200).text("/status"))
                    .isEqualTo("active");
            assertThat(world.customer.registration("later.xyz").status()).isEqualTo(404);
            assertThat(world.customer.ledger().charges("later.xyz")).isZero();
        }
        world.customer.renew("kept.com", "{\"years\":1}").expect(200);
        sandbox.api().post(path + "/absent/restore", "{}").expect(404);
    }

    @Test
    void aWorldThatIsDeleted_isGone_andSoIsOneWhoseTimeIsOver() {
        World world = world();
        assertThat(sandbox.api().get("/sandbox/worlds").expect(200).result().toString())
                .contains(world.id)
                .doesNotContain(world.customer.token());
        sandbox.api().get("/sandbox/worlds/" + world.id).expect(200);

        delete(world.id);

        assertThat(world.customer.registration("any.com").status()).isEqualTo(404);
        sandbox.api().get("/sandbox/worlds/" + world.id).expect(404);
        String brief = sandbox.api()
                .post("/sandbox/worlds", "{\"seconds\":1}")
                .expect(201)
                .text("/id");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> sandbox.api().get("/sandbox/worlds/" + brief).status() == 404);
    }

    @Test
    void whatMakesNoWorld_isRefused() {
        sandbox.api().post("/sandbox/worlds", "{\"seconds\":0}").expect(400);
        sandbox.api().post("/sandbox/worlds", "{\"minutes\":3}").expect(400);
        sandbox.api().post("/sandbox/worlds/none/snapshots", "{}").expect(404);
        World world = world();
        sandbox.api()
                .post("/sandbox/worlds/" + world.id + "/snapshots", "{\"name\":\"../x\"}")
                .expect(400);
        assertThat(world.controls.post("/worlds", "{}").status()).isEqualTo(404);
    }

    @Test
    void severalWorlds_moveTheirClocksAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                running.add(threads.submit(this::aYear));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }

    private void aYear() {
        World world = world();
        world.customer.register("one-year.com").expect(201);
        Instant before = world.now();
        world.advance(Duration.ofDays(100));
        world.customer.renew("one-year.com", "{\"years\":1}").expect(200);
        world.advance(Duration.ofDays(300));
        assertThat(world.now()).isAfter(before.plus(Duration.ofDays(399)));
        assertThat(world.customer.registration("one-year.com").expect(200).text("/status"))
                .isEqualTo("active");
    }
}
