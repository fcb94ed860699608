package dev.namestead.server.lifecycle;

import java.time.Duration;
import java.util.List;

/**
 * The registrar's choices for what becomes of registrations in time, policies of ICANN's among them, which change. All spans are business time
 * unless something else is said.
 *
 * @param policy names these choices; it stands with every notice that was sent by them
 * @param chores how often servers look for what is due
 */
public record LifecycleSettings(
        String policy,
        AddGraceLimit addGraceLimit,
        AutoRenew autoRenew,
        Expiry expiry,
        Reminders reminders,
        Verification verification,
        LateMoney lateMoney,
        Sweep sweep,
        Chores chores) {
    public static final LifecycleSettings DEFAULT = new LifecycleSettings(
            "2026-01",
            new AddGraceLimit(50, 10, 80),
            new AutoRenew(days(35), days(1), days(30, 20, 10, 3, 1), days(2, 10, 20, 30)),
            new Expiry(days(30), days(8), days(5), days(2)),
            new Reminders(days(29), days(7), days(1)),
            new Verification(days(15), days(5, 10)),
            new LateMoney(false, days(1, 3, 7, 14, 30)),
            new Sweep(days(60), days(1), days(7), 100),
            new Chores(Duration.ofSeconds(15), Duration.ofMinutes(2)));

    /**
     * How many names of an extension a registrar may delete in their add grace period in a calendar month without paying for them (ICANN's AGP
     * Limits Policy): the larger one of two figures.
     *
     * @param names in any case
     * @param percent of the names that were registered and stayed
     * @param warnPercent of the limit, from which on the operator is warned
     */
    public record AddGraceLimit(int names, int percent, int warnPercent) {
        int allowed(DeletionStore.Month month) {
            return Math.max(names, Math.max(0, month.added() - month.deleted()) * percent / 100);
        }

        boolean warns(DeletionStore.Month month) {
            return month.deleted() * 100 >= allowed(month) * warnPercent;
        }
    }

    /**
     * When renewals are tried by ourselves, for names whose holder has switched that on.
     *
     * @param notice before expiry its price is told
     * @param lead at least so long before it is charged, but on the last day
     * @param before each try before expiry, as spans before it, the longest first
     * @param after each try after expiry, as spans after it, the shortest first; only while it can still be renewed
     */
    public record AutoRenew(Duration notice, Duration lead, List<Duration> before, List<Duration> after) {
        public AutoRenew {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /**
     * What is done about names that are not paid for.
     *
     * @param interruptAfter expiry they leave the zone
     * @param interruptAtLeast before they are deleted they have left it (ICANN's ERRP: eight days)
     * @param deleteBefore the registry's grace period ends they are deleted, so that its year is never paid
     * @param alarmBefore that end an operator is told of those that are still there
     */
    public record Expiry(
            Duration interruptAfter, Duration interruptAtLeast, Duration deleteBefore, Duration alarmBefore) {}

    /**
     * When holders are told of an expiry (ICANN's ERRP: about a month and about a week before, and within five days after).
     *
     * @param month before, to be told in time
     * @param week before, to be told in time
     * @param after it
     */
    public record Reminders(Duration month, Duration week, Duration after) {}

    /**
     * How holders confirm their data who have to do so after a registration (RAA 2013, WHOIS Accuracy Program Specification: within 15 days).
     *
     * @param within which they have to; then the name is suspended
     * @param reminders after the question, the shortest span first
     */
    public record Verification(Duration within, List<Duration> reminders) {
        public Verification {
            reminders = List.copyOf(reminders);
        }
    }

    /**
     * What becomes of money that is due after the purchase is over.
     *
     * @param refundInAddGrace whether customers get back what they have paid for a name that they delete in its add grace period, as we do
     * @param tryAgain after each refusal, until it is given up; what we owe is tried for ever, at the last span
     */
    public record LateMoney(boolean refundInAddGrace, List<Duration> tryAgain) {
        public LateMoney {
            tryAgain = List.copyOf(tryAgain);
        }
    }

    /**
     * How often names are read at their registries without a reason: each in its turn.
     *
     * @param near to expiry, before or after, they are read often
     * @param often between two readings then, of names that are deleted or pending, and after a reading that showed something new
     * @param seldom between two readings of all others
     * @param most such readings of one registry within a minute (business time); what has a reason is read besides
     */
    public record Sweep(Duration near, Duration often, Duration seldom, int most) {}

    /**
     * @param every so often (machine time) due things are looked for
     * @param lease so long (machine time) a server that fell silent keeps others from doing so
     */
    public record Chores(Duration every, Duration lease) {}

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }

    private static List<Duration> days(int first, int second, int... more) {
        var all = new java.util.ArrayList<Duration>(List.of(days(first), days(second)));
        for (int each : more) {
            all.add(days(each));
        }
        return List.copyOf(all);
    }
}
