package dev.namestead.server.lifecycle;

import dev.namestead.server.extension.Extension;
import dev.namestead.server.extension.Extension.Expiry.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The instants of one paid term of a registration, by the rules of its extension and of the registrar.
 *
 * @param end until when it is paid
 * @param interrupted from then on the name is held back from the zone; empty where its registry does that by itself
 * @param deleted then we delete it, for its registry has renewed it at expiry and would keep the money; empty where it does not renew
 * @param kept then the registry keeps the money for its year; empty where it does not renew
 * @param alarm then an operator is told that it is still there
 * @param lost then it cannot be renewed any more, whatever anybody does
 */
record LifeTerm(
        Instant end,
        Optional<Instant> interrupted,
        Optional<Instant> deleted,
        Optional<Instant> kept,
        Optional<Instant> alarm,
        Instant lost) {

    /** A deletion may take so long before anybody is alarmed. */
    private static final Duration TO_DELETE = Duration.ofHours(12);

    static LifeTerm of(Instant end, Extension extension, LifecycleSettings.Expiry rules) {
        Duration grace = Duration.ofDays(extension.grace().autoRenewDays());
        if (extension.expiry().behaviour() == Behaviour.EXPIRE) {
            return new LifeTerm(
                    end, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), end.plus(grace));
        }
        Duration half = grace.dividedBy(2);
        Duration margin = rules.deleteBefore().compareTo(half) < 0 ? rules.deleteBefore() : half;
        // A registry that renews at expiry and gives nothing back leaves no choice but the day before.
        Instant deleted =
                grace.isZero() ? end.minus(Duration.ofDays(1)) : end.plus(grace).minus(margin);
        Instant atLeast = deleted.minus(rules.interruptAtLeast());
        Instant wanted = end.plus(rules.interruptAfter());
        Instant interrupted = latest(end, wanted.isBefore(atLeast) ? wanted : atLeast);
        Instant alarm = end.plus(grace).minus(rules.alarmBefore());
        return new LifeTerm(
                end,
                interrupted.isBefore(deleted) ? Optional.of(interrupted) : Optional.empty(),
                Optional.of(deleted),
                Optional.of(end.plus(grace)),
                Optional.of(latest(deleted.plus(TO_DELETE), alarm)),
                deleted);
    }

    /** When a registry that lets names lapse has freed one at the earliest; never where it renews. */
    static Instant lapses(Instant end, Extension extension) {
        Extension.GracePeriods grace = extension.grace();
        int days = grace.autoRenewDays() + grace.redemptionDays() + grace.pendingDeleteDays();
        return extension.expiry().behaviour() == Behaviour.EXPIRE ? end.plus(Duration.ofDays(days)) : Instant.MAX;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
