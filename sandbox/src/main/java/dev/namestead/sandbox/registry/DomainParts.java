package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.SecDns;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.NameServers;
import dev.namestead.sandbox.profile.ContactRole;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Contacts, name servers and DS records of a domain, as create and update set them. */
final class DomainParts {
    private static final int MOST_HOSTS = 13;
    private static final int MOST_SIGNERS = 8;
    private static final Set<String> ROLES = Set.of("admin", "tech", "billing");
    private static final Set<Integer> ALGORITHMS = Set.of(5, 7, 8, 10, 13, 14, 15, 16);
    private static final Map<Integer, Integer> DIGEST_LENGTHS = Map.of(1, 40, 2, 64, 4, 96);
    private static final Pattern HEX = Pattern.compile("[0-9A-F]+");

    private DomainParts() {}

    /** On create: every role that the registry demands, and nothing at all at a contactless one. */
    static void setContacts(
            DomainDraft draft, @Nullable String registrant, List<DomainCommand.Contact> contacts, Change change) {
        if (registrant != null) {
            draft.registrant = existingContact(registrant, change);
        }
        addContacts(draft, contacts, change);
        for (ContactRole role : change.profile().contacts()) {
            String wire = role.name().toLowerCase(Locale.ROOT);
            boolean present = role == ContactRole.REGISTRANT
                    ? draft.registrant != null
                    : draft.contacts.stream().anyMatch(link -> link.role().equals(wire));
            if (!present) {
                throw new Refusal(EppResultCode.PARAMETER_MISSING, wire + " contact");
            }
        }
    }

    static void addContacts(DomainDraft draft, List<DomainCommand.Contact> contacts, Change change) {
        for (DomainCommand.Contact contact : contacts) {
            if (!ROLES.contains(contact.type())) {
                throw new Refusal(EppResultCode.PARAMETER_SYNTAX, "contact type " + contact.type());
            }
            var link = new ContactLink(contact.type(), existingContact(contact.id(), change));
            if (draft.contacts.contains(link)) {
                throw new Refusal(EppResultCode.PARAMETER_POLICY, contact.id() + " is there already");
            }
            draft.contacts.add(link);
        }
    }

    static void removeContacts(DomainDraft draft, List<DomainCommand.Contact> contacts) {
        for (DomainCommand.Contact contact : contacts) {
            if (!draft.contacts.remove(new ContactLink(contact.type(), contact.id()))) {
                throw new Refusal(EppResultCode.PARAMETER_POLICY, contact.id() + " is not there");
            }
        }
    }

    static String existingContact(String id, Change change) {
        if (!change.profile().isThick()) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "contacts are not kept at this registry");
        }
        if (change.state().contact(id).isEmpty()) {
            throw new Refusal(EppResultCode.OBJECT_DOES_NOT_EXIST, "contact " + id);
        }
        return id;
    }

    static void addHosts(DomainDraft draft, @Nullable NameServers nameServers, Change change) {
        for (String host : hostObjects(nameServers)) {
            if (change.state().host(host).isEmpty()) {
                throw new Refusal(EppResultCode.OBJECT_DOES_NOT_EXIST, "host " + host);
            }
            if (!draft.hosts.add(host)) {
                throw new Refusal(EppResultCode.PARAMETER_POLICY, host + " is there already");
            }
        }
        if (draft.hosts.size() > MOST_HOSTS) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "more than " + MOST_HOSTS + " name servers");
        }
    }

    static void removeHosts(DomainDraft draft, @Nullable NameServers nameServers) {
        for (String host : hostObjects(nameServers)) {
            if (!draft.hosts.remove(host)) {
                throw new Refusal(EppResultCode.PARAMETER_POLICY, host + " is not there");
            }
        }
    }

    private static List<String> hostObjects(@Nullable NameServers nameServers) {
        return switch (nameServers) {
            case null -> List.of();
            case NameServers.Hosts hosts -> hosts.names();
            case NameServers.Attributes ignored ->
                throw new Refusal(EppResultCode.UNIMPLEMENTED_OPTION, "name servers are host objects here");
        };
    }

    static void addSigners(DomainDraft draft, SecDns.Keys keys) {
        if (!keys.keyData().isEmpty()) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "this registry takes DS data, not key data");
        }
        if (keys.maxSigLife() != null) {
            throw new Refusal(EppResultCode.UNIMPLEMENTED_OPTION, "maxSigLife");
        }
        for (SecDns.DsData data : keys.dsData()) {
            DelegationSigner signer = valid(data);
            if (draft.signers.contains(signer)) {
                throw new Refusal(EppResultCode.PARAMETER_POLICY, "DS " + data.keyTag() + " is there already");
            }
            draft.signers.add(signer);
        }
        if (draft.signers.size() > MOST_SIGNERS) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "more than " + MOST_SIGNERS + " DS records");
        }
    }

    static void removeSigners(DomainDraft draft, SecDns.Removal removal) {
        switch (removal) {
            case SecDns.Removal.All ignored -> draft.signers.clear();
            case SecDns.Removal.Some some -> {
                for (SecDns.DsData data : some.dsData()) {
                    if (!draft.signers.remove(signer(data))) {
                        throw new Refusal(EppResultCode.PARAMETER_POLICY, "DS " + data.keyTag() + " is not there");
                    }
                }
            }
        }
    }

    private static DelegationSigner signer(SecDns.DsData data) {
        return new DelegationSigner(
                data.keyTag(),
                data.algorithm(),
                data.digestType(),
                data.digest().toUpperCase(Locale.ROOT));
    }

    private static DelegationSigner valid(SecDns.DsData data) {
        DelegationSigner signer = signer(data);
        if (signer.keyTag() < 0 || signer.keyTag() > 65535) {
            throw new Refusal(EppResultCode.PARAMETER_RANGE, "key tag " + signer.keyTag());
        }
        if (!ALGORITHMS.contains(signer.algorithm())) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "algorithm " + signer.algorithm());
        }
        Integer length = DIGEST_LENGTHS.get(signer.digestType());
        if (length == null) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "digest type " + signer.digestType());
        }
        if (signer.digest().length() != length || !HEX.matcher(signer.digest()).matches()) {
            throw new Refusal(EppResultCode.PARAMETER_SYNTAX, "digest of type " + signer.digestType());
        }
        return signer;
    }
}
