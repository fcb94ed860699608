package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.EppStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a name (RFC 5731 section 3.2.2): in the add grace period it is gone at once, later it goes through redemption and
 * pending delete (RFC 3915). Either ends every grace period that runs: its price is given back, its years are taken off.
 */
final class DomainDeleteRule {
    private DomainDeleteRule() {}

    static Answer decide(DomainCommand.Delete delete, Requester who, Change change) {
        DomainObject domain = Ownership.domain(delete.name(), who, change);
        Ownership.requireNone(
                domain.statuses(),
                EppStatus.CLIENT_DELETE_PROHIBITED,
                EppStatus.SERVER_DELETE_PROHIBITED,
                EppStatus.PENDING_CREATE,
                EppStatus.PENDING_DELETE,
                EppStatus.PENDING_TRANSFER);
        if (!change.state().subordinateHosts(domain.name()).isEmpty()) {
            throw new Refusal(EppResultCode.ASSOCIATION_PROHIBITS, "hosts lie under the domain");
        }
        List<GracePeriod> ended = domain.graces().stream()
                .filter(grace -> grace.runsAt(change.now()))
                .toList();
        BigDecimal credit = ended.stream().map(GracePeriod::credit).reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean gone = domain.isIn(GracePeriod.ADD, change.now());
        if (gone) {
            change.record(new RegistryEvent.DomainRemoved(domain.name()));
        } else {
            DomainDraft draft = redeemable(domain, ended, who.clTrid(), who.svTrid(), change);
            draft.provenance = draft.provenance.updatedBy(who.registrar(), change.now());
            change.store(draft);
        }
        change.credit(who.registrar(), credit);
        Answer answer = Answer.of(gone ? EppResultCode.SUCCESS : EppResultCode.SUCCESS_PENDING);
        Optional<Fee.Transformed> refund = FeeRules.refund(credit, who, change.profile());
        return refund.isEmpty() ? answer : answer.with(refund.get());
    }

    /** Nobody has renewed it in time: its registry deletes it, as if its holder had. */
    static void lapsed(DomainObject domain, Change change) {
        DomainDraft draft = redeemable(domain, List.of(), null, null, change);
        change.store(draft);
        change.tell(draft.build(), "autoDelete", domain.name() + " has expired and was deleted.");
    }

    private static DomainDraft redeemable(
            DomainObject domain,
            List<GracePeriod> ended,
            @Nullable String clTrid,
            @Nullable String svTrid,
            Change change) {
        Instant redemptionEnds = change.now().plus(change.lifeCycle().redemption());
        Instant purged = redemptionEnds.plus(change.lifeCycle().pendingDelete());
        int refunded = ended.stream().mapToInt(GracePeriod::refundedYears).sum();
        DomainDraft draft = domain.draft();
        draft.statuses.clear();
        draft.statuses.add(DomainObject.PENDING_DELETE);
        draft.hosts.clear();
        draft.signers.clear();
        draft.graces.clear();
        draft.expires = domain.expires() == null ? null : Periods.plusYears(domain.expires(), -refunded);
        draft.lapses = null;
        draft.deletion = new Deletion(redemptionEnds, purged, clTrid, svTrid, null, null);
        return draft;
    }
}
