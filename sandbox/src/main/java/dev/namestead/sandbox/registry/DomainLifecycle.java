package dev.namestead.sandbox.registry;

import dev.namestead.sandbox.profile.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What happens to names by itself: pending creates complete, transfers are approved, expired names renew themselves, deleted
 * ones are purged. One thing at a time; what is due as well has its turn right after.
 */
final class DomainLifecycle {
    private DomainLifecycle() {}

    /** Runs what is due for the domain; the change's now is its due instant. */
    static void becomeDue(DomainObject domain, Change change) {
        PendingCreate pending = domain.pending();
        Deletion deletion = domain.deletion();
        TransferState transfer = domain.transfer();
        Instant expires = domain.expires();
        if (pending != null) {
            complete(domain, pending, change);
        } else if (deletion != null) {
            goOn(domain, deletion, change);
        } else if (transfer != null && transfer.isPending() && !transfer.due().isAfter(change.now())) {
            end(domain, transfer, change);
        } else if (domain.hasLapsed(change.now())) {
            DomainDeleteRule.lapsed(domain, change);
        } else if (domain.lapses() == null && expires != null && !expires.isAfter(change.now())) {
            expire(domain, expires, change);
        } else {
            bill(domain, change);
        }
    }

    private static void end(DomainObject domain, TransferState transfer, Change change) {
        if (transfer.rejected() == null) {
            Transfers.complete(domain, transfer, TransferState.SERVER_APPROVED, change);
        } else {
            Transfers.giveUp(domain, transfer, TransferState.REJECTED, change);
        }
    }

    private static void complete(DomainObject domain, PendingCreate pending, Change change) {
        Instant now = change.now();
        if (pending.isRefused()) {
            change.record(new RegistryEvent.DomainRemoved(domain.name()));
            change.send(change.message(domain.sponsor(), "The pending create of " + domain.name() + " is refused.")
                    .with(new QueuedMessage.PendingAction(
                            domain.name(), false, pending.clTrid(), pending.svTrid(), now)));
            return;
        }
        BigDecimal price = price(domain, change).create(pending.years());
        DomainDraft draft = domain.draft();
        draft.statuses.remove(DomainObject.PENDING_CREATE);
        draft.pending = null;
        draft.expires = Periods.plusYears(now, pending.years());
        draft.grace(
                GracePeriod.billed(GracePeriod.ADD, now.plus(change.lifeCycle().addGrace()), price, pending.years()),
                now);
        change.store(draft);
        change.chargeAnyway(domain.sponsor(), price);
        change.send(change.message(domain.sponsor(), "The pending create of " + domain.name() + " is completed.")
                .with(new QueuedMessage.PendingAction(domain.name(), true, pending.clTrid(), pending.svTrid(), now)));
    }

    /** A restore whose report is missing goes back to redemption; a name whose time is up is free. */
    private static void goOn(DomainObject domain, Deletion deletion, Change change) {
        if (deletion.awaitsReport()) {
            DomainDraft draft = domain.draft();
            draft.deletion = deletion.withoutReport(change.now());
            change.store(draft);
            change.send(change.message(
                    domain.sponsor(), "No report on the restore of " + domain.name() + " came: it is in redemption."));
            return;
        }
        change.record(new RegistryEvent.DomainRemoved(domain.name()));
        QueuedMessage message = change.message(domain.sponsor(), domain.name() + " is deleted and free again.");
        if (deletion.svTrid() != null) {
            message = message.with(new QueuedMessage.PendingAction(
                    domain.name(), true, deletion.clTrid(), deletion.svTrid(), change.now()));
        }
        change.send(message);
    }

    private static void expire(DomainObject domain, Instant expired, Change change) {
        boolean lapses = change.profile()
                .extensionOf(domain.name())
                .map(extension -> change.profile().terms(extension).lapses())
                .orElse(false);
        if (!lapses) {
            renewItself(domain, expired, change);
            return;
        }
        DomainDraft draft = domain.draft();
        draft.lapses = expired.plus(change.lifeCycle().autoRenewGrace());
        change.store(draft);
        change.send(change.message(domain.sponsor(), domain.name() + " has expired and can still be renewed."));
    }

    /** Most registries renew by themselves at expiry; until the grace period has passed a delete undoes it. */
    private static void renewItself(DomainObject domain, Instant expired, Change change) {
        BigDecimal price = price(domain, change).renew(1);
        boolean late = billedLate(domain, change);
        DomainDraft draft = domain.draft();
        draft.expires = Periods.plusYears(expired, 1);
        draft.grace(
                new GracePeriod(
                        GracePeriod.AUTO_RENEW,
                        expired.plus(change.lifeCycle().autoRenewGrace()),
                        price,
                        1,
                        late ? Boolean.TRUE : null),
                change.now());
        if (!late) {
            change.chargeAnyway(domain.sponsor(), price);
        }
        DomainObject renewed = draft.build();
        change.record(new RegistryEvent.DomainStored(renewed));
        QueuedMessage message = change.message(domain.sponsor(), domain.name() + " has expired and was renewed.")
                .with(new QueuedMessage.Renewal(domain.name(), renewed.expires()));
        String transaction = change.ownTransaction(message.id());
        change.send(message.with(
                new ChangeNote("autoRenew", change.now(), transaction, "Registry", null, null, null, renewed)));
    }

    private static boolean billedLate(DomainObject domain, Change change) {
        return change.profile()
                .extensionOf(domain.name())
                .map(extension -> change.profile().terms(extension).autoRenewBilledLate(change.lifeCycle()))
                .orElse(false);
    }

    /** Charges what was held back until its grace period had passed. */
    private static void bill(DomainObject domain, Change change) {
        List<GracePeriod> due = domain.graces().stream()
                .filter(grace -> grace.isUnbilled() && !grace.runsAt(change.now()))
                .toList();
        DomainDraft draft = domain.draft();
        draft.graces.removeAll(due);
        change.store(draft);
        due.forEach(grace -> change.chargeAnyway(domain.sponsor(), grace.charged()));
    }

    /** Nothing for a name whose extension is no longer sold here: time must not stop at old data. */
    static Price price(DomainObject domain, Change change) {
        return change.profile().extensionOf(domain.name()).isPresent()
                ? SoldName.of(domain.name(), change.profile(), change.state()).price()
                : new Price(BigDecimal.ZERO, BigDecimal.ZERO);
    }
}
