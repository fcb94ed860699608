package dev.namestead.sandbox.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Some registries leave a transferred name's contacts to the losing registrar and give the gaining one copies. */
final class ContactCopies {
    private ContactCopies() {}

    static void make(DomainDraft draft, String gaining, Change change) {
        Map<String, String> copies = new HashMap<>();
        if (draft.registrant != null) {
            draft.registrant = copies.computeIfAbsent(draft.registrant, id -> copy(id, gaining, change));
        }
        List<ContactLink> links = List.copyOf(draft.contacts);
        draft.contacts.clear();
        for (ContactLink link : links) {
            String id = copies.computeIfAbsent(link.contact(), original -> copy(original, gaining, change));
            draft.contacts.add(new ContactLink(link.role(), id));
        }
    }

    /** The new id; the old one where the contact is gone. */
    private static String copy(String id, String gaining, Change change) {
        return change.state()
                .contact(id)
                .map(contact -> store(contact, gaining, change))
                .orElse(id);
    }

    private static String store(ContactObject contact, String gaining, Change change) {
        String roid = change.newRoid('C');
        String id = "COPY-" + roid.substring(1, roid.indexOf('-'));
        change.record(new RegistryEvent.ContactStored(new ContactObject(
                id,
                roid,
                Provenance.createdBy(gaining, change.now()),
                contact.addresses(),
                contact.voice(),
                contact.fax(),
                contact.email(),
                contact.authInfo(),
                contact.disclosure(),
                List.of())));
        return id;
    }
}
