package dev.namestead.server.registry.epp;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.server.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what was said to a registry about single names, for their history. No command waits for that: frames are gathered, written
 * soon, many at once, and may be lost in a crash; what decides stands in the intents. Checks are of no name's history, and contact data is in
 * no frame about a name.
 */
final class DomainFrames implements FrameListener {
    private static final Logger LOG = LoggerFactory.getLogger(DomainFrames.class);
    /** What comes on top is not kept, for the database cannot follow. */
    private static final int MOST = 5_000;

    private static final int LONGEST = 16_384;
    private static final int DAYS_KEPT = 400;
    private static final int FORGOTTEN_AT_ONCE = 5_000;
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    private final String registryId;
    private final InstantSource clock;
    private final Database database;
    private final FrameStore store = new FrameStore();
    /** Which names the answers that are awaited will be about: many answers do not say. */
    private final Map<String, String> awaited = new ConcurrentHashMap<>();

    private List<Frame> unwritten = new ArrayList<>();
    private long forgottenAtNanos = System.nanoTime();

    /** @param at by this machine's clock */
    record Frame(String name, Instant at, String direction, String clTrid, String xml) {}

    DomainFrames(String registryId, InstantSource clock, Database database) {
        this.registryId = registryId;
        this.clock = clock;
        this.database = database;
    }

    @Override
    public void frame(Direction direction, String maskedXml) {
        switch (direction) {
            case SENT -> sent(maskedXml);
            case RECEIVED -> received(maskedXml);
        }
    }

    private void sent(String xml) {
        if (!xml.contains(EppNamespace.DOMAIN) || FrameText.has("check", xml)) {
            return;
        }
        String name = FrameText.of("name", xml);
        String clTrid = FrameText.of("clTRID", xml);
        if (!name.isEmpty() && !clTrid.isEmpty()) {
            if (awaited.size() > MOST) {
                // Answers that never came.
                awaited.clear();
            }
            awaited.put(clTrid, name);
            add(new Frame(name, clock.instant(), "sent", clTrid, shortened(xml)));
        }
    }

    private void received(String xml) {
        if (awaited.isEmpty()) {
            return;
        }
        String clTrid = FrameText.of("clTRID", xml);
        String name = awaited.remove(clTrid);
        if (name != null) {
            add(new Frame(name, clock.instant(), "received", clTrid, shortened(xml)));
        }
    }

    /** Also free of what a database cannot keep. */
    private static String shortened(String xml) {
        String clean = xml.replace('\0', ' ');
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
    }

    private synchronized void add(Frame frame) {
        if (unwritten.size() < MOST) {
            unwritten.add(frame);
        }
    }

    private synchronized List<Frame> take() {
        List<Frame> batch = unwritten;
        unwritten = batch.isEmpty() ? batch : new ArrayList<>();
        return batch;
    }

    /** Writes what has gathered; by one thread at a time. */
    void write() {
        List<Frame> batch = take();
        if (batch.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        boolean forget = now - forgottenAtNanos > FORGET_EVERY.toNanos();
        try {
            database.transact(tx -> {
                store.add(tx, registryId, batch);
                if (forget) {
                    store.forget(tx, registryId, DAYS_KEPT, FORGOTTEN_AT_ONCE);
                }
            });
            forgottenAtNanos = forget ? now : forgottenAtNanos;
        } catch (RuntimeException failure) {
            LOG.warn("{} frames of {} are in no name's history: {}", batch.size(), registryId, failure.toString());
        }
    }
}
