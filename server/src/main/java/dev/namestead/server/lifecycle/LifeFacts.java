package dev.namestead.server.lifecycle;

import dev.namestead.api.RegistrationStatus;
import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.verification.Verification;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what is due for a registration.
 *
 * @param holds reasons for which it is held back from the zone
 * @param readAt when its registry was last read
 * @param told notices that were written, by their marks, with the instant
 * @param lastTry when a renewal of the present term was last tried by ourselves
 * @param payableSince since when the account has had the means of payment that it has now
 * @param deletion that it is deleted; null while it is not, and while nobody has read when
 * @param deletionFailedAt when a deletion of it last failed
 * @param aligned what its registry was told last about holding it back; null where that was never or long ago
 * @param mustVerify whether its holder has to confirm his data
 * @param verification of its holder's data; null where nobody was asked
 * @param changingSince since when a workflow is changing it; null where none does
 */
record LifeFacts(
        Registration registration,
        Extension extension,
        Set<String> holds,
        @Nullable Instant readAt,
        Map<String, Instant> told,
        @Nullable Instant lastTry,
        @Nullable Instant payableSince,
        @Nullable Deletion deletion,
        @Nullable Instant deletionFailedAt,
        @Nullable Told aligned,
        boolean mustVerify,
        @Nullable Verification verification,
        @Nullable Instant changingSince) {
    /** What is marked when a name's holder is asked to confirm his data. */
    static final String ASKED = "asked";

    /**
     * That a registry was told to hold a name back, or to let it in, whatever came of it.
     *
     * @param times how often in a row it was told the same
     */
    record Told(boolean held, Instant last, int times) {}

    /**
     * That it is in redemption, or past it.
     *
     * @param at when; where it was none of our deletions, when its registry was read
     * @param ours whether we have deleted it
     * @param restores how often it was restored before
     */
    record Deletion(Instant at, boolean ours, int restores) {}

    /** What a renewal by ourselves costs at present: the shortest term that its extension sells. */
    Money price() {
        return extension.price().renewal().times(years());
    }

    int years() {
        return extension.years().min();
    }

    RegistrationStatus status(Instant now) {
        return registration.status(now);
    }

    /** Whether it is there and not deleted. */
    boolean isHeld(Instant now) {
        return switch (status(now)) {
            case ACTIVE, EXPIRED, SUSPENDED -> true;
            default -> false;
        };
    }

    boolean readSince(Instant instant) {
        return readAt != null && !readAt.isBefore(instant);
    }

    /** Whether its holder still has to confirm his data. */
    boolean unverified() {
        return mustVerify && (verification == null || !verification.verified());
    }

    /** Since when its holder, whose data are not confirmed, has known that this name depends on it; empty where he was not asked about it. */
    Optional<Instant> askedAt() {
        return verification == null ? Optional.empty() : toldAt(mark(ASKED, verification));
    }

    /** Of a mail about a name that asks for these data: other data are asked about anew. */
    static String mark(String mail, Verification verification) {
        return mail + ":" + verification.id();
    }

    /** How often a notice was written that is told once each time. */
    long times(LifeNotice notice) {
        return told.keySet().stream()
                .filter(mark -> mark.startsWith(notice.wire() + ":"))
                .count();
    }

    Optional<Instant> toldAt(String mark) {
        return Optional.ofNullable(told.get(mark));
    }
}
