package dev.namestead.server.simulation;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * A thread of a simulated process. It runs only while the {@link Conductor} waits for it, so that there is never more than one of all
 * threads at work and their order is the conductor's.
 */
final class Task {
    private final Process process;
    private final int life;
    private final Semaphore go = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private Throwable failure;
    private boolean over;

    /** Its process is dead. Not an exception: nobody may handle it. */
    static final class Killed extends Error {
        Killed() {
            super("killed", null, false, false);
        }
    }

    Task(Process process, Executor threads, Runnable body) {
        this.process = process;
        this.life = process.life();
        process.tasks().add(this);
        threads.execute(() -> run(body));
    }

    private void run(Runnable body) {
        go.acquireUninterruptibly();
        try {
            body.run();
        } catch (Killed expected) {
            // What it had in its hands is lost, as with a real process.
        } catch (Throwable unexpected) {
            failure = unexpected;
        } finally {
            over = true;
            process.tasks().remove(this);
            back.release();
        }
    }

    Process process() {
        return process;
    }

    boolean over() {
        return over;
    }

    boolean dead() {
        return life != process.life();
    }

    /** From outside: lets it run to its next pause or its end. */
    void resume() {
        if (over) {
            return;
        }
        go.release();
        back.acquireUninterruptibly();
        if (failure != null) {
            throw new IllegalStateException("a thread of " + process.name() + " failed", failure);
        }
    }

    /** From inside: waits to be resumed. */
    void pause() {
        back.release();
        go.acquireUninterruptibly();
        requireLife();
    }

    void requireLife() {
        if (dead()) {
            throw new Killed();
        }
    }
}
