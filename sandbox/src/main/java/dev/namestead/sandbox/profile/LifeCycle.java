package dev.namestead.sandbox.profile;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a name's life, in business time.
 *
 * @param addGrace after a create: a delete frees the name at once and gives the price back
 * @param renewGrace after a renewal: a delete gives its price back
 * @param autoRenewGrace after the registry's own renewal at expiry: a delete gives its price back
 * @param transferGrace after a transfer: a delete gives its price back
 * @param redemption after a delete: the name can be restored
 * @param pendingDelete after redemption: the name only waits to be free
 * @param transferPending after a request: then the registry approves by itself
 * @param restoreReport how long the report of a restore may take (RFC 3915 section 2); null where no report is wanted
 * @param autoRenewBilledLate true where an automatic renewal is charged when its grace period has passed, not at once
 * @param lockAfterCreate no transfer for so long after a create; null: no such lock
 * @param lockAfterTransfer no further transfer for so long after a transfer; null: no such lock
 */
public record LifeCycle(
        Duration addGrace,
        Duration renewGrace,
        Duration autoRenewGrace,
        Duration transferGrace,
        Duration redemption,
        Duration pendingDelete,
        Duration transferPending,
        @Nullable Duration restoreReport,
        boolean autoRenewBilledLate,
        @Nullable Duration lockAfterCreate,
        @Nullable Duration lockAfterTransfer) {}
