package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.HostAddress;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.object.HostData;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Host objects (RFC 5732): hosts under a name sold here need glue and the name's sponsor, others may have neither. */
final class HostRules {
    private HostRules() {}

    static Answer check(HostCommand.Check check, RegistryState state) {
        if (check.names().size() > DomainCheckRule.MOST_NAMES) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "more than " + DomainCheckRule.MOST_NAMES + " names");
        }
        List<CheckResult> results = check.names().stream()
                .map(name -> {
                    if (!SoldName.isHostName(name)) {
                        return CheckResult.taken(name, "Not a host name");
                    }
                    return state.host(name).isPresent()
                            ? CheckResult.taken(name, "In use")
                            : CheckResult.available(name);
                })
                .toList();
        return Answer.of(EppResultCode.SUCCESS).with(new HostData.Checked(results));
    }

    static Answer info(HostCommand.Info info, RegistryState state) {
        HostObject host = state.host(info.name())
                .orElseThrow(() -> new Refusal(EppResultCode.OBJECT_DOES_NOT_EXIST, "host " + info.name()));
        Provenance from = host.provenance();
        boolean linked = !state.domainsOnHost(host.name()).isEmpty();
        return Answer.of(EppResultCode.SUCCESS)
                .with(new HostData.Info(
                        host.name(),
                        host.roid(),
                        host.shownStatuses(linked).stream().map(EppStatus::of).toList(),
                        host.addresses().stream().map(HostAddress::of).toList(),
                        from.sponsor(),
                        from.creator(),
                        from.created(),
                        from.updater(),
                        from.updated(),
                        null));
    }

    static Answer create(HostCommand.Create create, Requester who, Change change) {
        String superordinate = superordinate(create.name(), who, change);
        if (change.state().host(create.name()).isPresent()) {
            throw new Refusal(EppResultCode.OBJECT_EXISTS, "host " + create.name());
        }
        SortedSet<String> addresses = new TreeSet<>();
        HostAddresses.add(addresses, create.addresses());
        requireGlue(superordinate, addresses);
        change.record(new RegistryEvent.HostStored(new HostObject(
                create.name(),
                change.newRoid('H'),
                Provenance.createdBy(who.registrar(), change.now()),
                superordinate,
                List.copyOf(addresses),
                List.of())));
        return Answer.of(EppResultCode.SUCCESS).with(new HostData.Created(create.name(), change.now()));
    }

    static Answer delete(HostCommand.Delete delete, Requester who, Change change) {
        HostObject host = Ownership.host(delete.name(), who, change);
        Ownership.requireNone(host.statuses(), EppStatus.CLIENT_DELETE_PROHIBITED, EppStatus.SERVER_DELETE_PROHIBITED);
        if (!change.state().domainsOnHost(host.name()).isEmpty()) {
            throw new Refusal(EppResultCode.ASSOCIATION_PROHIBITS, "domains delegate to the host");
        }
        change.record(new RegistryEvent.HostRemoved(host.name()));
        return Answer.of(EppResultCode.SUCCESS);
    }

    /** The sponsor's domain that the host lies under; null for a host of elsewhere. */
    static @Nullable String superordinate(String hostName, Requester who, Change change) {
        if (!SoldName.isHostName(hostName)) {
            throw new Refusal(EppResultCode.PARAMETER_SYNTAX, "not a host name in lower case");
        }
        String extension = change.profile().extensionOf(hostName).orElse(null);
        if (extension == null) {
            return null;
        }
        String above = hostName.substring(0, hostName.length() - extension.length() - 1);
        String domain = above.substring(above.lastIndexOf('.') + 1) + "." + extension;
        return Ownership.domain(domain, who, change).name();
    }

    /** Glue is needed below a name sold here, and refused elsewhere, where the registry could not publish it. */
    static void requireGlue(@Nullable String superordinate, SortedSet<String> addresses) {
        if (superordinate != null && addresses.isEmpty()) {
            throw new Refusal(EppResultCode.PARAMETER_MISSING, "a host under a name sold here needs an address");
        }
        if (superordinate == null && !addresses.isEmpty()) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "a host of elsewhere has no address here");
        }
    }
}
