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
import org.jspecify.annotations.Nullable;

/**
 * Shows a name (RFC 5731 section 3.1.2): all of it to the sponsor and to who proves the authInfo; contacts and authInfo are
 * withheld from others.
 */
final class DomainInfoRule {
    /** When every {@code -taken} name was registered, long before any sandbox started. */
    private static final Instant TAKEN_SINCE = Instant.parse("2020-01-01T00:00:00Z");

    private DomainInfoRule() {}

    static Answer decide(
            DomainCommand.Info info,
            Requester who,
            RegistryProfile profile,
            RegistrySettings settings,
            RegistryState state,
            Instant now) {
        SoldName sold = SoldName.of(info.name(), profile);
        DomainObject domain = state.domain(sold.name()).orElseGet(() -> taken(sold, settings, now));
        if (domain == null) {
            throw new Refusal(EppResultCode.OBJECT_DOES_NOT_EXIST, "domain " + sold.name());
        }
        boolean sponsor = domain.sponsor().equals(who.registrar());
        boolean whole = AuthInfos.proves(info.authInfo(), domain.authInfo()) || sponsor;
        Answer answer = Answer.of(EppResultCode.SUCCESS).with(data(domain, info.hosts(), whole, state, now));
        if (!domain.signers().isEmpty() && mayUse(Feature.SECDNS, who, profile)) {
            answer = answer.with(new SecDns.Info(SecDns.Keys.ofDs(
                    domain.signers().stream().map(DomainInfoRule::dsData).toList())));
        }
        List<String> graces = domain.shownGraces(now);
        if (!graces.isEmpty() && mayUse(Feature.RGP, who, profile)) {
            answer = answer.with(
                    new Rgp.Info(graces.stream().map(Rgp.RgpStatus::of).toList()));
        }
        return answer;
    }

    private static boolean mayUse(Feature feature, Requester who, RegistryProfile profile) {
        return profile.has(feature) && who.declared(feature.uri());
    }

    /** The domain that a {@code -taken} name stands for, held by the other registrar without being stored. */
    private static @Nullable DomainObject taken(SoldName sold, RegistrySettings settings, Instant now) {
        if (!sold.is(Outcome.TAKEN)) {
            return null;
        }
        var draft = new DomainDraft(
                sold.name(),
                ObjectIds.of('T', Integer.toUnsignedLong(sold.name().hashCode()), "NSTAKEN"),
                Provenance.createdBy(settings.other(), TAKEN_SINCE));
        draft.statuses.add(EppStatus.CLIENT_TRANSFER_PROHIBITED);
        Instant expires = TAKEN_SINCE;
        while (!expires.isAfter(now)) {
            expires = Periods.plusYears(expires, 1);
        }
        draft.expires = expires;
        return draft.build();
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
