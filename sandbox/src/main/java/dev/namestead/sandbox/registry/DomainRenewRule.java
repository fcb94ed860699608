package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;

/** Extends a registration (RFC 5731 section 3.2.3); the expiry date that the client names makes a repeat harmless. */
final class DomainRenewRule {
    private DomainRenewRule() {}

    static Answer decide(DomainCommand.Renew renew, EppCommand command, Requester who, Change change) {
        DomainObject domain = Ownership.domain(renew.name(), who, change);
        Ownership.requireNone(
                domain.statuses(),
                EppStatus.CLIENT_RENEW_PROHIBITED,
                EppStatus.SERVER_RENEW_PROHIBITED,
                EppStatus.PENDING_CREATE,
                EppStatus.PENDING_DELETE,
                EppStatus.PENDING_TRANSFER);
        SoldName sold = SoldName.of(domain.name(), change.profile(), change.state());
        if (sold.is(Outcome.RENEWFAILS)) {
            throw new Refusal(EppResultCode.NOT_RENEWABLE, domain.name());
        }
        int years = sold.yearsToRenew(Periods.years(renew.period()));
        Instant expires = domain.expires();
        if (expires == null || !expires.atOffset(ZoneOffset.UTC).toLocalDate().equals(renew.currentExpiry())) {
            int code = change.profile().habits().wrongExpiryCode();
            return Answer.of(EppResult.of(
                    EppResultCode.of(code).orElse(EppResultCode.PARAMETER_POLICY), "The expiry date is another one"));
        }
        Instant extended = Periods.plusYears(expires, years);
        if (extended.isAfter(Periods.plusYears(change.now(), sold.terms().longest()))) {
            throw new Refusal(
                    EppResultCode.PARAMETER_RANGE,
                    "the name would expire more than " + sold.terms().longest() + " years ahead");
        }
        BigDecimal price = sold.price().renew(years);
        Bill bill = Bill.agreed(Fee.Operation.RENEW, command, sold, years, price, change);

        DomainDraft draft = domain.draft();
        draft.expires = extended;
        draft.lapses = null;
        Instant undoable = change.now().plus(change.lifeCycle().renewGrace());
        draft.grace(GracePeriod.billed(GracePeriod.RENEW, undoable, price, years), change.now());
        draft.provenance = draft.provenance.updatedBy(who.registrar(), change.now());
        change.store(draft);
        change.charge(who.registrar(), price);
        Answer answer = Answer.of(EppResultCode.SUCCESS).with(new DomainData.Renewed(domain.name(), extended));
        return change.told(bill, answer, who);
    }
}
