package dev.namestead.sandbox.storage;

/** Waiting that an interrupt does not end. */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Returns when the thread has ended; an interrupt meanwhile is kept for the caller. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
