package dev.namestead.server.lifecycle;

import dev.namestead.server.database.Tx;
import dev.namestead.server.lifecycle.LifeAction.Tell;
import dev.namestead.server.notice.Letter;
import dev.namestead.server.notice.NoticeText;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.registration.Registration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Writes to holders about the lives of their names. */
final class LifeNotices {
    private final Notices notices;
    private final String policy;

    LifeNotices(Notices notices, String policy) {
        this.notices = notices;
        this.policy = policy;
    }

    /** What is due by rule; the same mark is never written twice. */
    void tell(Tx tx, LifeFacts facts, Tell tell) {
        Registration registration = facts.registration();
        Letter letter = letter(
                registration,
                tell.notice(),
                Map.of(
                        "price", facts.price().toString(),
                        "from", RenewalPlan.date(tell.chargedFrom()).toString(),
                        "years", facts.years(),
                        "autoRenew", String.valueOf(registration.autoRenew())));
        notices.write(tx, letter, new Notices.Rule(registration.id(), tell.mark(), tell.dueAt(), policy));
    }

    void renewed(Tx tx, Registration registration, int years) {
        notices.write(tx, letter(registration, LifeNotice.RENEWED, Map.of("years", years)));
    }

    void renewalFailed(Tx tx, Registration registration, String reason) {
        notices.write(tx, letter(registration, LifeNotice.RENEWAL_FAILED, Map.of("reason", reason)));
    }

    private static Letter letter(Registration registration, LifeNotice kind, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put(
                "until",
                RenewalPlan.date(Objects.requireNonNull(registration.paidUntil()))
                        .toString());
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
        };
    }
}
