package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.IdnLang;
import dev.namestead.epp.extension.SecDns;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.sandbox.profile.Feature;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Registers a name (RFC 5731 section 3.2.1), with the outcomes that its label asks for. */
final class DomainCreateRule {
    private final DomainCommand.Create create;
    private final EppCommand command;
    private final Requester who;
    private final RegistrySettings settings;
    private final Change change;
    private final RegistryProfile profile;

    private DomainCreateRule(
            DomainCommand.Create create, EppCommand command, Requester who, RegistrySettings settings, Change change) {
        this.create = create;
        this.command = command;
        this.who = who;
        this.settings = settings;
        this.change = change;
        this.profile = change.profile();
    }

    static Answer decide(
            DomainCommand.Create create, EppCommand command, Requester who, RegistrySettings settings, Change change) {
        return new DomainCreateRule(create, command, who, settings, change).decide();
    }

    private Answer decide() {
        SoldName sold = SoldName.of(create.name(), profile, change.state());
        int years = sold.yearsToCreate(Periods.years(create.period()));
        refuseUnavailable(sold);
        refuseUnqualified(sold);
        var draft =
                new DomainDraft(sold.name(), change.newRoid('D'), Provenance.createdBy(who.registrar(), change.now()));
        DomainParts.setContacts(draft, create.registrant(), create.contacts(), change);
        DomainParts.addHosts(draft, create.nameServers(), change);
        command.extension(SecDns.Create.class).ifPresent(dnssec -> DomainParts.addSigners(draft, dnssec.keys()));
        draft.authInfo = AuthInfos.ofDomain(create.authInfo(), profile);
        Optional<Answer> overtaken = overtaken(sold, years);
        if (overtaken.isPresent()) {
            return overtaken.get();
        }
        boolean raisedNow = sold.is(Outcome.PRICECHANGE) && !change.state().priceIsRaised(sold.name());
        return create(draft, raisedNow ? sold.raised() : sold, years);
    }

    private Answer create(DomainDraft draft, SoldName sold, int years) {
        Bill bill = Bill.agreed(
                Fee.Operation.CREATE, command, sold, years, sold.price().create(years), change);
        boolean pending = sold.is(Outcome.PENDINGREFUSED) || sold.is(Outcome.PENDING) || sold.is(Outcome.BLOCKED);
        Answer answer = pending ? wait(draft, sold, years, bill.price()) : register(draft, sold, years, bill.price());
        change.store(draft);
        return deliver(change.told(bill, answer, who), sold);
    }

    private void refuseUnavailable(SoldName sold) {
        if (change.state().domain(sold.name()).isPresent() || sold.isHeldElsewhere()) {
            throw new Refusal(EppResultCode.OBJECT_EXISTS, sold.name());
        }
        if (sold.reserved()) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "the name is reserved");
        }
        if (sold.is(Outcome.REJECTED) && !sold.is(Outcome.RACE)) {
            throw new Refusal(EppResultCode.DATA_POLICY, "the name goes against the registry's policy");
        }
        if (sold.isPremium() && !profile.tellsPrices()) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "premium names are not sold over this interface");
        }
    }

    private void refuseUnqualified(SoldName sold) {
        boolean tagged = command.extension(IdnLang.class).isPresent();
        if (profile.has(Feature.IDN_LANG) && sold.name().startsWith("xn--") && !tagged) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "an internationalized name needs its language tag");
        }
        LaunchRules.requireNotice(sold, command, change.now());
    }

    /** What happened between the check and this create; it stays true, so it is answered and not thrown. */
    private Optional<Answer> overtaken(SoldName sold, int years) {
        if (sold.is(Outcome.RACE)) {
            var rivals = new DomainDraft(
                    sold.name(), change.newRoid('D'), Provenance.createdBy(settings.other(), change.now()));
            register(rivals, sold, years, BigDecimal.ZERO);
            change.store(rivals);
            return Optional.of(refused(EppResultCode.OBJECT_EXISTS, sold.name()));
        }
        if (!sold.is(Outcome.PRICECHANGE) || change.state().priceIsRaised(sold.name())) {
            return Optional.empty();
        }
        change.record(new RegistryEvent.PriceRaised(sold.name()));
        BigDecimal price = sold.raised().price().create(years);
        try {
            Bill.agreed(Fee.Operation.CREATE, command, sold.raised(), years, price, change);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.answer());
        }
    }

    private static Answer refused(EppResultCode code, String reason) {
        return Answer.of(EppResult.of(code, code.text() + ": " + reason));
    }

    private Answer register(DomainDraft draft, SoldName sold, int years, BigDecimal price) {
        Instant expires = Periods.plusYears(change.now(), years);
        draft.expires = expires;
        Instant undoable = change.now().plus(change.lifeCycle().addGrace());
        draft.graces.add(GracePeriod.billed(GracePeriod.ADD, undoable, price, years));
        change.charge(draft.provenance.sponsor(), price);
        if (sold.is(Outcome.SERVERHOLD)) {
            draft.statuses.add(EppStatus.SERVER_HOLD);
            change.tell(draft.build(), "update", "Suspended by its registry.");
        }
        return Answer.of(EppResultCode.SUCCESS).with(new DomainData.Created(draft.name, change.now(), expires));
    }

    private Answer wait(DomainDraft draft, SoldName sold, int years, BigDecimal price) {
        change.requireFunds(who.registrar(), price);
        boolean refused = sold.is(Outcome.PENDINGREFUSED);
        boolean decided = refused || sold.is(Outcome.PENDING);
        Instant due = decided ? change.now().plus(settings.pendingAfter()) : null;
        draft.statuses.add(DomainObject.PENDING_CREATE);
        draft.pending = new PendingCreate(who.clTrid(), who.svTrid(), years, due, refused ? Boolean.TRUE : null);
        return Answer.of(EppResultCode.SUCCESS_PENDING).with(new DomainData.Created(draft.name, change.now(), null));
    }

    private Answer deliver(Answer answer, SoldName sold) {
        if (sold.is(Outcome.LOSTREPLY) && !change.state().replyWasLost(sold.name())) {
            change.record(new RegistryEvent.ReplyLost(sold.name()));
            return answer.delivered(new Delivery.Lost());
        }
        return sold.is(Outcome.SLOW) ? answer.delivered(new Delivery.Late(settings.slowAnswer())) : answer;
    }
}
