package dev.namestead.sandbox.registry;

import dev.namestead.epp.object.EppStatus;
import java.time.Instant;

/** Names that the other registrar holds by their very name, without being stored. */
final class HeldElsewhere {
    /** When every one of them was registered, long before any sandbox started. */
    private static final Instant SINCE = Instant.parse("2020-01-01T00:00:00Z");

    private HeldElsewhere() {}

    static DomainDraft draft(SoldName sold, RegistrySettings settings, Instant now) {
        var draft = new DomainDraft(
                sold.name(),
                ObjectIds.of('T', Integer.toUnsignedLong(sold.name().hashCode()), "NSTAKEN"),
                Provenance.createdBy(settings.other(), SINCE));
        if (sold.is(Outcome.TAKEN)) {
            draft.statuses.add(EppStatus.CLIENT_TRANSFER_PROHIBITED);
        }
        Instant expires = SINCE;
        while (!expires.isAfter(now)) {
            expires = Periods.plusYears(expires, 1);
        }
        draft.expires = expires;
        return draft;
    }
}
