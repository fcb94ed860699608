package dev.namestead.server.app;

import dev.namestead.server.api.ApiServer;
import dev.namestead.server.api.HttpSettings;
import dev.namestead.server.api.http.FrontDoor;
import dev.namestead.server.app.Environment.Ground;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.app.configuration.RegistryConfiguration;
import dev.namestead.server.app.configuration.Secret;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.sandbox.TestAccounts.Card;
import dev.namestead.server.sandbox.TestAccounts.TestAccount;
import dev.namestead.server.sandbox.TestAccounts.Wishes;
import dev.namestead.server.sandbox.Worlds.Login;
import dev.namestead.server.sandbox.Worlds.World;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** One world: an environment that can be stopped, looked at or changed from below, and set to work again. */
final class StandingWorld implements AutoCloseable {
    /** Longer than a request waits for anything. */
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    private static final Duration LEAVE = Duration.ofSeconds(3);

    private final String id;
    private final Configuration configuration;
    private final Ground ground;
    private final List<Login> logins;
    private final Set<String> snapshots = new ConcurrentSkipListSet<>();
    /** Those that it began with; they are there after a reset as well. */
    private final List<TestAccount> accounts = new CopyOnWriteArrayList<>();
    /** Requests read, whoever stops the world writes. */
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);

    private volatile Instant endsAt;
    private volatile Environment environment;
    private FrontDoor door;

    /** @param made what the registries told of themselves */
    StandingWorld(String id, Instant endsAt, Configuration whole, Ground ground, JsonNode made) {
        this.id = id;
        this.endsAt = endsAt;
        this.ground = ground;
        String host = whole.registries().getFirst().host();
        this.logins = StreamSupport.stream(made.path("registries").spliterator(), false)
                .map(each -> login(each, host))
                .toList();
        this.configuration = whole.withRegistries(
                whole.registries().stream().flatMap(this::itsOwn).toList(), whole.sandbox());
        this.environment = started();
        this.door = door(environment);
    }

    private static Login login(JsonNode registry, String host) {
        return new Login(
                registry.path("id").asString(),
                host,
                registry.path("port").asInt(),
                registry.path("user").asString(),
                registry.path("password").asString(),
                registry.path("otherUser").asString(),
                registry.path("otherPassword").asString());
    }

    private java.util.stream.Stream<RegistryConfiguration> itsOwn(RegistryConfiguration registry) {
        return logins.stream()
                .filter(login -> login.registry().equals(registry.id()))
                .map(login -> registry.at(login.host(), login.port(), login.user(), new Secret(login.password())));
    }

    private Environment started() {
        Environment made = new Environment(configuration, ground);
        try {
            made.start();
            made.controls()
                    .afterReset(() ->
                            accounts.forEach(each -> made.controls().accounts().again(each, wishes())));
            return made;
        } catch (RuntimeException | Error failure) {
            made.close();
            throw failure;
        }
    }

    private FrontDoor door(Environment open) {
        HttpSettings settings = new EnvironmentSettings(configuration).http();
        return ApiServer.door(settings, open.authenticator(), open.routes());
    }

    String id() {
        return id;
    }

    /** Real time. */
    void endsAt(Instant end) {
        endsAt = end;
    }

    World view() {
        return new World(id, endsAt, ground.url().get(), logins, List.copyOf(snapshots));
    }

    void hasSnapshot(String name) {
        snapshots.add(name);
    }

    /** An account that has all that a registration needs. */
    TestAccount account(Actor actor) {
        TestAccount account = environment.controls().accounts().create(actor, wishes());
        accounts.add(account);
        return account;
    }

    private Wishes wishes() {
        return new Wishes("test", Card.OK, true, true, configuration.accounts().domainLimit());
    }

    void handle(ServerRequest request, ServerResponse response, String rawPath) {
        gate.readLock().lock();
        try {
            door.handle(request, response, rawPath);
        } finally {
            gate.readLock().unlock();
        }
    }

    /**
     * Stops the world, does the work, and lets it go on: as after a restart, so that nothing is under way while rows and registries are
     * copied. Throws {@link IllegalStateException} where requests keep it busy.
     */
    void whileItStands(Runnable work) {
        try {
            if (!gate.writeLock().tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The world is busy; requests to it have not ended");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
        try {
            environment.close();
            try {
                work.run();
            } finally {
                environment = started();
                door = door(environment);
            }
        } finally {
            gate.writeLock().unlock();
        }
    }

    /** Nobody comes in any more; who is in has a little time to leave. */
    @Override
    public void close() {
        boolean alone = false;
        try {
            alone = gate.writeLock().tryLock(LEAVE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            environment.close();
        } finally {
            if (alone) {
                gate.writeLock().unlock();
            }
        }
    }
}
