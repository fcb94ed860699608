package dev.namestead.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bell by {@code LISTEN} and {@code NOTIFY}, on a connection of its own that is made anew when it is lost. A notification is sent
 * outside of all transactions, since one inside would have them commit one after the other; and only while other servers live.
 */
public final class PostgresBell implements Bell, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBell.class);
    private static final String CHANNEL = "namestead_bell";
    private static final Duration SPACING = Duration.ofMillis(3);
    /** A connection that says nothing for so long is asked whether it still stands. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final Duration RECONNECT = Duration.ofMillis(500);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final Database database;
    private final DatabaseSettings settings;
    private final String node;
    private final Duration lease;
    private final NodeStore store = new NodeStore();
    private final Map<Topic, List<Runnable>> actions = new EnumMap<>(Topic.class);
    private final Set<Topic> toRing = EnumSet.noneOf(Topic.class);
    private final Semaphore rung = new Semaphore(0);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Thread> threads;
    private volatile boolean alone;
    private volatile @Nullable Connection listening;

    /**
     * @param node who this server is among those on the database
     * @param lease how long the others believe that this one lives after it fell silent
     */
    public PostgresBell(Database database, DatabaseSettings settings, String node, Duration lease) {
        this.database = database;
        this.settings = settings;
        this.node = node;
        this.lease = lease;
        for (Topic topic : Topic.values()) {
            actions.put(topic, new CopyOnWriteArrayList<>());
        }
        this.threads = List.of(
                Thread.ofVirtual().name("bell-presence").unstarted(this::sayPresentForEver),
                Thread.ofVirtual().name("bell-ringing").unstarted(this::ringForEver),
                Thread.ofVirtual().name("bell-listening").unstarted(this::listenForEver));
    }

    /** Makes this server known to the others, and begins to listen. To be called once. */
    public void start() {
        sayPresent();
        threads.forEach(Thread::start);
        ring(Topic.SESSIONS);
    }

    @Override
    public void ring(Topic topic) {
        if (alone) {
            return;
        }
        synchronized (toRing) {
            toRing.add(topic);
        }
        rung.release();
    }

    @Override
    public void onRing(Topic topic, Runnable action) {
        topic(topic).add(action);
    }

    private List<Runnable> topic(Topic topic) {
        return java.util.Objects.requireNonNull(actions.get(topic));
    }

    private void sayPresentForEver() {
        while (!pause(lease.dividedBy(3))) {
            try {
                sayPresent();
            } catch (RuntimeException failure) {
                LOG.warn("the other servers could not be told that this one lives: {}", failure.toString());
            }
        }
    }

    private void sayPresent() {
        alone = database.inTransaction(tx -> {
                    store.present(tx, node, lease);
                    return store.others(tx, node);
                })
                .isEmpty();
    }

    private void ringForEver() {
        try {
            while (!stopping()) {
                rung.acquire();
                rung.drainPermits();
                ringOnce();
                pause(SPACING);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void ringOnce() {
        Set<Topic> topics;
        synchronized (toRing) {
            topics = EnumSet.copyOf(toRing);
            toRing.clear();
        }
        if (topics.isEmpty()) {
            return;
        }
        StringBuilder payload = new StringBuilder(node);
        topics.forEach(topic -> payload.append(' ').append(topic));
        try {
            database.read(tx -> {
                store.ring(tx, CHANNEL, payload.toString());
                return payload;
            });
        } catch (RuntimeException failure) {
            LOG.debug("a ring was lost, the others look by themselves", failure);
        }
    }

    private void listenForEver() {
        boolean told = false;
        while (!stopping()) {
            try (Connection connection = connect()) {
                listening = connection;
                told = false;
                listen(connection);
            } catch (SQLException | RuntimeException lost) {
                if (!told && !stopping()) {
                    LOG.warn("other servers are not heard, everything is looked at by turns: {}", lost.toString());
                }
                told = true;
            }
            pause(RECONNECT);
        }
    }

    /** Outside of the pool, which would take it for lost after a while. */
    private Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(settings.url());
        source.setUser(settings.user());
        source.setPassword(settings.password());
        source.setApplicationName("namestead-bell");
        // Seconds.
        source.setConnectTimeout(5);
        source.setSocketTimeout(10);
        source.setHostRecheckSeconds(1);
        return source.getConnection();
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
            // What rang while nobody listened is unknown.
            EnumSet.allOf(Topic.class).forEach(this::act);
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (!stopping()) {
                PGNotification[] heard = postgres.getNotifications((int) QUIET.toMillis());
                if (heard == null || heard.length == 0) {
                    statement.execute("SELECT 1");
                } else {
                    hear(heard);
                }
            }
        }
    }

    /** Once for all that has come together; our own rings come back as well. */
    private void hear(PGNotification[] heard) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (PGNotification each : heard) {
            List<String> words = Arrays.asList(each.getParameter().split(" "));
            if (!words.getFirst().equals(node)) {
                alone = false;
                for (Topic topic : Topic.values()) {
                    if (words.contains(topic.name())) {
                        topics.add(topic);
                    }
                }
            }
        }
        topics.forEach(this::act);
    }

    private void act(Topic topic) {
        for (Runnable action : topic(topic)) {
            try {
                action.run();
            } catch (RuntimeException failure) {
                LOG.warn("an action on {} failed", topic, failure);
            }
        }
    }

    private boolean stopping() {
        return stopping.getCount() == 0;
    }

    /** True where this server stops. */
    private boolean pause(Duration duration) {
        try {
            return stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Says goodbye to the other servers. */
    @Override
    public void close() {
        stopping.countDown();
        rung.release();
        try {
            Connection connection = listening;
            if (connection != null) {
                connection.abort(Runnable::run);
            }
            for (Thread thread : threads) {
                thread.join(STOP);
            }
            database.transact(tx -> store.gone(tx, node));
            synchronized (toRing) {
                toRing.add(Topic.SESSIONS);
            }
            ringOnce();
        } catch (SQLException | RuntimeException failure) {
            LOG.debug("the other servers find out by themselves", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
