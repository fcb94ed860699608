package dev.namestead.sandbox.wire;

import dev.namestead.epp.transport.FrameListener;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The latest frames of a registry, secrets masked, for tests to look at. */
public final class FrameLog implements FrameListener {
    private static final int MOST = 500;

    private final Deque<Frame> frames = new ArrayDeque<>();

    /**
     * One frame.
     *
     * @param session the connection, by the name of its thread
     * @param at real time
     * @param direction as the registry sees it
     */
    public record Frame(String session, Instant at, Direction direction, String xml) {}

    @Override
    public void frame(Direction direction, String maskedXml) {
        var frame = new Frame(Thread.currentThread().getName(), Instant.now(), direction, maskedXml);
        synchronized (frames) {
            frames.addLast(frame);
            if (frames.size() > MOST) {
                frames.removeFirst();
            }
        }
    }

    /** At most that many, newest first. */
    public List<Frame> latest(int limit) {
        synchronized (frames) {
            var latest = new ArrayList<Frame>();
            var newestFirst = frames.descendingIterator();
            while (newestFirst.hasNext() && latest.size() < limit) {
                latest.add(newestFirst.next());
            }
            return latest;
        }
    }

    void clear() {
        synchronized (frames) {
            frames.clear();
        }
    }
}
