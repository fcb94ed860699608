package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.object.HostCommand;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Changes a host (RFC 5732 section 3.2.5); a new name is taken over by the domains that delegate to it. */
final class HostUpdateRule {
    private HostUpdateRule() {}

    static Answer decide(HostCommand.Update update, Requester who, Change change) {
        HostObject host = Ownership.host(update.name(), who, change);
        if (update.add().isEmpty() && update.remove().isEmpty() && update.newName() == null) {
            throw new Refusal(EppResultCode.PARAMETER_MISSING, "nothing to change");
        }
        StatusChanges.requireUpdatable(host.statuses(), update.remove().statuses());
        SortedSet<String> statuses = new TreeSet<>(host.statuses());
        StatusChanges.apply(statuses, update.remove().statuses(), update.add().statuses(), StatusChanges.HOST);
        SortedSet<String> addresses = new TreeSet<>(host.addresses());
        HostAddresses.remove(addresses, update.remove().addresses());
        HostAddresses.add(addresses, update.add().addresses());

        String name = host.name();
        String superordinate = host.superordinate();
        String newName = update.newName();
        if (newName != null && !newName.equals(name)) {
            superordinate = renamed(host, newName, who, change);
            name = newName;
            change.record(new RegistryEvent.HostRemoved(host.name()));
        }
        HostRules.requireGlue(superordinate, addresses);
        change.record(new RegistryEvent.HostStored(new HostObject(
                name,
                host.roid(),
                host.provenance().updatedBy(who.registrar(), change.now()),
                superordinate,
                List.copyOf(addresses),
                List.copyOf(statuses))));
        return Answer.of(EppResultCode.SUCCESS);
    }

    /** The superordinate domain of the new name; domains follow the host, unless one is not ours (2305). */
    private static @Nullable String renamed(HostObject host, String newName, Requester who, Change change) {
        String superordinate = HostRules.superordinate(newName, who, change);
        if (change.state().host(newName).isPresent()) {
            throw new Refusal(EppResultCode.OBJECT_EXISTS, "host " + newName);
        }
        for (String linked : change.state().domainsOnHost(host.name())) {
            DomainObject domain = change.state().domain(linked).orElseThrow();
            if (host.superordinate() == null && !domain.sponsor().equals(who.registrar())) {
                throw new Refusal(EppResultCode.ASSOCIATION_PROHIBITS, "another registrar's domain uses the host");
            }
            DomainDraft draft = domain.draft();
            draft.hosts.remove(host.name());
            draft.hosts.add(newName);
            change.record(new RegistryEvent.DomainStored(draft.build()));
        }
        return superordinate;
    }
}
