package dev.namestead.sandbox.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parts that many names have alike (registrars, statuses, name servers, grace periods' prices) are kept once: a registry of a million
 * names would need the memory twice otherwise. Used under the registry's writer lock only.
 */
final class SharedParts {
    /** What is not alike would only fill the table. */
    private static final int MOST = 100_000;

    private final Map<Object, Object> kept = new HashMap<>();

    DomainObject shared(DomainObject domain) {
        Provenance from = domain.provenance();
        return new DomainObject(
                domain.name(),
                domain.roid(),
                new Provenance(
                        one(from.sponsor()),
                        one(from.creator()),
                        from.created(),
                        from.updater() == null ? null : one(from.updater()),
                        from.updated(),
                        from.transferred()),
                one(domain.statuses()),
                domain.registrant() == null ? null : one(domain.registrant()),
                one(domain.contacts()),
                one(domain.hosts()),
                domain.signers(),
                domain.expires(),
                domain.lapses(),
                domain.authInfo().isEmpty() ? "" : domain.authInfo(),
                graces(domain),
                domain.pending(),
                domain.deletion(),
                domain.transfer());
    }

    private List<GracePeriod> graces(DomainObject domain) {
        return domain.graces().stream()
                .map(grace -> new GracePeriod(
                        one(grace.status()), grace.until(), one(grace.charged()), grace.years(), grace.unbilled()))
                .toList();
    }

    @SuppressWarnings("unchecked") // what is equal to a T and was put in for one is a T
    private <T> T one(T part) {
        Object known = kept.get(part);
        if (known == null && kept.size() < MOST) {
            kept.put(part, part);
        }
        return known == null ? part : (T) known;
    }
}
