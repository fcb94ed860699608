package dev.namestead.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a program has started, to be closed in the opposite order when Ctrl-C or SIGTERM comes. */
final class Running {

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T closing(T resource) {
        started.push(resource);
        return resource;
    }

    /** Waits for the signal; the process ends with 0 when everything was closed well, and this does not return. */
    int untilStopped() {
        // Halts with 0 because being stopped is no failure; the JVM's own code would be that of the signal.
        Thread hook = Thread.ofPlatform()
                .name("shutdown")
                .unstarted(() -> Runtime.getRuntime().halt(closeQuietly() ? 0 : Main.FAILED));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return Main.FAILED;
    }

    /** Closes all, whatever one of them throws; false where one did. */
    synchronized boolean closeQuietly() {
        boolean well = true;
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception failure) {
                LOG.error("not closed well", failure);
                well = false;
            }
        }
        return well;
    }
}
