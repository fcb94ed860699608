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
import java.util.Optional;

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
        BigDecimal price = price(domain, change.profile(), change.now());
        Optional<Fee.Transformed> charged = FeeRules.acknowledge(
                Fee.Operation.UPDATE,
                command,
                SoldName.of(domain.name(), change.profile()),
                null,
                price,
                change.profile());
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
        return charged.isEmpty() ? answer : answer.with(charged.get());
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
    static BigDecimal price(DomainObject domain, RegistryProfile profile, Instant now) {
        return domain.hasExpired(now)
                ? profile.restoreFee()
                        .add(DomainLifecycle.price(domain, profile).renew(1))
                : profile.restoreFee();
    }
}
