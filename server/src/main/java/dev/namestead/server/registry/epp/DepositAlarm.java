package dev.namestead.server.registry.epp;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator that our deposit at a registry is empty: at once, and then once in ten minutes (machine time), for thousands of
 * workflows may wait for it and ask again twice a minute.
 */
final class DepositAlarm {
    private static final Logger LOG = LoggerFactory.getLogger(DepositAlarm.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final String registryId;
    private final LongSupplier nanos;
    private @Nullable Long told;
    private long untold;

    DepositAlarm(String registryId) {
        this(registryId, System::nanoTime);
    }

    DepositAlarm(String registryId, LongSupplier nanos) {
        this.registryId = registryId;
        this.nanos = nanos;
    }

    /** A command was refused for it. */
    synchronized void refused(int code, String message) {
        long now = nanos.getAsLong();
        if (told != null && now - told < PAUSE.toNanos()) {
            untold++;
            return;
        }
        LOG.error(
                "ALARM our deposit at registry {} is empty: {} {} ({} more commands refused for it since the last alarm)",
                registryId,
                code,
                message,
                untold);
        told = now;
        untold = 0;
    }
}
