package dev.namestead.server.lifecycle;

import dev.namestead.server.lifecycle.LifeAction.Tell;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.verification.Verification;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is due for a registration now, and when to look again: decided from its facts alone, so that a missed night is caught up and nothing is
 * done twice. With T, the date until which it is paid, and the usual settings:
 *
 * <pre>
 *   T − 35 days                 its price is told                   with auto-renew
 *   T − 30, 20, 10, 3, 1 days   a renewal is tried                  with auto-renew, a day after its price was told; on the last day at once
 *   T − 29 days                 about a month's notice              until the week's is due
 *   T − 7 days                  about a week's notice               until T
 *   T                           its registry is read, which may have renewed it
 *   T + 1 day                   told that it has expired            while it can be renewed
 *   T + 2, 10, 20, 30 days      a renewal is tried                  with auto-renew
 *   T + 30 days                 held back from the zone, and told   at least eight days before it is deleted
 *   T + 40 days                 deleted                             five days before its registry keeps the money; where it refuses,
 *                                                                   each six hours until then, and more and more seldom after that
 *   deletion + 30, + 35 days    its registry is read
 *   each year                   its data are told
 *   its registration            its holder is asked to confirm his data   where he has to, and has not for another name
 *   + 5, 10 days                he is reminded                    while he has not
 *   + 15 days                   suspended until he has confirmed, and told of either
 * </pre>
 *
 * What its registry does by itself is told once each time: that it suspends the name, ends that, or deletes it. What a renewal makes void is
 * not told while one has just begun, but where that is stuck.
 *
 * @param now in this order
 * @param next empty where only a change of its facts makes anything due
 */
record LifePlan(List<LifeAction> now, Optional<Instant> next) {
    /** Between two tries to delete what has to be deleted, and the first two to hold back what has to be held back. */
    private static final Duration AGAIN = Duration.ofHours(6);

    /** How often the pause doubles before a registry that does not hold back what it should is told again: at most eight days. */
    private static final int MOST_DOUBLINGS = 5;

    private static final Duration LONGEST_PAUSE = AGAIN.multipliedBy(1L << MOST_DOUBLINGS);

    /** What begins a workflow: one at a time changes a name, and where several are due the first of these goes first. */
    private static final List<Class<? extends LifeAction>> CHANGES =
            List.of(LifeAction.Delete.class, LifeAction.Renew.class, LifeAction.Align.class);

    private static final Duration SOON = Duration.ofMinutes(1);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant FOR_EVER = Instant.MAX;

    static LifePlan of(LifeFacts facts, LifecycleSettings settings, Instant now) {
        Gathered gathered = new Gathered(now);
        Instant changingSince = facts.changingSince();
        if (changingSince != null) {
            changing(gathered, facts, settings, changingSince);
            return gathered.plan();
        }
        switch (facts.status(now)) {
            case REDEMPTION_PERIOD, PENDING_DELETE -> deleted(gathered, facts);
            case ACTIVE, EXPIRED, SUSPENDED -> held(gathered, facts, settings, now);
            default -> {}
        }
        return gathered.plan();
    }

    /** Actions that are due, and the earliest instant of those that are not. */
    private static final class Gathered {
        private final Instant now;
        private final List<LifeAction> due = new ArrayList<>();
        private @Nullable Instant next;

        Gathered(Instant now) {
            this.now = now;
        }

        void lookAt(Instant instant) {
            if (instant.isAfter(now) && (next == null || instant.isBefore(next))) {
                next = instant;
            }
        }

        /** @param until from then on it is too late */
        void at(Instant instant, Instant until, boolean done, LifeAction action) {
            if (done) {
                return;
            }
            if (instant.isAfter(now)) {
                lookAt(instant);
            } else if (now.isBefore(until)) {
                due.add(action);
            }
        }

        /** The reasons for a hold as they are once everything so far is done. */
        Set<String> holds(Set<String> present) {
            Set<String> holds = new HashSet<>(present);
            for (LifeAction action : due) {
                if (action instanceof LifeAction.Hold(HoldReason reason)) {
                    holds.add(reason.wire());
                } else if (action instanceof LifeAction.Release(HoldReason reason)) {
                    holds.remove(reason.wire());
                }
            }
            return holds;
        }

        LifePlan plan() {
            List<LifeAction> changes =
                    due.stream().filter(each -> rank(each) >= 0).toList();
            if (changes.size() > 1) {
                changes.stream()
                        .min(Comparator.comparingInt(LifePlan::rank))
                        .ifPresent(first -> due.removeIf(each -> rank(each) >= 0 && each != first));
                lookAt(now.plus(SOON));
            }
            if (due.stream().anyMatch(LifeAction.Renew.class::isInstance)
                    && due.removeIf(
                            each -> each instanceof Tell tell && tell.notice().isAboutExpiry())) {
                lookAt(now.plus(SOON));
            }
            return new LifePlan(List.copyOf(due), Optional.ofNullable(next));
        }
    }

    /** -1 for what begins no workflow. */
    private static int rank(LifeAction action) {
        return CHANGES.indexOf(action.getClass());
    }

    /** Its end has us look again; this is for one that is blocked for long, be it the deletion that is to save the money. */
    private static void changing(Gathered gathered, LifeFacts facts, LifecycleSettings settings, Instant since) {
        gathered.lookAt(gathered.now.plus(DAY));
        Instant end = facts.registration().paidUntil();
        if (end != null && facts.isHeld(gathered.now)) {
            LifeTerm term = LifeTerm.of(end, facts.extension(), settings.expiry());
            term.alarm().ifPresent(from -> gathered.at(from, FOR_EVER, false, new LifeAction.Alarm()));
            Instant stuck = since.plus(AGAIN);
            if (stuck.isAfter(gathered.now)) {
                gathered.lookAt(stuck);
            } else {
                reminders(gathered, facts, settings.reminders(), term);
            }
        }
    }

    private static void deleted(Gathered gathered, LifeFacts facts) {
        LifeFacts.Deletion deletion = facts.deletion();
        if (deletion == null) {
            return;
        }
        if (!deletion.ours()) {
            tellOnce(
                    gathered,
                    facts,
                    LifeNotice.DELETED_BY_REGISTRY,
                    String.valueOf(deletion.restores()),
                    deletion.at());
        }
        var grace = facts.extension().grace();
        Instant redemptionEnds = deletion.at().plus(Duration.ofDays(grace.redemptionDays()));
        Instant purged = redemptionEnds.plus(Duration.ofDays(grace.pendingDeleteDays()));
        for (Instant instant : List.of(redemptionEnds, purged)) {
            gathered.at(instant, FOR_EVER, facts.readSince(instant), new LifeAction.Read());
        }
    }

    private static void held(Gathered gathered, LifeFacts facts, LifecycleSettings settings, Instant now) {
        Registration registration = facts.registration();
        dataReminder(gathered, facts, now);
        byRegistry(gathered, facts);
        verification(gathered, facts, settings.verification(), now);
        Instant end = registration.paidUntil();
        if (end != null) {
            term(gathered, facts, settings, LifeTerm.of(end, facts.extension(), settings.expiry()), now);
        }
        align(gathered, facts);
    }

    private static void term(
            Gathered gathered, LifeFacts facts, LifecycleSettings settings, LifeTerm term, Instant now) {
        Instant end = term.end();
        gathered.at(end, FOR_EVER, facts.readSince(end), new LifeAction.Read());
        if (facts.registration().autoRenew() && now.isBefore(term.lost())) {
            autoRenew(gathered, facts, settings.autoRenew(), term, now);
        }
        reminders(gathered, facts, settings.reminders(), term);
        unpaid(gathered, facts, term, now);
    }

    /** Asked about each name at once, reminded, and suspended when the time is over; his word lifts that whenever it comes. */
    private static void verification(
            Gathered gathered, LifeFacts facts, LifecycleSettings.Verification rules, Instant now) {
        boolean suspended = facts.holds().contains(HoldReason.VERIFICATION.wire());
        if (!facts.unverified()) {
            if (suspended) {
                gathered.at(now, FOR_EVER, false, new LifeAction.Release(HoldReason.VERIFICATION));
                tellOnce(gathered, facts, LifeNotice.REINSTATED, String.valueOf(RenewalPlan.date(now)), now);
            }
            return;
        }
        Verification verification = facts.verification();
        Optional<Instant> asked = facts.askedAt();
        if (verification == null || asked.isEmpty()) {
            Instant since = facts.registration().createdAt();
            gathered.at(since, FOR_EVER, false, new LifeAction.Ask(since, now.plus(rules.within())));
            gathered.lookAt(now.plus(SOON));
            return;
        }
        Instant since = asked.get();
        Instant by = since.plus(rules.within());
        for (Duration reminder : rules.reminders()) {
            String mark = LifeFacts.mark("reminder:" + reminder.toDays(), verification);
            Instant at = since.plus(reminder);
            gathered.at(at, by, facts.toldAt(mark).isPresent(), new LifeAction.Remind(mark, at, by));
        }
        gathered.at(by, FOR_EVER, suspended, new LifeAction.Hold(HoldReason.VERIFICATION));
        tell(gathered, facts, LifeNotice.SUSPENDED, by, by, FOR_EVER);
    }

    /** Each suspension by its registry, and the end of each. */
    private static void byRegistry(Gathered gathered, LifeFacts facts) {
        boolean suspended = facts.registration().statuses().contains("serverHold");
        long begun = facts.times(LifeNotice.SUSPENDED_BY_REGISTRY);
        long ended = facts.times(LifeNotice.REINSTATED_BY_REGISTRY);
        if (suspended && begun == ended) {
            tellOnce(gathered, facts, LifeNotice.SUSPENDED_BY_REGISTRY, String.valueOf(begun + 1), gathered.now);
        } else if (!suspended && begun > ended) {
            tellOnce(gathered, facts, LifeNotice.REINSTATED_BY_REGISTRY, String.valueOf(begun), gathered.now);
        }
    }

    /** What the registry shows has to agree with the reasons. */
    private static void align(Gathered gathered, LifeFacts facts) {
        boolean wanted = !gathered.holds(facts.holds()).isEmpty();
        boolean shown = facts.registration().statuses().contains(HoldStep.HOLD);
        if (wanted != shown) {
            LifeFacts.Told told = facts.aligned();
            Instant from = told == null || told.held() != wanted
                    ? gathered.now
                    : told.last().plus(AGAIN.multipliedBy(1L << Math.min(told.times() - 1, MOST_DOUBLINGS)));
            gathered.at(from, FOR_EVER, false, new LifeAction.Align());
            if (!from.isAfter(gathered.now)) {
                gathered.lookAt(gathered.now.plus(SOON));
            }
        }
    }

    private static void reminders(
            Gathered gathered, LifeFacts facts, LifecycleSettings.Reminders rules, LifeTerm term) {
        Instant end = term.end();
        Instant week = end.minus(rules.week());
        tell(gathered, facts, LifeNotice.MONTH, end, end.minus(rules.month()), week);
        tell(gathered, facts, LifeNotice.WEEK, end, week, end);
        tell(gathered, facts, LifeNotice.EXPIRED, end, end.plus(rules.after()), term.lost());
    }

    private static void tell(
            Gathered gathered, LifeFacts facts, LifeNotice notice, Instant about, Instant at, Instant until) {
        String mark = notice.wire() + ":" + RenewalPlan.date(about);
        gathered.at(at, until, facts.toldAt(mark).isPresent(), new Tell(notice, mark, at));
    }

    /** @param which one of several that there may be in time */
    private static void tellOnce(Gathered gathered, LifeFacts facts, LifeNotice notice, String which, Instant at) {
        String mark = notice.wire() + ":" + which;
        gathered.at(at, FOR_EVER, facts.toldAt(mark).isPresent(), new Tell(notice, mark, at));
    }

    /** Each anniversary of its creation, the latest one where several were missed; ours, so it may be computed. */
    private static void dataReminder(Gathered gathered, LifeFacts facts, Instant now) {
        OffsetDateTime created = facts.registration().createdAt().atOffset(ZoneOffset.UTC);
        long years = Math.max(0, ChronoUnit.YEARS.between(created, now.atOffset(ZoneOffset.UTC)));
        for (long each : List.of(years, years + 1)) {
            Instant anniversary = created.plusYears(each).toInstant();
            if (each > 0) {
                tell(gathered, facts, LifeNotice.DATA, anniversary, anniversary, FOR_EVER);
            }
        }
    }

    /** Nobody is charged what was not told before: where the price has changed it is told anew, and the try waits. */
    private static void autoRenew(
            Gathered gathered, LifeFacts facts, LifecycleSettings.AutoRenew rules, LifeTerm term, Instant now) {
        Instant noticeAt = term.end().minus(rules.notice());
        String mark = LifeNotice.PRICE.wire() + ":" + RenewalPlan.date(term.end()) + ":"
                + facts.price().minorUnits();
        Optional<Instant> told = facts.toldAt(mark);
        List<Instant> tries = tries(rules, term);
        // The last day is that before it expires, or, for one that has, that on which it can still be renewed.
        Instant lastDay = (now.isBefore(term.end()) ? term.end() : term.lost()).minus(rules.lead());
        Instant ready = earliest(told.orElse(now).plus(rules.lead()), lastDay);
        gathered.at(
                noticeAt,
                term.lost(),
                told.isPresent(),
                new Tell(LifeNotice.PRICE, mark, noticeAt, latest(ready, tries.getFirst())));
        tries.forEach(gathered::lookAt);
        if (tries.stream().noneMatch(one -> isDue(one, facts, now)) && !repaired(facts, tries, now)) {
            if (facts.lastTry() != null) {
                // It failed, and nobody tells when there is a better means of payment.
                gathered.lookAt(now.plus(DAY));
            }
            return;
        }
        gathered.at(ready, term.lost(), false, new LifeAction.Renew());
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static List<Instant> tries(LifecycleSettings.AutoRenew rules, LifeTerm term) {
        return Stream.concat(
                        rules.before().stream().map(term.end()::minus),
                        rules.after().stream().map(term.end()::plus))
                .filter(one -> one.isBefore(term.lost()))
                .toList();
    }

    private static boolean isDue(Instant planned, LifeFacts facts, Instant now) {
        Instant last = facts.lastTry();
        return !planned.isAfter(now) && (last == null || last.isBefore(planned));
    }

    /** A new means of payment is tried at once. */
    private static boolean repaired(LifeFacts facts, List<Instant> tries, Instant now) {
        Instant last = facts.lastTry();
        Instant since = facts.payableSince();
        return last != null
                && since != null
                && since.isAfter(last)
                && !tries.getFirst().isAfter(now);
    }

    /** Every reason of ours ends with the term's being paid. */
    private static void unpaid(Gathered gathered, LifeFacts facts, LifeTerm term, Instant now) {
        boolean heldBack = facts.holds().contains(HoldReason.EXPIRED.wire());
        if (heldBack && now.isBefore(term.end())) {
            gathered.at(now, FOR_EVER, false, new LifeAction.Release(HoldReason.EXPIRED));
        }
        term.interrupted().ifPresent(from -> {
            gathered.at(from, FOR_EVER, heldBack, new LifeAction.Hold(HoldReason.EXPIRED));
            tell(gathered, facts, LifeNotice.INTERRUPTED, term.end(), from, term.lost());
        });
        term.deleted().ifPresent(from -> {
            Instant failed = facts.deletionFailedAt();
            Instant again = failed == null ? from : failed.plus(pause(term, failed));
            Instant at = again.isAfter(from) ? again : from;
            // Whoever is alarmed is alarmed with each try: in between nothing has changed.
            term.alarm()
                    .filter(alarm -> !alarm.isAfter(now))
                    .ifPresent(_ -> gathered.at(at, FOR_EVER, false, new LifeAction.Alarm()));
            gathered.at(at, FOR_EVER, false, new LifeAction.Delete());
            if (!at.isAfter(now)) {
                // Its end has us look again; where it has none for long, the operator is to know.
                gathered.lookAt(now.plus(DAY));
            }
        });
    }

    /** As long as the money can be saved a deletion is tried again soon; after that there is time. */
    private static Duration pause(LifeTerm term, Instant failed) {
        Duration late = term.kept().map(kept -> Duration.between(kept, failed)).orElse(Duration.ZERO);
        Duration pause = late.compareTo(AGAIN) < 0 ? AGAIN : late;
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
