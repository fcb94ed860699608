package dev.namestead.server.lifecycle;

import dev.namestead.api.RegistrationStatus;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Extension.Expiry.Behaviour;
import dev.namestead.server.lifecycle.LifeAction.Tell;
import dev.namestead.server.notice.Letter;
import dev.namestead.server.notice.NoticeText;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.registration.Registration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes to holders about the lives of their names. */
final class LifeNotices {
    private final Notices notices;
    private final LifecycleSettings.Expiry rules;

    LifeNotices(Notices notices, LifecycleSettings.Expiry rules) {
        this.notices = notices;
        this.rules = rules;
    }

    /** What is due by rule; the same mark is never written twice. */
    void tell(Tx tx, LifeFacts facts, Tell tell) {
        Registration registration = facts.registration();
        Map<String, Object> values = new HashMap<>();
        values.put("price", facts.price().toString());
        values.put("from", date(tell.chargedFrom()));
        values.put("years", facts.years());
        values.put("autoRenew", String.valueOf(registration.autoRenew()));
        values.put("works", String.valueOf(works(facts, tell.notice())));
        Instant now = tx.businessNow();
        Instant end = registration.paidUntil();
        LifeTerm term = end == null ? null : LifeTerm.of(end, facts.extension(), rules);
        if (term != null) {
            values.putAll(dates(term, now));
        }
        values.putAll(deletion(facts, term, now));
        notices.write(
                tx,
                letter(registration, tell.notice(), values),
                new Notices.Rule(registration.id(), tell.mark(), tell.dueAt()));
    }

    /** It is not the holder's any more, for a reason that only its registry knows. */
    void ended(Tx tx, Registration registration, LifeNotice notice) {
        notices.write(tx, letter(registration, notice, Map.of()));
    }

    /** Whether nothing holds it back any more, once this is over. */
    private static boolean works(LifeFacts facts, LifeNotice over) {
        Set<String> holds = new HashSet<>(facts.holds());
        if (over == LifeNotice.REINSTATED) {
            holds.remove(HoldReason.VERIFICATION.wire());
        }
        return holds.isEmpty() && !facts.registration().statuses().contains("serverHold");
    }

    /** What becomes of a name that nobody renews. */
    private static Map<String, Object> dates(LifeTerm term, Instant now) {
        return Map.of(
                "interruption",
                term.interrupted()
                        .map(at -> now.isBefore(at) ? "known" : "past")
                        .orElse("unknown"),
                "interrupted",
                date(term.interrupted().orElse(term.lost())),
                "deleted",
                date(term.lost()));
    }

    /** Why its registry has deleted it, and whether it can be had back. */
    private static Map<String, Object> deletion(LifeFacts facts, @Nullable LifeTerm term, Instant now) {
        boolean lapses = facts.extension().expiry().behaviour() == Behaviour.EXPIRE;
        boolean lapsed = lapses && term != null && !now.isBefore(term.lost());
        boolean lost = facts.status(now) == RegistrationStatus.PENDING_DELETE;
        return Map.of("reason", lapsed ? "lapsed" : "registry", "gone", lost ? "lost" : "false");
    }

    private static String date(Instant instant) {
        return RenewalPlan.date(instant).toString();
    }

    void renewed(Tx tx, Registration registration, int years) {
        notices.write(tx, letter(registration, LifeNotice.RENEWED, Map.of("years", years)));
    }

    void renewalFailed(Tx tx, Registration registration, String reason) {
        notices.write(tx, letter(registration, LifeNotice.RENEWAL_FAILED, Map.of("reason", reason)));
    }

    private static Letter letter(Registration registration, LifeNotice kind, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        Instant until = registration.paidUntil();
        all.put("until", until == null ? "" : date(until));
        return new Letter(
                registration.account(),
                kind.wire(),
                registration.name().ascii(),
                registration.registrant().email(),
                text(kind),
                all,
                registration.registrant());
    }

    private static NoticeText text(LifeNotice kind) {
        return switch (kind) {
            case PRICE -> NoticeText.AUTO_RENEW_PRICE;
            case MONTH, WEEK -> NoticeText.EXPIRING;
            case EXPIRED -> NoticeText.EXPIRED;
            case DATA -> NoticeText.DATA_REMINDER;
            case SUSPENDED -> NoticeText.REGISTRATION_SUSPENDED;
            case RENEWED -> NoticeText.REGISTRATION_RENEWED;
            case RENEWAL_FAILED -> NoticeText.RENEWAL_FAILED;
            case INTERRUPTED -> NoticeText.REGISTRATION_INTERRUPTED;
            case REINSTATED -> NoticeText.REGISTRATION_REINSTATED;
            case SUSPENDED_BY_REGISTRY -> NoticeText.REGISTRATION_SUSPENDED_BY_REGISTRY;
            case REINSTATED_BY_REGISTRY -> NoticeText.REGISTRATION_REINSTATED_BY_REGISTRY;
            case DELETED_BY_REGISTRY -> NoticeText.REGISTRATION_DELETED;
            case TRANSFERRED_AWAY -> NoticeText.REGISTRATION_TRANSFERRED_AWAY;
            case REMOVED -> NoticeText.REGISTRATION_REMOVED;
        };
    }
}
