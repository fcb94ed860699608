package dev.namestead.sandbox.registry;

import dev.namestead.sandbox.registry.RegistryEvent.ContactStored;
import dev.namestead.sandbox.registry.RegistryEvent.DomainStored;
import dev.namestead.sandbox.registry.RegistryEvent.HostStored;
import dev.namestead.sandbox.registry.RegistryEvent.MessageQueued;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Takes a name over from another registry, with the objects that it refers to and the messages about it. */
final class Adoption {
    private Adoption() {}

    static void adopt(DomainObject domain, RegistryState from, Change change) {
        if (change.state().domain(domain.name()).isPresent()) {
            return; // the last start was cut off between storing here and removing there
        }
        SortedSet<String> below = new TreeSet<>(from.subordinateHosts(domain.name()));
        below.forEach(name -> from.host(name).map(HostStored::new).ifPresent(change::record));
        domain.hosts().stream()
                .filter(name ->
                        !below.contains(name) && change.state().host(name).isEmpty())
                .flatMap(name -> from.host(name).stream())
                .forEach(host -> change.record(new HostStored(fromElsewhere(host))));
        boolean thick = change.profile().isThick();
        if (thick) {
            domain.contactIds()
                    .distinct()
                    .filter(id -> change.state().contact(id).isEmpty())
                    .flatMap(id -> from.contact(id).stream())
                    .forEach(contact -> change.record(new ContactStored(contact)));
        }
        change.record(new DomainStored(thick ? domain : withoutContacts(domain)));
        from.queue(domain.sponsor()).values().stream()
                .filter(message -> message.isAbout(domain.name()))
                .forEach(message -> change.record(new MessageQueued(message.numbered(change.newMessageId()))));
    }

    /** Glue of a name that another registry sells is not kept here. */
    private static HostObject fromElsewhere(HostObject host) {
        return new HostObject(host.name(), host.roid(), host.provenance(), null, List.of(), host.statuses());
    }

    private static DomainObject withoutContacts(DomainObject domain) {
        DomainDraft draft = domain.draft();
        draft.registrant = null;
        draft.contacts.clear();
        return draft.build();
    }

    /** The other end: the name and the hosts below it are no longer here. */
    static void release(String name, Change change) {
        RegistryState state = change.state();
        String sponsor = state.domain(name).map(DomainObject::sponsor).orElse("");
        change.record(new RegistryEvent.DomainRemoved(name));
        state.subordinateHosts(name).forEach(host -> change.record(new RegistryEvent.HostRemoved(host)));
        state.queue(sponsor).values().stream()
                .filter(message -> message.isAbout(name))
                .forEach(message -> change.record(new RegistryEvent.MessageTaken(sponsor, message.id())));
    }
}
