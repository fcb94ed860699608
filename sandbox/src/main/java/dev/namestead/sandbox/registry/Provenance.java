package dev.namestead.sandbox.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who holds and changed an object, and when: the clID, crID, crDate, upID, upDate and trDate of RFC 5731 to 5733.
 *
 * @param sponsor the registrar that may change the object
 */
public record Provenance(
        String sponsor,
        String creator,
        Instant created,
        @Nullable String updater,
        @Nullable Instant updated,
        @Nullable Instant transferred) {

    static Provenance createdBy(String registrar, Instant now) {
        return new Provenance(registrar, registrar, now, null, null, null);
    }

    Provenance updatedBy(String registrar, Instant now) {
        return new Provenance(sponsor, creator, created, registrar, now, transferred);
    }

    Provenance transferredTo(String registrar, Instant now) {
        return new Provenance(registrar, creator, created, updater, updated, now);
    }
}
