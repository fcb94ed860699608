package dev.namestead.server.workflow;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What running workflows takes from the machine below: its monotonic clock, chance and threads. A simulation gives its own, so that a run
 * can be repeated to the letter.
 */
public interface Machine {
    /** The machine that this program runs on. */
    Machine REAL = new Machine() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long random(long most) {
            return ThreadLocalRandom.current().nextLong(most + 1);
        }

        @Override
        public void start(String name, Runnable work) {
            Thread.ofVirtual().name(name).start(work);
        }

        @Override
        public void startLater(String name, Duration after, Runnable work) {
            start(name, () -> {
                try {
                    Thread.sleep(after);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                work.run();
            });
        }
    };

    /** See {@link System#nanoTime}. */
    long nanoTime();

    /** Between zero and this, both included. */
    long random(long most);

    /** Runs the work beside the caller. */
    void start(String name, Runnable work);

    /** The same after so long; for what may be lost. */
    void startLater(String name, Duration after, Runnable work);
}
