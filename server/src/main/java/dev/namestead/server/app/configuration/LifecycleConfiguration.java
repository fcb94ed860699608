package dev.namestead.server.app.configuration;

import java.time.Duration;
import java.util.List;

/**
 * What becomes of registrations in time. Spans are business time, and days at least, unless something else is said.
 *
 * @param policy names these choices; it stands with every notice that was sent by them
 * @param priceNotice before expiry the price of an automatic renewal is told
 * @param chargeAfterNotice at least so long after that it is charged, but on the last day
 * @param triesBefore expiry a renewal is tried, the longest span first
 * @param triesAfter expiry it is tried again, the shortest span first
 * @param monthNotice before expiry: "about a month"
 * @param weekNotice before expiry: "about a week"
 * @param expiredNotice after expiry
 * @param interruptAfter expiry an unpaid name leaves the zone
 * @param interruptAtLeast before it is deleted it has left it
 * @param deleteBefore the registry's grace period ends an unpaid name is deleted
 * @param alarmBefore that end an operator is told of those that are still there
 * @param verificationWithin a holder has to confirm his data, where registrants are asked after the registration
 * @param verificationReminders after the question, the shortest span first
 * @param refundInAddGrace whether a customer gets his money back for a name that is deleted in its add grace period
 * @param paymentTries after each refusal of money that is late, the shortest span first
 * @param sweepNear to expiry names are read often
 * @param sweepOften between two readings then
 * @param sweepSeldom between two readings otherwise
 * @param sweepMost readings without a reason of one registry within a minute (business time)
 * @param every so often (machine time) due things are looked for
 * @param addGraceNames that may be deleted in their add grace period in a month, of an extension
 * @param addGracePercent of the month's new names that may be as well, if that is more
 * @param addGraceWarn per cent of that limit from which on the operator is warned
 */
public record LifecycleConfiguration(
        String policy,
        Duration priceNotice,
        Duration chargeAfterNotice,
        List<Duration> triesBefore,
        List<Duration> triesAfter,
        Duration monthNotice,
        Duration weekNotice,
        Duration expiredNotice,
        Duration interruptAfter,
        Duration interruptAtLeast,
        Duration deleteBefore,
        Duration alarmBefore,
        Duration verificationWithin,
        List<Duration> verificationReminders,
        boolean refundInAddGrace,
        List<Duration> paymentTries,
        Duration sweepNear,
        Duration sweepOften,
        Duration sweepSeldom,
        int sweepMost,
        Duration every,
        int addGraceNames,
        int addGracePercent,
        int addGraceWarn) {
    public LifecycleConfiguration {
        triesBefore = List.copyOf(triesBefore);
        triesAfter = List.copyOf(triesAfter);
        paymentTries = List.copyOf(paymentTries);
        verificationReminders = List.copyOf(verificationReminders);
    }
}
