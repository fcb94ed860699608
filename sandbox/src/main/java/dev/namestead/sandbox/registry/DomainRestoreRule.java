package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Takes a name out of redemption (RFC 3915 section 4.2.5). Its statuses, hosts and keys were wiped by the deletion and stay
 * empty. A name that has expired meanwhile is renewed for one year, which is charged at once and for good. Where the registry
 * wants a report, the restore is done when that has come.
 */
final class DomainRestoreRule {
    private DomainRestoreRule() {}

    static Answer request(DomainObject domain, EppCommand command, Requester who, Change change) {
        Deletion deletion = domain.deletion();
        if (deletion == null || !deletion.isRedeemable(change.now())) {
            throw new Refusal(EppResultCode.STATUS_PROHIBITS, "the name is not in its redemption period");
        }
        SoldName sold = SoldName.of(domain.name(), change.profile(), change.state());
        BigDecimal price = price(domain, sold, change.profile(), change.now());
        Bill bill = Bill.agreed(Fee.Operation.UPDATE, command, sold, null, price, change);
        change.charge(who.registrar(), price);
        Duration reportWithin = change.lifeCycle().restoreReport();
        DomainDraft draft;
        if (reportWithin == null) {
            draft = restored(domain, change);
        } else {
            draft = domain.draft();
            draft.deletion = deletion.restoring(change.now(), change.now().plus(reportWithin));
        }
        draft.provenance = draft.provenance.updatedBy(who.registrar(), change.now());
        change.store(draft);
        Answer answer = Answer.of(EppResultCode.SUCCESS);
        if (reportWithin != null) {
            answer = answer.with(new Rgp.Updated(List.of(Rgp.RgpStatus.of(Deletion.PENDING_RESTORE))));
        }
        return change.told(bill, answer, who);
    }

    static Answer report(DomainObject domain, Requester who, Change change) {
        if (change.lifeCycle().restoreReport() == null) {
            throw new Refusal(EppResultCode.UNIMPLEMENTED_OPTION, "this registry wants no restore report");
        }
        if (domain.deletion() == null || !domain.deletion().awaitsReport()) {
            throw new Refusal(EppResultCode.STATUS_PROHIBITS, "no report on the name is awaited");
        }
        DomainDraft draft = restored(domain, change);
        draft.provenance = draft.provenance.updatedBy(who.registrar(), change.now());
        change.store(draft);
        return Answer.of(EppResultCode.SUCCESS);
    }

    private static DomainDraft restored(DomainObject domain, Change change) {
        DomainDraft draft = domain.draft();
        draft.deletion = null;
        draft.statuses.remove(DomainObject.PENDING_DELETE);
        draft.expires = domain.shownExpiry(expiryCounts(domain, change));
        draft.graces.clear();
        return draft;
    }

    /** What is due for a restore that is asked for now, or was asked for when its report was still to come. */
    private static Instant expiryCounts(DomainObject domain, Change change) {
        Deletion deletion = domain.deletion();
        return deletion == null || deletion.restoredAt() == null ? change.now() : deletion.restoredAt();
    }

    /** The restore, and the year that an expired name wants. */
    static BigDecimal price(DomainObject domain, SoldName sold, RegistryProfile profile, Instant now) {
        BigDecimal restore = profile.prices().restore();
        return domain.hasExpired(now) ? restore.add(sold.price().renew(1)) : restore;
    }
}
