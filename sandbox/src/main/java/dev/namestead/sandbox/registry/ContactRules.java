package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.ContactData;
import dev.namestead.epp.object.EppStatus;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Contact objects (RFC 5733); seen only by their sponsor and by who proves the authInfo. */
final class ContactRules {
    private static final Pattern ID = Pattern.compile("\\S{3,16}");

    private ContactRules() {}

    static Answer check(ContactCommand.Check check, RegistryState state) {
        if (check.ids().size() > DomainCheckRule.MOST_NAMES) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "more than " + DomainCheckRule.MOST_NAMES + " ids");
        }
        List<CheckResult> results = check.ids().stream()
                .map(id -> {
                    if (!ID.matcher(id).matches()) {
                        throw new Refusal(
                                EppResultCode.PARAMETER_SYNTAX, "contact id"); // an answer could not repeat it
                    }
                    return state.contact(id).isPresent() ? CheckResult.taken(id, "In use") : CheckResult.available(id);
                })
                .toList();
        return Answer.of(EppResultCode.SUCCESS).with(new ContactData.Checked(results));
    }

    static Answer info(ContactCommand.Info info, Requester who, RegistryState state) {
        ContactObject contact = state.contact(info.id())
                .orElseThrow(() -> new Refusal(EppResultCode.OBJECT_DOES_NOT_EXIST, "contact " + info.id()));
        boolean sponsor = contact.provenance().sponsor().equals(who.registrar());
        if (!AuthInfos.proves(info.authInfo(), contact.authInfo()) && !sponsor) {
            throw new Refusal(EppResultCode.AUTHORIZATION_ERROR, "another registrar is the sponsor");
        }
        boolean linked = !state.domainsOfContact(contact.id()).isEmpty();
        return Answer.of(EppResultCode.SUCCESS).with(ContactParts.data(contact, linked));
    }

    static Answer create(ContactCommand.Create create, Requester who, Change change) {
        if (!ID.matcher(create.id()).matches()) {
            throw new Refusal(EppResultCode.PARAMETER_SYNTAX, "contact id");
        }
        if (change.state().contact(create.id()).isPresent()) {
            throw new Refusal(EppResultCode.OBJECT_EXISTS, "contact " + create.id());
        }
        change.record(new RegistryEvent.ContactStored(ContactParts.created(
                create, change.newRoid('C'), Provenance.createdBy(who.registrar(), change.now()))));
        return Answer.of(EppResultCode.SUCCESS).with(new ContactData.Created(create.id(), change.now()));
    }

    static Answer update(ContactCommand.Update update, Requester who, Change change) {
        ContactObject contact = Ownership.contact(update.id(), who, change);
        if (update.add().isEmpty() && update.remove().isEmpty() && update.change() == null) {
            throw new Refusal(EppResultCode.PARAMETER_MISSING, "nothing to change");
        }
        StatusChanges.requireUpdatable(contact.statuses(), update.remove());
        SortedSet<String> statuses = new TreeSet<>(contact.statuses());
        StatusChanges.apply(statuses, update.remove(), update.add(), StatusChanges.CONTACT);
        change.record(new RegistryEvent.ContactStored(ContactParts.changed(
                contact, update.change(), statuses, contact.provenance().updatedBy(who.registrar(), change.now()))));
        return Answer.of(EppResultCode.SUCCESS);
    }

    static Answer delete(ContactCommand.Delete delete, Requester who, Change change) {
        ContactObject contact = Ownership.contact(delete.id(), who, change);
        Ownership.requireNone(
                contact.statuses(), EppStatus.CLIENT_DELETE_PROHIBITED, EppStatus.SERVER_DELETE_PROHIBITED);
        if (!change.state().domainsOfContact(contact.id()).isEmpty()) {
            throw new Refusal(EppResultCode.ASSOCIATION_PROHIBITS, "domains refer to the contact");
        }
        change.record(new RegistryEvent.ContactRemoved(contact.id()));
        return Answer.of(EppResultCode.SUCCESS);
    }
}
