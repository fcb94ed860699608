package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.epp.extension.SecDns;
import dev.namestead.epp.extension.Sync;
import dev.namestead.epp.object.DomainCommand;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes a name (RFC 5731 section 3.2.5): removes first, then adds, all or nothing. */
final class DomainUpdateRule {
    private DomainUpdateRule() {}

    static Answer decide(DomainCommand.Update update, EppCommand command, Requester who, Change change) {
        DomainObject domain = Ownership.domain(update.name(), who, change);
        if (command.extension(Rgp.RestoreReport.class).isPresent()) {
            return DomainRestoreRule.report(domain, who, change);
        }
        if (command.extension(Rgp.RestoreRequest.class).isPresent()) {
            return DomainRestoreRule.request(domain, command, who, change);
        }
        if (Outcome.of(domain.name()).contains(Outcome.UPDATEFAILS)) {
            throw new Refusal(EppResultCode.DATA_POLICY, "the name goes against the registry's policy");
        }
        Optional<SecDns.Update> dnssec = command.extension(SecDns.Update.class);
        Optional<Sync> sync = command.extension(Sync.class);
        DomainCommand.Part remove = update.remove();
        DomainCommand.Part add = update.add();
        if (remove.isEmpty() && add.isEmpty() && update.change() == null && dnssec.isEmpty() && sync.isEmpty()) {
            throw new Refusal(EppResultCode.PARAMETER_MISSING, "nothing to change");
        }
        StatusChanges.requireUpdatable(domain.statuses(), remove.statuses());

        DomainDraft draft = domain.draft();
        StatusChanges.apply(draft.statuses, remove.statuses(), add.statuses(), StatusChanges.DOMAIN);
        DomainParts.removeHosts(draft, remove.nameServers());
        DomainParts.addHosts(draft, add.nameServers(), change);
        DomainParts.removeContacts(draft, remove.contacts());
        changeOwner(draft, update.change(), change);
        DomainParts.setContacts(draft, draft.registrant, add.contacts(), change);
        dnssec.ifPresent(keys -> changeSigners(draft, keys));
        sync.ifPresent(to -> ExpirySync.move(draft, to, who, change));
        draft.provenance = draft.provenance.updatedBy(who.registrar(), change.now());
        change.store(draft);
        return Answer.of(EppResultCode.SUCCESS);
    }

    private static void changeOwner(DomainDraft draft, DomainCommand.@Nullable Change to, Change change) {
        if (to == null) {
            return;
        }
        String registrant = to.registrant();
        if (registrant != null) {
            draft.registrant = registrant.isEmpty() ? null : DomainParts.existingContact(registrant, change);
        }
        if (to.authInfo() != null) {
            draft.authInfo = AuthInfos.ofDomain(to.authInfo(), change.profile());
        }
    }

    private static void changeSigners(DomainDraft draft, SecDns.Update keys) {
        if (keys.urgent()) {
            throw new Refusal(EppResultCode.UNIMPLEMENTED_OPTION, "urgent");
        }
        if (keys.maxSigLife() != null) {
            throw new Refusal(EppResultCode.UNIMPLEMENTED_OPTION, "maxSigLife");
        }
        if (keys.remove() != null) {
            DomainParts.removeSigners(draft, keys.remove());
        }
        if (keys.add() != null) {
            DomainParts.addSigners(draft, keys.add());
        }
    }
}
