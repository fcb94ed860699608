package dev.namestead.server.app;

import dev.namestead.server.app.configuration.LifecycleConfiguration;
import dev.namestead.server.lifecycle.LifecycleSettings;
import dev.namestead.server.lifecycle.LifecycleSettings.AddGraceLimit;
import dev.namestead.server.lifecycle.LifecycleSettings.AutoRenew;
import dev.namestead.server.lifecycle.LifecycleSettings.Chores;
import dev.namestead.server.lifecycle.LifecycleSettings.Expiry;
import dev.namestead.server.lifecycle.LifecycleSettings.LateMoney;
import dev.namestead.server.lifecycle.LifecycleSettings.Reminders;
import dev.namestead.server.lifecycle.LifecycleSettings.Sweep;
import dev.namestead.server.lifecycle.LifecycleSettings.Verification;

/** Turns the configured choices into those of the feature. */
final class LifecycleSettingsFrom {
    private LifecycleSettingsFrom() {}

    static LifecycleSettings configuration(LifecycleConfiguration from) {
        return new LifecycleSettings(
                from.policy(),
                new AddGraceLimit(from.addGraceNames(), from.addGracePercent(), from.addGraceWarn()),
                new AutoRenew(from.priceNotice(), from.chargeAfterNotice(), from.triesBefore(), from.triesAfter()),
                new Expiry(from.interruptAfter(), from.interruptAtLeast(), from.deleteBefore(), from.alarmBefore()),
                new Reminders(from.monthNotice(), from.weekNotice(), from.expiredNotice()),
                new Verification(from.verificationWithin(), from.verificationReminders()),
                new LateMoney(from.refundInAddGrace(), from.paymentTries()),
                new Sweep(from.sweepNear(), from.sweepOften(), from.sweepSeldom(), from.sweepMost()),
                new Chores(from.every(), LifecycleSettings.DEFAULT.chores().lease()));
    }
}
