package dev.namestead.server.registry.epp;

import dev.namestead.epp.client.EppClient;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.Watchdog;
import dev.namestead.server.database.Bell;
import dev.namestead.server.database.Bell.Topic;
import dev.namestead.server.database.Database;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.PollHandler;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryMeter;
import dev.namestead.server.registry.RegistryState;
import dev.namestead.server.registry.SecretBox;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All registries of a configuration, spoken to over EPP. Sessions are opened when they are first needed;
 * {@link #start} begins to fetch messages and to keep sessions awake.
 */
public final class EppRegistries implements Registries, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EppRegistries.class);
    private static final Duration TEND_EVERY = Duration.ofSeconds(5);
    private static final Duration FRAMES_EVERY = Duration.ofMillis(250);
    private static final Duration STOP = Duration.ofSeconds(3);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Map<String, Connected> connected = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<PollIntake> intakes = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Watchdog watchdog = new Watchdog();
    private final String node;
    private final Database database;
    private final SecretBox secrets;
    private final Duration lease;
    private final Bell bell;
    private final RegistryMeter meter;
    private volatile Consumer<String> onReturn = _ -> {};

    /** For a node that no other one needs to hear of at once. */
    public EppRegistries(List<RegistrySettings> registries, Database database, SecretBox secrets, String node) {
        this(registries, database, secrets, node, LEASE, Bell.NONE);
    }

    /** For whom nobody counts. */
    public EppRegistries(
            List<RegistrySettings> registries,
            Database database,
            SecretBox secrets,
            String node,
            Duration lease,
            Bell bell) {
        this(registries, database, secrets, node, lease, bell, RegistryMeter.NONE);
    }

    /**
     * @param secrets encrypts the passwords that take the place of the configured ones
     * @param node who this process is; the same after a restart on the same data directory
     * @param lease how long a silent node keeps its share of the sessions
     * @param meter told of all commands and their answers
     */
    public EppRegistries(
            List<RegistrySettings> registries,
            Database database,
            SecretBox secrets,
            String node,
            Duration lease,
            Bell bell,
            RegistryMeter meter) {
        this.node = node;
        this.secrets = secrets;
        this.database = database;
        this.lease = lease;
        this.bell = bell;
        this.meter = meter;
        registries.forEach(settings -> connected.put(settings.id(), connect(settings)));
    }

    private record Connected(
            RegistrySettings settings,
            EppRegistry registry,
            Logins logins,
            SessionPool pool,
            SlotKeeper keeper,
            Circuit circuit,
            Reopening reopening,
            FrameJournal journal,
            DomainFrames history,
            EppCodec codec,
            TokenBucket rate) {}

    private Connected connect(RegistrySettings settings) {
        var journal = new FrameJournal(InstantSource.system());
        EppCodec codec = EppCodec.withPrefixes(settings.prefixes());
        var history = new DomainFrames(settings.id(), InstantSource.system(), database);
        FrameListener frames = (direction, maskedXml) -> {
            journal.frame(direction, maskedXml);
            history.frame(direction, maskedXml);
        };
        var client = new EppClient(settings.endpoint(), codec, watchdog, frames, Ids::clTrid);
        var reopening = new Reopening(() -> returned(settings.id()));
        var circuit = new Circuit(
                settings.pauses(),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble(),
                reopening);
        var rate = new TokenBucket(settings.id(), settings.rate(), System::nanoTime);
        var right = new SlotLease(lease, System::nanoTime);
        var gate = new LeasedLogins(database, settings.id(), settings.pauses().afterRefusal());
        var logins = new Logins(settings, client, rate, database, secrets, node);
        var shrunk = new AtomicReference<Runnable>(() -> {});
        var pool = new SessionPool(
                settings, logins, circuit, gate, right, () -> shrunk.get().run(), new Gauge(settings.id(), meter));
        var keeper = new SlotKeeper(settings, node, lease, database, pool, right, rate, bell);
        shrunk.set(keeper::signal);
        return new Connected(
                settings,
                new EppRegistry(settings, pool, rate),
                logins,
                pool,
                keeper,
                circuit,
                reopening,
                journal,
                history,
                codec,
                rate);
    }

    /** The other nodes need not wait out the pauses that they are in. */
    private void returned(String registryId) {
        LOG.info("registry {} is back", registryId);
        onReturn.accept(registryId);
        bell.ring(Topic.REGISTRIES);
    }

    /**
     * Begins to work by itself. To be called once.
     *
     * @param handler of the messages of all registries
     * @param onReturn told of a registry that sessions can be opened with again, where none could be before; must be quick
     */
    public synchronized void start(PollHandler handler, Consumer<String> onReturn) {
        this.onReturn = onReturn;
        for (Connected each : connected.values()) {
            RegistrySettings settings = each.settings();
            var caller = new Caller(settings, each.pool(), each.rate());
            var intake = new PollIntake(settings, node, caller, database, handler, each.codec());
            intakes.add(intake);
            each.keeper().round();
            bell.onRing(Topic.SESSIONS, each.keeper()::signal);
            threads.add(Thread.ofVirtual().name("slots-" + settings.id()).start(each.keeper()::run));
            bell.onRing(Topic.REGISTRIES, () -> {
                each.circuit().tryNow();
                each.reopening().signal();
            });
            threads.add(Thread.ofVirtual()
                    .name("reopen-" + settings.id())
                    .start(() -> each.reopening().run(each.circuit(), each.pool())));
            threads.add(repeat("tend-" + settings.id(), TEND_EVERY, each.pool()::tend));
            threads.add(repeat("frames-" + settings.id(), FRAMES_EVERY, each.history()::write));
            threads.add(repeat("poll-" + settings.id(), settings.polling().every(), intake::run));
        }
    }

    private Thread repeat(String name, Duration every, Runnable work) {
        return Thread.ofVirtual().name(name).start(() -> {
            do {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.warn("{} failed and is tried again", name, e);
                }
            } while (!stops(every));
        });
    }

    /** An interrupt in the middle of work would break a connection: threads are told between two rounds. */
    private boolean stops(Duration within) {
        try {
            return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Fetches and applies all messages now, for who has moved the clock; how many were applied. */
    public int poll() {
        List<PollIntake> all;
        synchronized (this) {
            all = List.copyOf(intakes);
        }
        return all.stream().mapToInt(PollIntake::run).sum();
    }

    @Override
    public Optional<Registry> find(String registryId) {
        return Optional.ofNullable(connected.get(registryId)).map(Connected::registry);
    }

    @Override
    public List<Registry> all() {
        return connected.values().stream().<Registry>map(Connected::registry).toList();
    }

    /** Why sessions with a registry fail at the moment; empty where they do not. */
    public Optional<String> problem(String registryId) {
        return Optional.ofNullable(connected.get(registryId))
                .flatMap(each -> each.circuit().reason());
    }

    /** How this server stands with a registry at this moment; empty for an unknown one. */
    public Optional<RegistryState> state(String registryId) {
        return Optional.ofNullable(connected.get(registryId)).map(EppRegistries::state);
    }

    private static RegistryState state(Connected one) {
        SessionPool pool = one.pool();
        return new RegistryState(
                pool.busy(),
                pool.restingCount(),
                pool.places(),
                pool.waiting() + one.registry().waitingChecks(),
                one.circuit().reason().orElse(null),
                one.logins().credentialInUse().orElse(null));
    }

    /** Sessions with a registry that nobody uses at this moment. */
    int restingSessions(String registryId) {
        return state(registryId).map(RegistryState::restingSessions).orElse(0);
    }

    /** The last frames to and from a registry, newest first; empty for an unknown one. */
    public List<FrameJournal.Entry> recentFrames(String registryId) {
        return Optional.ofNullable(connected.get(registryId))
                .map(each -> each.journal().recent())
                .orElse(List.of());
    }

    /** Stops to work by itself and says goodbye to all registries. */
    @Override
    public void close() {
        List<Thread> running;
        synchronized (this) {
            running = List.copyOf(threads);
        }
        stopping.countDown();
        connected.values().forEach(each -> {
            each.keeper().stop();
            each.reopening().stop();
        });
        for (Thread thread : running) {
            try {
                thread.join(STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        for (Connected each : connected.values()) {
            each.history().write();
            each.pool().close();
            if (each.pool().isIdle()) {
                each.keeper().release();
            }
        }
        watchdog.close();
    }
}
