package dev.namestead.sandbox.wire;

import dev.namestead.epp.Greeting;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.server.EppListener;
import dev.namestead.epp.server.EppServerChannel;
import dev.namestead.epp.transport.EppFrames;
import dev.namestead.sandbox.profile.RegistryProfile;
import dev.namestead.sandbox.registry.Registry;
import dev.namestead.sandbox.world.World;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/** The EPP server in front of one registry. */
public final class RegistryServer implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 500;

    private final Registry registry;
    private final World world;
    private final SessionLimits limits;
    private final Slots slots;
    private final FrameLog frames = new FrameLog();
    private final Set<EppServerChannel> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong transactions = new AtomicLong();
    private final String run = Long.toString(System.currentTimeMillis(), 36).toUpperCase(Locale.ROOT);
    private final EppListener listener;

    /** Binds the address and begins to serve; port 0 takes any that is free. */
    public RegistryServer(
            Registry registry, World world, SessionLimits limits, SSLContext tls, InetSocketAddress address)
            throws IOException {
        this.registry = registry;
        this.world = world;
        this.limits = limits;
        this.slots = new Slots(limits.sessions());
        boolean certificates = registry.profile().habits().clientCertificate();
        var settings = new EppListener.Settings(
                EppCodec.standard(), frames, certificates, MOST_CONNECTIONS, EppFrames.DEFAULT_MAX_BYTES);
        this.listener = EppListener.start(tls, address, settings, this::serve);
    }

    private void serve(EppServerChannel channel) throws IOException {
        Thread.currentThread().setName("epp-" + registry.profile().id() + "-" + connections.incrementAndGet());
        open.add(channel);
        try {
            new Session(this, channel).run();
        } finally {
            open.remove(channel);
        }
    }

    public int port() {
        return listener.port();
    }

    public Registry registry() {
        return registry;
    }

    /** The latest frames, secrets masked. */
    public FrameLog frames() {
        return frames;
    }

    /** Sessions that are logged in. */
    public int sessions() {
        return slots.taken();
    }

    /** The most sessions that one registrar had at once since the start. */
    public int sessionPeak() {
        return slots.peak();
    }

    /** Logins refused since the start because there were too many sessions. */
    public int sessionsRefused() {
        return slots.refused();
    }

    World world() {
        return world;
    }

    SessionLimits limits() {
        return limits;
    }

    Slots slots() {
        return slots;
    }

    /** Unique over restarts, since each run has a mark of its own. */
    String newSvTrid() {
        return registry.profile().repository() + "-" + run + "-" + transactions.incrementAndGet();
    }

    Greeting greeting() {
        RegistryProfile profile = registry.profile();
        return Greeting.of(profile.name(), registry.now(), profile.objectUris(), profile.extensionUris());
    }

    /** Breaks every connection, and forgets the frames that passed. */
    public void cutSessions() {
        for (EppServerChannel channel : open) {
            try {
                channel.abort();
            } catch (IOException e) {
                // broken already
            }
        }
        frames.clear();
    }

    @Override
    public void close() {
        listener.close();
    }
}
