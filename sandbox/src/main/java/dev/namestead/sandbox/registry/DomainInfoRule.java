package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.epp.extension.SecDns;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainCommand.HostsShown;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.NameServers;
import dev.namestead.sandbox.profile.Feature;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Shows a name (RFC 5731 section 3.1.2): all of it to the sponsor and to who proves the authInfo; contacts and authInfo are
 * withheld from others.
 */
final class DomainInfoRule {
    private DomainInfoRule() {}

    static Answer decide(
            DomainCommand.Info info,
            Requester who,
            RegistryProfile profile,
            RegistrySettings settings,
            RegistryState state,
            Instant now) {
        SoldName sold = SoldName.of(info.name(), profile, state);
        DomainObject domain = state.domain(sold.name())
                .or(() -> heldElsewhere(sold, settings, now))
                .orElseThrow(() -> new Refusal(EppResultCode.OBJECT_DOES_NOT_EXIST, "domain " + sold.name()));
        boolean sponsor = domain.sponsor().equals(who.registrar());
        boolean whole = AuthInfos.proves(info.authInfo(), domain.authInfo()) || sponsor;
        Answer answer = Answer.of(EppResultCode.SUCCESS).with(data(domain, info.hosts(), whole, state, now));
        if (!domain.signers().isEmpty() && who.speaks(Feature.SECDNS, profile)) {
            answer = answer.with(new SecDns.Info(SecDns.Keys.ofDs(
                    domain.signers().stream().map(DomainInfoRule::dsData).toList())));
        }
        List<String> graces = domain.shownGraces(now);
        if (!graces.isEmpty() && who.speaks(Feature.RGP, profile)) {
            answer = answer.with(
                    new Rgp.Info(graces.stream().map(Rgp.RgpStatus::of).toList()));
        }
        return answer;
    }

    private static Optional<DomainObject> heldElsewhere(SoldName sold, RegistrySettings settings, Instant now) {
        return sold.isHeldElsewhere()
                ? Optional.of(HeldElsewhere.draft(sold, settings, now).build())
                : Optional.empty();
    }

    static DomainData.Info data(
            DomainObject domain, HostsShown shown, boolean whole, RegistryState state, Instant now) {
        boolean delegated = shown == HostsShown.ALL || shown == HostsShown.DELEGATED;
        boolean subordinate = shown == HostsShown.ALL || shown == HostsShown.SUBORDINATE;
        Provenance from = domain.provenance();
        return new DomainData.Info(
                domain.name(),
                domain.roid(),
                domain.shownStatuses().stream().map(EppStatus::of).toList(),
                whole ? domain.registrant() : null,
                whole ? contacts(domain) : List.of(),
                delegated && !domain.hosts().isEmpty() ? NameServers.hosts(List.copyOf(domain.hosts())) : null,
                subordinate
                        ? state.subordinateHosts(domain.name()).stream()
                                .sorted()
                                .toList()
                        : List.of(),
                from.sponsor(),
                from.creator(),
                from.created(),
                from.updater(),
                from.updated(),
                domain.shownExpiry(now),
                from.transferred(),
                whole ? AuthInfo.of(domain.authInfo()) : null);
    }

    private static List<DomainCommand.Contact> contacts(DomainObject domain) {
        return domain.contacts().stream()
                .map(link -> new DomainCommand.Contact(link.role(), link.contact()))
                .toList();
    }

    private static SecDns.DsData dsData(DelegationSigner signer) {
        return new SecDns.DsData(signer.keyTag(), signer.algorithm(), signer.digestType(), signer.digest(), null);
    }
}
