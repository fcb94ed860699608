package dev.namestead.server.audit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals the audit from time to time (machine time), for as long as the server runs. */
public final class AuditSealer implements AutoCloseable {
    /** Often enough that nobody has long to change an entry before it is sealed. */
    public static final Duration EVERY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(AuditSealer.class);

    private final AuditChain chain;
    private final Duration every;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("audit-sealer").unstarted(this::sealForEver);

    public AuditSealer(AuditChain chain, Duration every) {
        this.chain = chain;
        this.every = every;
    }

    public AuditSealer start() {
        thread.start();
        return this;
    }

    private void sealForEver() {
        try {
            while (!stopping.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                sealOnce();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void sealOnce() {
        try {
            long sealed = chain.seal();
            LOG.debug("{} entries of the audit were sealed", sealed);
        } catch (RuntimeException failure) {
            LOG.warn("the audit could not be sealed, which is tried again: {}", failure.toString());
        }
    }

    /** Lets the sealing under way end. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
