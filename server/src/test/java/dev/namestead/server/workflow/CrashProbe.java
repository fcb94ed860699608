package dev.namestead.server.workflow;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills a workflow's thread at one named instant, as often as told: nothing after it happens and its lease stays taken. */
public final class CrashProbe implements WorkflowProbe {
    private final String kind;
    private final String step;
    private final Point point;
    private final AtomicInteger left;

    public CrashProbe(String step, Point point, int times) {
        this("", step, point, times);
    }

    /** @param kind only in workflows of this kind; empty for any */
    public CrashProbe(String kind, String step, Point point, int times) {
        this.kind = kind;
        this.step = step;
        this.point = point;
        this.left = new AtomicInteger(times);
    }

    /** Waits until no more than so many of the crashes are left to happen: the last instant of a workflow comes after its end is seen. */
    public void awaitLeft(int most) {
        // The crash itself is an uncaught exception of another thread, which must not end the wait for it.
        await("the crash to happen")
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(30))
                .until(() -> left.get() <= most);
    }

    @Override
    public void at(String running, String at, Point now) {
        boolean meant = kind.isEmpty() || kind.equals(running);
        if (meant && at.equals(step) && now == point && left.getAndDecrement() > 0) {
            throw new Crash();
        }
    }

    /** Not an exception: nobody may handle it. */
    private static final class Crash extends Error {
        private Crash() {
            super("planned crash", null, false, false);
        }
    }
}
