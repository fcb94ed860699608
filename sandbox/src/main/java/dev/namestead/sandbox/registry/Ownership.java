package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import java.util.Arrays;
import java.util.Collection;

/** What every change of an object asks first: is it yours, and does its status allow it? */
final class Ownership {
    private Ownership() {}

    /** The sponsor's domain; 2303 or 2201. */
    static DomainObject domain(String name, Requester who, Change change) {
        DomainObject domain = change.state()
                .domain(name)
                .orElseThrow(() -> new Refusal(EppResultCode.OBJECT_DOES_NOT_EXIST, "domain " + name));
        return requireSponsor(domain.sponsor(), who, domain);
    }

    /** The sponsor's host; 2303 or 2201. A host under a domain belongs to who sponsors the domain. */
    static HostObject host(String name, Requester who, Change change) {
        HostObject host = change.state()
                .host(name)
                .orElseThrow(() -> new Refusal(EppResultCode.OBJECT_DOES_NOT_EXIST, "host " + name));
        return requireSponsor(host.provenance().sponsor(), who, host);
    }

    /** The sponsor's contact; 2303 or 2201. */
    static ContactObject contact(String id, Requester who, Change change) {
        ContactObject contact = change.state()
                .contact(id)
                .orElseThrow(() -> new Refusal(EppResultCode.OBJECT_DOES_NOT_EXIST, "contact " + id));
        return requireSponsor(contact.provenance().sponsor(), who, contact);
    }

    private static <T> T requireSponsor(String sponsor, Requester who, T object) {
        if (!sponsor.equals(who.registrar())) {
            throw new Refusal(EppResultCode.AUTHORIZATION_ERROR, "another registrar is the sponsor");
        }
        return object;
    }

    /** 2304 when any of these statuses is set. */
    static void requireNone(Collection<String> present, String... prohibiting) {
        Arrays.stream(prohibiting).filter(present::contains).findFirst().ifPresent(status -> {
            throw new Refusal(EppResultCode.STATUS_PROHIBITS, status);
        });
    }
}
