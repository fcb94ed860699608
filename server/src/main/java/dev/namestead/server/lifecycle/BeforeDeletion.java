package dev.namestead.server.lifecycle;

import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.lifecycle.DeletionData.Before;
import dev.namestead.server.registration.LockStep;
import dev.namestead.server.registry.RegistryDomain;
import java.time.Duration;
import java.time.Instant;

/** What a deletion will wipe, and the grace periods that run, by what the registry shows of a name before it is deleted. */
final class BeforeDeletion {
    private static final String ADD_PERIOD = "addPeriod";

    private final Catalog catalog;

    BeforeDeletion(Catalog catalog) {
        this.catalog = catalog;
    }

    Before of(RegistryDomain found, Instant now) {
        Extension extension = catalog.find(found.name()).orElseThrow();
        return Before.of(
                found, inAddGrace(found, extension, now), found.statuses().contains(LockStep.LOCK), now);
    }

    /** By its statuses; by its age where the registry does not show any. */
    private static boolean inAddGrace(RegistryDomain found, Extension extension, Instant now) {
        Instant createdAt = found.createdAt();
        boolean young = createdAt != null
                && now.isBefore(createdAt.plus(Duration.ofDays(extension.grace().addDays())));
        return found.rgpStatuses().isEmpty() ? young : found.rgpStatuses().contains(ADD_PERIOD);
    }
}
