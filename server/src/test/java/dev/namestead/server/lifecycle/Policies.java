package dev.namestead.server.lifecycle;

import java.time.Duration;
import java.util.List;

/** The usual choices of a registrar, but for one. */
public final class Policies {
    private static final LifecycleSettings USUAL = LifecycleSettings.DEFAULT;

    private Policies() {}

    /** @param refunds whether customers are paid back for names that are deleted in their first days */
    public static LifecycleSettings lateMoney(boolean refunds, Duration... tryAgain) {
        return new LifecycleSettings(
                USUAL.policy(),
                USUAL.addGraceLimit(),
                USUAL.autoRenew(),
                USUAL.expiry(),
                USUAL.reminders(),
                USUAL.verification(),
                new LifecycleSettings.LateMoney(refunds, List.of(tryAgain)),
                USUAL.sweep(),
                USUAL.chores());
    }
}
