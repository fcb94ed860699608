package dev.namestead.sandbox.registry;

import dev.namestead.sandbox.profile.Price;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.math.BigDecimal;
import java.time.Instant;

/** What happens to names by itself: pending creates complete, deleted names are purged, expired ones renew themselves. */
final class DomainLifecycle {
    private DomainLifecycle() {}

    /** Runs what is due for the domain; the change's now is its due instant. */
    static void becomeDue(DomainObject domain, Change change) {
        PendingCreate pending = domain.pending();
        if (pending != null) {
            complete(domain, pending, change);
        } else if (domain.deletion() != null) {
            change.record(new RegistryEvent.DomainRemoved(domain.name()));
        } else {
            renewItself(domain, change);
        }
    }

    private static void complete(DomainObject domain, PendingCreate pending, Change change) {
        Instant now = change.now();
        DomainDraft draft = domain.draft();
        draft.statuses.remove(DomainObject.PENDING_CREATE);
        draft.pending = null;
        draft.expires = Periods.plusYears(now, pending.years());
        draft.graces.add(new GracePeriod(
                GracePeriod.ADD,
                now.plus(Periods.ADD_GRACE),
                price(domain, change.profile()).create(pending.years())));
        change.record(new RegistryEvent.DomainStored(draft.build()));
        change.record(new RegistryEvent.MessageQueued(new QueuedMessage(
                change.newMessageId(),
                domain.sponsor(),
                now,
                "The pending create of " + domain.name() + " is completed.",
                new QueuedMessage.PendingAction(domain.name(), true, pending.clTrid(), pending.svTrid(), now))));
    }

    /** Registries renew by themselves at expiry and bill when the grace period has passed. */
    private static void renewItself(DomainObject domain, Change change) {
        Instant expired = change.now();
        DomainDraft draft = domain.draft();
        draft.expires = Periods.plusYears(expired, 1);
        draft.graces.clear();
        draft.graces.add(new GracePeriod(
                GracePeriod.AUTO_RENEW,
                expired.plus(Periods.AUTO_RENEW_GRACE),
                price(domain, change.profile()).renew(1)));
        change.record(new RegistryEvent.DomainStored(draft.build()));
    }

    /** Nothing for a name whose extension is no longer sold here: time must not stop at old data. */
    private static Price price(DomainObject domain, RegistryProfile profile) {
        return profile.extensionOf(domain.name()).isPresent()
                ? SoldName.of(domain.name(), profile).price()
                : new Price(BigDecimal.ZERO, BigDecimal.ZERO);
    }
}
