package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.SecDns;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.sandbox.profile.Feature;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Registers a name (RFC 5731 section 3.2.1), with the outcome that its label asks for. */
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
        SoldName sold = SoldName.of(create.name(), profile);
        int years = sold.yearsToCreate(Periods.years(create.period()));
        refuseUnavailable(sold);
        var draft =
                new DomainDraft(sold.name(), change.newRoid('D'), Provenance.createdBy(who.registrar(), change.now()));
        DomainParts.setContacts(draft, create.registrant(), create.contacts(), change);
        DomainParts.addHosts(draft, create.nameServers(), change);
        command.extension(SecDns.Create.class).ifPresent(dnssec -> DomainParts.addSigners(draft, dnssec.keys()));
        draft.authInfo = AuthInfos.acceptable(create.authInfo());
        BigDecimal price = sold.price().create(years);
        Optional<Fee.Transformed> charged =
                FeeRules.acknowledge(Fee.Operation.CREATE, command, sold, years, price, profile);

        boolean pending = sold.is(Outcome.PENDING) || sold.is(Outcome.BLOCKED);
        Answer answer = pending ? wait(draft, sold, years, price) : register(draft, years, price);
        change.store(draft);
        return deliver(charged.isEmpty() ? answer : answer.with(charged.get()), sold);
    }

    private void refuseUnavailable(SoldName sold) {
        if (change.state().domain(sold.name()).isPresent() || sold.is(Outcome.TAKEN)) {
            throw new Refusal(EppResultCode.OBJECT_EXISTS, sold.name());
        }
        if (sold.is(Outcome.RESERVED)) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "the name is reserved");
        }
        if (sold.is(Outcome.REJECTED)) {
            throw new Refusal(EppResultCode.DATA_POLICY, "the name goes against the registry's policy");
        }
        if (sold.is(Outcome.PREMIUM) && !profile.has(Feature.FEE)) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "premium names are not sold over this interface");
        }
    }

    private Answer register(DomainDraft draft, int years, BigDecimal price) {
        Instant expires = Periods.plusYears(change.now(), years);
        draft.expires = expires;
        Instant undoable = change.now().plus(change.lifeCycle().addGrace());
        draft.graces.add(GracePeriod.billed(GracePeriod.ADD, undoable, price, years));
        change.charge(who.registrar(), price);
        return Answer.of(EppResultCode.SUCCESS).with(new DomainData.Created(draft.name, change.now(), expires));
    }

    private Answer wait(DomainDraft draft, SoldName sold, int years, BigDecimal price) {
        change.requireFunds(who.registrar(), price);
        Instant due = sold.is(Outcome.PENDING) ? change.now().plus(settings.pendingAfter()) : null;
        draft.statuses.add(DomainObject.PENDING_CREATE);
        draft.pending = new PendingCreate(who.clTrid(), who.svTrid(), years, due);
        return Answer.of(EppResultCode.SUCCESS_PENDING).with(new DomainData.Created(draft.name, change.now(), null));
    }

    private Answer deliver(Answer answer, SoldName sold) {
        if (sold.is(Outcome.SLOW)) {
            return answer.delivered(new Delivery.Late(settings.slowAnswer()));
        }
        if (sold.is(Outcome.LOSTREPLY) && !change.state().replyWasLost(sold.name())) {
            change.record(new RegistryEvent.ReplyLost(sold.name()));
            return answer.delivered(new Delivery.Lost());
        }
        return answer;
    }
}
