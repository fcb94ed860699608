package dev.namestead.server.registry.epp;

import dev.namestead.epp.transport.FrameListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last frames to and from a registry, secrets masked, for whoever looks for a fault. In memory only. */
public final class FrameJournal implements FrameListener {

    private static final int KEPT = 200;
    private static final int LONGEST = 16_384;

    private final InstantSource clock;
    private final Deque<Entry> entries = new ArrayDeque<>();

    public FrameJournal(InstantSource clock) {
        this.clock = clock;
    }

    /** @param at by this machine's clock */
    public record Entry(Instant at, Direction direction, String maskedXml) {}

    @Override
    public synchronized void frame(Direction direction, String maskedXml) {
        String kept = maskedXml.length() > LONGEST ? maskedXml.substring(0, LONGEST) + "…" : maskedXml;
        entries.addLast(new Entry(clock.instant(), direction, kept));
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    /** Newest first. */
    public synchronized List<Entry> recent() {
        return List.copyOf(entries.reversed());
    }
}
