package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import java.time.Instant;

/**
 * Takes a name out of redemption (RFC 3915 section 4.2.5), without a report. Its statuses, hosts and keys were wiped by the
 * deletion and stay empty. A name that has expired meanwhile is renewed for one year at once.
 */
final class DomainRestoreRule {
    private DomainRestoreRule() {}

    static Answer decide(DomainObject domain, Requester who, Change change) {
        Deletion deletion = domain.deletion();
        if (deletion == null || !change.now().isBefore(deletion.redemptionEnds())) {
            throw new Refusal(EppResultCode.STATUS_PROHIBITS, "the name is not in its redemption period");
        }
        DomainDraft draft = domain.draft();
        draft.deletion = null;
        draft.statuses.remove(DomainObject.PENDING_DELETE);
        Instant expires = draft.expires;
        if (expires != null && !expires.isAfter(change.now())) {
            draft.expires = Periods.plusYears(expires, 1);
        }
        draft.graces.clear();
        draft.provenance = draft.provenance.updatedBy(who.registrar(), change.now());
        change.record(new RegistryEvent.DomainStored(draft.build()));
        return Answer.of(EppResultCode.SUCCESS);
    }
}
